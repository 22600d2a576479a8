import CStdlib
import Glibc

/// A stack that is deep enough, whatever the host's thread has.
///
/// Scripts may nest 256 deep, and functions are checked within one another where they call one another; both are walked
/// by recursion. A host may call from a thread of 512 KiB. Then the work is done on a thread of its own while the
/// host's waits, and what the host is told in between it is told on its own thread.
final class DeepStack {
  /// What is left of the caller's stack below which the work moves.
  private static let enough = 48 << 20
  /// Sizes to ask for, until the system has one. Only what is used takes memory.
  private static let sizes = [256 << 20, 64 << 20]

  private enum State {
    case working
    case asking(() -> Void)
    case done
  }

  private var mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var state = State.working
  private let work: (DeepStack?) -> Void

  private init(_ work: @escaping (DeepStack?) -> Void) {
    self.work = work
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_mutex_destroy(mutex)
    pthread_cond_destroy(condition)
    mutex.deallocate()
    condition.deallocate()
  }

  /// Does work to its end. It gets nil where it runs on the caller's own thread, else what brings calls back to that.
  static func run(_ work: (DeepStack?) -> Void) {
    guard weir_stack_left() < enough else { return work(nil) }
    withoutActuallyEscaping(work) { work in
      let stack = DeepStack(work)
      if !stack.start() { work(nil) }
    }
  }

  /// Does something on the thread that waits for the work.
  func onCaller(_ body: () -> Void) {
    withoutActuallyEscaping(body) { body in
      pthread_mutex_lock(mutex)
      state = .asking(body)
      pthread_cond_broadcast(condition)
      while case .asking = state { pthread_cond_wait(condition, mutex) }
      pthread_mutex_unlock(mutex)
    }
  }

  /// Runs the work on a new thread and serves it until it is done; false where there is none to be had.
  private func start() -> Bool {
    guard let thread = makeThread() else { return false }
    pthread_mutex_lock(mutex)
    serving: while true {
      switch state {
      case .working: pthread_cond_wait(condition, mutex)
      case .done: break serving
      case .asking(let body):
        pthread_mutex_unlock(mutex)
        body()
        pthread_mutex_lock(mutex)
        state = .working
        pthread_cond_broadcast(condition)
      }
    }
    pthread_mutex_unlock(mutex)
    pthread_join(thread, nil)
    return true
  }

  private func makeThread() -> pthread_t? {
    // Signals stay with the host's threads.
    var all = sigset_t(), before = sigset_t()
    sigfillset(&all)
    pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    for size in DeepStack.sizes {
      var attributes = pthread_attr_t()
      guard pthread_attr_init(&attributes) == 0 else { return nil }
      defer { pthread_attr_destroy(&attributes) }
      guard pthread_attr_setstacksize(&attributes, size) == 0 else { continue }
      var thread = pthread_t()
      let made = pthread_create(&thread, &attributes, { argument in
        guard let argument else { return nil }
        Unmanaged<DeepStack>.fromOpaque(argument).takeUnretainedValue().finish()
        return nil
      }, Unmanaged.passUnretained(self).toOpaque())
      if made == 0 { return thread }
    }
    return nil
  }

  private func finish() {
    work(self)
    pthread_mutex_lock(mutex)
    state = .done
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}

extension Engine {
  /// The result of work that may nest deeply.
  ///
  /// - Throws: what the work throws; that the engine is at work already, where `output` asks it for more.
  func deeply<Result>(_ work: () throws(WeirError) -> Result) throws(WeirError) -> Result {
    if isAtWork { throw WeirError(diagnostics: [Engine.busy], exitStatus: 1, files: files) }
    isAtWork = true
    defer { isAtWork = false }
    var result: Swift.Result<Result, WeirError>?
    DeepStack.run { stack in
      let outer = host.stack
      host.stack = stack ?? outer
      defer { host.stack = outer }
      do throws(WeirError) {
        result = .success(try work())
      } catch {
        result = .failure(error)
      }
    }
    guard let result else { return try work() }
    return try result.get()
  }

  /// What is told where `output` asks the engine for more: its machine is in the midst of a script.
  static var busy: Diagnostic { Diagnostic(EngineCatalogue.atWork, at: .nowhere) }

  /// The result of work that may nest deeply and does not fail.
  func deeply<Result>(_ work: () -> Result) -> Result {
    let wasAtWork = isAtWork
    isAtWork = true
    defer { isAtWork = wasAtWork }
    var result: Result?
    DeepStack.run { stack in
      let outer = host.stack
      host.stack = stack ?? outer
      defer { host.stack = outer }
      result = work()
    }
    return result ?? work()
  }
}

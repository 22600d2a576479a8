import Glibc
import Synchronization
import Weir

/// Ctrl-C: stops what runs, through the flag that the machine looks at.
enum Interrupt {
  /// The flag of the engine that runs, as an unmanaged pointer, since a signal handler may not wait for a lock; 0 for
  /// none.
  private static let target = Atomic<UInt>(0)
  /// How often Ctrl-C came since the last run began.
  private static let count = Atomic<Int>(0)
  /// Whether a second Ctrl-C ends the program: where no session would be lost.
  private static let endsProgram = Atomic<Bool>(false)
  /// Keeps the flag alive while a handler may use it.
  private static let kept = Mutex<CancelFlag?>(nil)

  /// Makes Ctrl-C set the flag of the engine that is told by `watch`.
  static func install(endsProgram ends: Bool) {
    // A global is made when it is first used, which must not happen within a handler.
    target.store(0, ordering: .relaxed)
    count.store(0, ordering: .relaxed)
    endsProgram.store(ends, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interrupt.handle() }
    sigemptyset(&action.sa_mask)
    action.sa_flags = SA_RESTART
    sigaction(SIGINT, &action, nil)
    // A program that starts this one may have left the signal blocked.
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
  }

  /// From now on Ctrl-C stops this engine.
  static func watch(_ engine: Engine) {
    let flag = engine.cancelFlag
    kept.withLock { held in
      target.store(UInt(bitPattern: Unmanaged.passUnretained(flag).toOpaque()), ordering: .releasing)
      held = flag
    }
    // One that came before there was an engine to tell is meant for this one.
    if count.exchange(0, ordering: .relaxed) > 0 { flag.raise() }
  }

  /// Forgets a Ctrl-C that came before there was anything to stop.
  static func forget() {
    count.store(0, ordering: .relaxed)
    kept.withLock { $0?.lower() }
  }

  private static func handle() {
    let times = count.add(1, ordering: .relaxed).newValue
    if times > 1, endsProgram.load(ordering: .relaxed) { _exit(130) }
    guard let pointer = UnsafeRawPointer(bitPattern: target.load(ordering: .acquiring)) else {
      if endsProgram.load(ordering: .relaxed) { _exit(130) }
      return
    }
    Unmanaged<CancelFlag>.fromOpaque(pointer)._withUnsafeGuaranteedRef { $0.raise() }
  }
}

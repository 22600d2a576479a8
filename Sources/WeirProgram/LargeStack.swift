import Glibc

/// Runs work on a thread of its own with a large stack: trees are walked by recursion, and a script may nest deeply.
/// The room is only reserved; memory is taken as far as it is used.
enum LargeStack {
  private static let sizes = [1 << 30, 256 << 20, 64 << 20]

  private final class Work {
    let body: () -> Int32
    var result: Int32 = 0
    init(_ body: @escaping () -> Int32) { self.body = body }
  }

  /// The result of the work. Signals come to its thread alone, so that they wake the line editor.
  static func run(_ body: @escaping () -> Int32) -> Int32 {
    let work = Unmanaged.passRetained(Work(body))
    defer { work.release() }
    for size in sizes {
      var attributes = pthread_attr_t()
      guard pthread_attr_init(&attributes) == 0 else { break }
      defer { pthread_attr_destroy(&attributes) }
      guard pthread_attr_setstacksize(&attributes, size) == 0 else { continue }
      var thread = pthread_t()
      let made = pthread_create(&thread, &attributes, { argument in
        guard let argument else { return nil }
        let work = Unmanaged<Work>.fromOpaque(argument).takeUnretainedValue()
        work.result = work.body()
        return nil
      }, work.toOpaque())
      guard made == 0 else { continue }
      var all = sigset_t()
      sigfillset(&all)
      pthread_sigmask(SIG_BLOCK, &all, nil)
      pthread_join(thread, nil)
      return work.takeUnretainedValue().result
    }
    return body()
  }
}

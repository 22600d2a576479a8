import Glibc
import TestSupport
import Testing

/// The program off a terminal: pipes, exit statuses, signals.
@Suite struct ProcessTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Runs a line of the shell in the folder, `weir` being the program; gives output, with errors in it, and status.
  private func shell(_ line: String) throws -> (output: String, status: Int32) {
    let script = "cd '\(folder.path)' && weir() { '\(Binary.path)' \"$@\"; } && { \(line); } > out 2>&1"
    let status = script.withCString { system($0) }
    return (folder.read("out") ?? "", status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F))
  }

  @Test func `standard input off a terminal is a script`() throws {
    let result = try shell("printf 'let x = 20\\nshow x * 2 + 2\\n' | weir")
    #expect(result.output == "42\n" && result.status == 0)
    #expect(try shell("echo 'let x = ' | weir").status == 2)
    #expect(try shell("echo 'let x = ' | weir").output.contains("<stdin>:1:"))
  }

  @Test func `every kind of end has its exit status`() throws {
    try folder.write("let xs = [0]\nprint \"{1 / xs[0]}\"\n", to: "zero.weir")
    try folder.write("while true { }\n", to: "endless.weir")
    #expect(try shell("weir eval 1").status == 0)
    #expect(try shell("weir run zero.weir").status == 1)
    #expect(try shell("weir eval 'x'").status == 2)
    #expect(try shell("weir rnu").status == 64)
    #expect(try shell("weir run none.weir").status == 66)
    #expect(try shell("weir run endless.weir --limit-time 0.1").status == 124)
  }

  @Test func `an interrupted run ends with 130, after what it has written`() throws {
    try folder.write("print \"begun\"\nwhile true { }\n", to: "endless.weir")
    let line = "'\(Binary.path)' run endless.weir > got 2> errors & child=$!; "
      + "while ! grep -q . /proc/$child/cmdline; do :; done; sleep 0.5; kill -INT $child; wait $child"
    let result = try shell(line)
    #expect(result.status == 130)
    #expect(folder.read("got") == "begun\n")
    #expect(folder.read("errors")?.contains("E704") == true)
  }

  @Test func `endless recursion ends at its limit`() throws {
    try folder.write("fn f(n: Number) -> Number = f(n + 1) + 1\nprint \"{f(0)}\"\n", to: "deep.weir")
    let result = try shell("weir run deep.weir")
    #expect(result.status == 124)
  }

  @Test func `deep brackets and long chains overflow no stack`() throws {
    let chain = "let x = 1" + String(repeating: " + 1", count: 200_000) + "\nprint \"{x}\"\n"
    try folder.write(chain, to: "chain.weir")
    let ended = try shell("weir run chain.weir")
    #expect(ended.status == 0 && ended.output == "200001\n" || ended.status == 124)
    try folder.write("let x = " + String(repeating: "(", count: 100_000) + "\n", to: "brackets.weir")
    #expect([2, 124].contains(try shell("weir check brackets.weir").status))
  }

  /// The most memory that a run had, in MiB, and its exit status.
  private func peak(_ words: [String]) -> (mebibytes: Int, status: Int32) {
    // `make test` has memory overwritten where it is taken and given back: what is never used would count.
    var arguments = (["env", "-u", "MALLOC_PERTURB_", Binary.path] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    for file in [STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&files, file, "/dev/null", O_WRONLY, 0)
    }
    var child: pid_t = 0, status: Int32 = 0, usage = rusage()
    guard posix_spawn(&child, "/usr/bin/env", &files, nil, &arguments, environ) == 0,
      wait4(child, &status, 0, &usage) == child
    else { return (0, -1) }
    return (usage.ru_maxrss / 1_024, (status >> 8) & 0xFF)
  }

  @Test(arguments: [
    #"text = "{text}{text}""#, #"text = "{text}, {1}{text}""#, "text += text", "text = [text, text].join()",
    "text = text.upper() + text.lower()",
  ])
  func `what grows without end takes no more memory than is counted`(change: String) throws {
    let path = try folder.write("var text = \"x\"\nwhile true { \(change) }\n", to: "growing.weir")
    let small = peak(["eval", "1"])
    let grown = peak(["run", path, "--limit-memory", "256MiB"])
    #expect(small.status == 0 && grown.status == 124)
    #expect(grown.mebibytes > 64 && grown.mebibytes < small.mebibytes + 256 + 32, "\(grown.mebibytes) MiB")
  }

  @Test func `a reader that goes away ends the program quietly`() throws {
    try folder.write("for i in 1..200_000 { print \"{i}\" }\n", to: "many.weir")
    let result = try shell("weir run many.weir 2> errors | head -n 1")
    #expect(result.output == "1\n")
    #expect(folder.read("errors") == "")
  }

  @Test func `files are written though nobody reads what is printed`() throws {
    let script = "let xs = years(2026..2028)\nexport xs, \"xs.csv\"\nfor i in 1..100_000 { print \"{i}\" }\n"
    try folder.write(script, to: "export.weir")
    #expect(try shell("weir run export.weir --out . | head -n 1").output == "1\n")
    #expect(folder.read("xs.csv")?.hasPrefix("year") == true)
  }

  @Test func `no colours go into a pipe`() throws {
    let result = try shell("weir eval '1 + x'")
    #expect(result.status == 2 && !result.output.contains("\u{1B}"))
  }

  @Test func `a full disk is told`() throws {
    let result = try shell("weir eval 1 > /dev/full")
    #expect(result.status == 1 && result.output.contains("E767: standard output cannot be written: the disk is full"))
  }

  @Test func `binary and empty files get a clear answer`() throws {
    try folder.write("", to: "empty.weir")
    #expect(try shell("weir run empty.weir").status == 0)
    #expect(try shell("head -c 4096 /dev/urandom > binary.weir; weir run binary.weir").status == 66)
  }

  @Test func `a dash stands for standard input`() throws {
    let run = try shell("echo 'show 2 + 2' | weir run -")
    #expect(run.status == 0 && run.output == "4\n")
    let check = try shell("echo 'show 2 +' | weir check --json -")
    #expect(check.status == 2 && check.output.contains("\"file\": \"<stdin>\""))
  }

  @Test func `a run ends when its output cannot be written any more`() throws {
    let ended = try shell(
      "echo 'while true { print(\"x\") }' > endless.weir; weir run --limit-time 20 endless.weir > /dev/full")
    #expect(ended.status == 1 && ended.output.contains("E767") && !ended.output.contains("E704"))
  }
}

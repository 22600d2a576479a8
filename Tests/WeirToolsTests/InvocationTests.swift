import Testing
import Weir

@testable import WeirTools

/// How the words of a command line are read.
@Suite struct InvocationTests {
  private func code(_ words: String...) -> String? {
    do {
      _ = try Invocation(words)
      return nil
    } catch {
      return error.message.template.code
    }
  }

  @Test func `options stand on either side of the file`() throws {
    for words in [["run", "--json", "a.weir"], ["run", "a.weir", "--json"], ["--json", "run", "a.weir"]] {
      let line = try Invocation(words)
      #expect(line.action == .command(.run))
      #expect(line.arguments == ["a.weir"])
      #expect(line.has("--json"))
    }
  }

  @Test func `a value stands behind its option or joined by a sign`() throws {
    #expect(try Invocation(["run", "a.weir", "--out", "d"]).value("--out") == "d")
    #expect(try Invocation(["run", "a.weir", "--out=d"]).value("--out") == "d")
    #expect(try Invocation(["run", "a.weir", "--set", "x=a=b"]).values("--set") == ["x=a=b"])
  }

  @Test func `behind two dashes stand texts for the script`() throws {
    let line = try Invocation(["run", "a.weir", "--", "--json", "b"])
    #expect(line.rest == ["--json", "b"])
    #expect(!line.has("--json"))
  }

  @Test func `behind two dashes a path may begin with a dash`() throws {
    #expect(try Invocation(["check", "--", "-a.weir"]).arguments == ["-a.weir"])
  }

  @Test func `an expression may begin with a minus`() throws {
    #expect(try Invocation(["eval", "-3 + 5"]).arguments == ["-3 + 5"])
  }

  @Test func `wrong usage has a code for each kind`() {
    #expect(code("rnu") == "E750")
    #expect(code("run", "a.weir", "--jsno") == "E751")
    #expect(code("fmt", "a.weir", "--out", "d") == "E751")
    #expect(code("run", "a.weir", "--out") == "E752")
    #expect(code("run", "a.weir", "--json=yes") == "E753")
    #expect(code("run", "a.weir", "--out", "d", "--out", "e") == "E755")
    #expect(code("run") == "E756")
    #expect(code("run", "a.weir", "b.weir") == "E757")
    #expect(code("eval", "1", "--", "2") == "E757")
  }

  @Test func `the nearest command and option are offered`() {
    let collected = Collected()
    #expect(collected.run("rnu") == 64)
    #expect(collected.errors.contains("did you mean `weir run`?"))
    #expect(collected.run("run", "a.weir", "--jsno") == 64)
    #expect(collected.errors.contains("did you mean `--json`?"))
    #expect(collected.errors.contains("usage: weir run FILE"))
    #expect(collected.run("plan.weir") == 64)
    #expect(collected.errors.contains("did you mean `weir run plan.weir`?"))
  }

  @Test func `values of options are checked before anything runs`() {
    let collected = Collected()
    for words in [
      ["--limit-time", "soon"], ["--limit-memory", "2XB"], ["--limit-memory", "1"],
      ["--limit-depth", "0"], ["--threads", "0"], ["--set", "=3"],
      ["--lang", "fr"]
    ] {
      #expect(collected.run("run", "a.weir", words[0], words[1]) == 64, "\(words)")
      #expect(collected.errors.contains("E754"), "\(words)")
    }
  }

  @Test func `sizes are read with their units`() throws {
    for (text, bytes) in [("100000", 100_000), ("64KB", 65_536), ("1.5MB", 1_572_864), ("2GiB", 2_147_483_648)] {
      let options = try RunOptions(Invocation(["run", "a", "--limit-memory", text]), isInteractive: false)
      #expect(options.limits.memory == bytes)
    }
  }

  @Test func `a run that nobody watches has a limit on instructions`() throws {
    let line = try Invocation(["run", "a"])
    #expect(try RunOptions(line, isInteractive: false).limits.instructions == 10_000_000_000)
    #expect(try RunOptions(line, isInteractive: true).limits.instructions == nil)
  }

  @Test func `help knows every command and each of its options`() {
    let collected = Collected()
    #expect(collected.run("--help") == 0)
    for command in Command.allCases { #expect(collected.output.contains("weir \(command.rawValue)")) }
    #expect(collected.run("help", "run") == 0)
    let page = collected.output
    #expect(page.contains("--allow-read DIR") && page.contains("--limit-instructions N"))
    #expect(collected.run("run", "--help") == 0)
    #expect(collected.output == page)
    #expect(collected.run("--version") == 0)
    #expect(collected.output == "weir 0.1.0\n")
  }

  @Test func `commands of later versions are unknown ones`() {
    let collected = Collected()
    for command in ["doc", "sources", "learn", "new", "lsp"] { #expect(collected.run(command) == 64) }
  }
}

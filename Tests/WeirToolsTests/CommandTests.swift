import Glibc
import TestSupport
import Testing
import Weir

@testable import WeirTools

/// What the commands do with scripts, and how they end.
@Suite struct CommandTests {
  let folder: TemporaryFolder
  let collected = Collected()

  init() throws { folder = try TemporaryFolder() }

  // MARK: run and eval

  @Test func `a script runs and ends with status 0`() throws {
    let path = try folder.write("let x = 2\nprint \"{x + 1}\"\nshow x * 2\n", to: "a.weir")
    #expect(collected.run("run", path) == 0)
    #expect(collected.output == "3\n4\n")
    #expect(collected.errors == "")
  }

  @Test func `a script that does not check does not run and ends with 2`() throws {
    let path = try folder.write("print \"before\"\nlet x = 1元 + 1 month\n", to: "a.weir")
    #expect(collected.run("run", path) == 2)
    #expect(collected.output == "")
    #expect(collected.errors.contains("\(path):2:"))
  }

  @Test func `a mistake of the run ends with 1, after what came before it`() throws {
    let path = try folder.write("print \"before\"\nlet xs = [0]\nprint \"{1 / xs[0]}\"\n", to: "a.weir")
    #expect(collected.run("run", path) == 1)
    #expect(collected.output == "before\n")
  }

  @Test func `a missing script ends with 66`() {
    #expect(collected.run("run", folder.path + "/none.weir") == 66)
    #expect(collected.errors.contains("E710"))
    #expect(collected.run("run", folder.path) == 66)
    #expect(collected.errors.contains("E712"))
  }

  @Test func `the name of a file neither moves the cursor nor turns the writing around`() {
    #expect(collected.run("run", "\u{1B}[2J\u{202E}a.weir") == 66)
    #expect(collected.errors.contains("there is no file \\u{1b}[2J\\u{202e}a.weir"))
  }

  @Test func `limits end with 124`() throws {
    let endless = try folder.write("while true { }\n", to: "endless.weir")
    #expect(collected.run("run", endless, "--limit-instructions", "100000") == 124)
    #expect(collected.run("run", endless, "--limit-time", "0.05") == 124)
    let deep = try folder.write("fn f(n: Number) -> Number = f(n + 1) + 1\nf(0)\n", to: "deep.weir")
    #expect(collected.run("run", deep, "--limit-depth", "50") == 124)
    let large = try folder.write("var xs = [1]\nwhile true { xs = xs + xs }\n", to: "large.weir")
    #expect(collected.run("run", large, "--limit-memory", "1MB") == 124)
  }

  @Test func `a script longer than allowed ends with 124`() throws {
    let path = try folder.write(String(repeating: "# a line of a comment\n", count: 900_000), to: "long.weir")
    #expect(collected.run("run", path) == 124)
  }

  @Test func `a set value replaces that of a let`() throws {
    let path = try folder.write("let growth = 1%\nshow growth\n", to: "a.weir")
    #expect(collected.run("run", path, "--set", "growth=3%") == 0)
    #expect(collected.output == "3%\n")
    #expect(collected.run("run", path, "--set", "grwth=3%") == 2)
    #expect(collected.errors.contains("E730"))
  }

  @Test func `texts behind two dashes are args`() throws {
    let path = try folder.write("print \"{length(args)} {args[1]}\"\n", to: "a.weir")
    #expect(collected.run("run", path, "--", "x", "y z") == 0)
    #expect(collected.output == "2 y z\n")
  }

  @Test func `JSON has a line for each value, and diagnostics on standard error`() throws {
    let path = try folder.write("show 12.5元\nprint \"done\"\n", to: "a.weir")
    #expect(collected.run("run", path, "--json") == 0)
    let lines = collected.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first?.contains("\"value\": 12.50") == true || lines.first?.contains("\"value\":12.50") == true)
    let wrong = try folder.write("let x = 1元 + 1 month\n", to: "b.weir")
    #expect(collected.run("run", wrong, "--json") == 2)
    #expect(collected.errors.hasPrefix("{") && collected.errors.contains("\"diagnostic\""))
  }

  @Test func `times of the steps go to standard error`() throws {
    let path = try folder.write("show 1\n", to: "a.weir")
    #expect(collected.run("run", path, "--time") == 0)
    #expect(
      collected.errors.split(separator: "\n").map { $0.split(separator: " ").first ?? "" } == ["read", "check", "run"])
    #expect(collected.errors.hasSuffix(" ms\n"))
  }

  @Test func `eval prints a value`() {
    #expect(collected.run("eval", "21亿元 / (2.14亿元 / 1 months)") == 0)
    #expect(collected.output == "9.81 months\n")
    #expect(collected.run("eval", "1 +") == 2)
    #expect(collected.run("eval", "let x = 0; 1 / x") != 0)
  }

  // MARK: check and fmt

  @Test func `check takes several paths and searches folders`() throws {
    try folder.write("let a = 1\n", to: "good.weir")
    try folder.write("let b = nothing_here\n", to: "deep/er/bad.weir")
    try folder.write("let c = nothing_here\n", to: ".hidden/bad.weir")
    #expect(collected.run("check", folder.path + "/good.weir") == 0)
    #expect(collected.output == "" && collected.errors == "")
    #expect(collected.run("check", folder.path) == 2)
    #expect(collected.errors.contains("deep/er/bad.weir:1:9"))
    #expect(!collected.errors.contains(".hidden"))
  }

  @Test func `a folder without scripts is told`() {
    #expect(collected.run("check", folder.path) == 66)
    #expect(collected.errors.contains("E764"))
  }

  @Test func `fmt writes the one style, and check only looks`() throws {
    let path = try folder.write("let   a=1 ;let b = 2\n", to: "a.weir")
    #expect(collected.run("fmt", "--check", path) == 1)
    #expect(collected.errors.contains("E759"))
    #expect(folder.read("a.weir") == "let   a=1 ;let b = 2\n")
    #expect(collected.run("fmt", path) == 0)
    #expect(folder.read("a.weir") == "let a = 1\nlet b = 2\n")
    #expect(collected.run("fmt", "--check", path) == 0)
  }

  @Test func `fmt leaves a script with mistakes as it is`() throws {
    let path = try folder.write("let   a = (1\n", to: "a.weir")
    #expect(collected.run("fmt", path) == 2)
    #expect(folder.read("a.weir") == "let   a = (1\n")
  }

  @Test func `fmt writes keywords in the language asked for`() throws {
    let path = try folder.write("let a = if true then 1 else 2\n", to: "a.weir")
    #expect(collected.run("fmt", path, "--lang", "zh") == 0)
    #expect(folder.read("a.weir") == "设 a = 若 真 则 1 否则 2\n")
    #expect(collected.run("fmt", path, "--lang", "en") == 0)
    #expect(folder.read("a.weir") == "let a = if true then 1 else 2\n")
  }

  @Test func `fmt keeps the mode of a file and the link to it`() throws {
    let path = try folder.write("let   a = 1\n", to: "a.weir")
    chmod(path, 0o640)
    symlink(path, folder.path + "/link.weir")
    #expect(collected.run("fmt", folder.path + "/link.weir") == 0)
    #expect(folder.read("a.weir") == "let a = 1\n")
    var status = stat()
    #expect(lstat(folder.path + "/link.weir", &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o640)
  }

  // MARK: explain

  @Test func `explain shows meaning, example and mend in both languages`() {
    #expect(collected.run("explain", "e710") == 0)
    #expect(collected.output.hasPrefix("E710: there is no file …\n"))
    #expect(collected.output.contains("For example:"))
    #expect(collected.run("explain", "E710", "--lang", "zh") == 0)
    #expect(collected.output.hasPrefix("E710：没有文件 …\n"))
    #expect(collected.run("explain", "E999") == 64)
    #expect(collected.errors.contains("E758"))
  }

  @Test func `explain alone lists every code once, in order`() {
    #expect(collected.run("explain") == 0)
    let codes = collected.output.split(separator: "\n").map { String($0.prefix(4)) }
    #expect(codes == codes.sorted() && Set(codes).count == codes.count)
    #expect(codes.contains("E101") && codes.contains("E750"))
  }

  @Test func `every message of the program is in both languages and has a help text`() {
    for template in ProgramCatalogue.templates where template.code.hasPrefix("E") {
      #expect(
        !template.en.isEmpty && !template.zh.isEmpty && !template.helpEn.isEmpty && !template.helpZh.isEmpty,
        "\(template.code)")
      #expect((750...799).contains(Int(template.code.dropFirst()) ?? 0))
      #expect(template.en.filter { $0 == "{" }.count == template.zh.filter { $0 == "{" }.count, "\(template.code)")
    }
  }
}

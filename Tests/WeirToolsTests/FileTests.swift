import Glibc
import TestSupport
import Testing
import Weir

@testable import WeirTools

/// What scripts may read and write.
@Suite struct FileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func kind(_ result: Result<[UInt8], FileFailure>) -> FileFailure.Kind? {
    if case .failure(let failure) = result { failure.kind } else { nil }
  }

  @Test func `a script reads its own folder and what lies below`() throws {
    try folder.write("a", to: "plans/data/a.csv")
    let folders = ReadableFolders(script: folder.path + "/plans/p.weir")
    #expect(kind(folders.read("data/a.csv", from: folder.path + "/plans/p.weir")) == nil)
    #expect(kind(folders.read("./data/../data/a.csv", from: folder.path + "/plans/p.weir")) == nil)
  }

  @Test func `paths are relative to the file in which they stand`() throws {
    try folder.write("a", to: "plans/below/a.csv")
    let folders = ReadableFolders(script: folder.path + "/plans/p.weir")
    #expect(kind(folders.read("a.csv", from: folder.path + "/plans/below/module.weir")) == nil)
    #expect(kind(folders.read("a.csv", from: folder.path + "/plans/p.weir")) == .missing)
  }

  @Test func `nothing leads out of the folder`() throws {
    let outside = try folder.write("secret", to: "outside.csv")
    try folder.write("x", to: "plans/p.weir")
    symlink(outside, folder.path + "/plans/link.csv")
    symlink(folder.path, folder.path + "/plans/up")
    let folders = ReadableFolders(script: folder.path + "/plans/p.weir")
    let base = folder.path + "/plans/p.weir"
    for path in ["../outside.csv", outside, "link.csv", "up/outside.csv", "/etc/passwd", "../none.csv"] {
      #expect(kind(folders.read(path, from: base)) == .forbidden, "\(path)")
    }
    // A folder whose name begins like the allowed one is another folder.
    try folder.write("x", to: "plans2/a.csv")
    #expect(kind(folders.read("../plans2/a.csv", from: base)) == .forbidden)
  }

  @Test func `a further folder is readable when it is named`() throws {
    try folder.write("x", to: "elsewhere/a.csv")
    try folder.write("x", to: "plans/p.weir")
    let folders = ReadableFolders(script: folder.path + "/plans/p.weir", further: [folder.path + "/elsewhere"])
    #expect(kind(folders.read("../elsewhere/a.csv", from: folder.path + "/plans/p.weir")) == nil)
  }

  @Test func `folders, devices and pipes are not read`() {
    mkfifo(folder.path + "/pipe", 0o600)
    #expect(kind(Files.read(folder.path)) == .folder)
    #expect(kind(Files.read("/dev/zero")) == .device)
    #expect(kind(Files.read(folder.path + "/pipe")) == .device)
    #expect(kind(Files.read(folder.path + "/none")) == .missing)
    #expect(kind(Files.read("")) == .missing)
  }

  @Test func `a file past its limit is too large`() throws {
    let path = try folder.write([UInt8](repeating: 65, count: 5000), to: "a")
    #expect(kind(Files.read(path, limit: 4999)) == .tooLarge)
    #expect(kind(Files.read(path, limit: 5000)) == nil)
  }

  @Test func `a forbidden path ends with 66 and names the option`() throws {
    let collected = Collected()
    try folder.write("city,n\nAlpha,1\n", to: "data.csv")
    let path = try folder.write("let t = csv(\"../data.csv\")\nprint \"{count(t)}\"\n", to: "plans/p.weir")
    #expect(collected.run("run", path) == 66)
    #expect(collected.errors.contains("--allow-read"))
    #expect(collected.run("run", path, "--allow-read", folder.path) == 0)
    #expect(collected.output == "1\n")
  }

  @Test func `nothing is written without a folder for it, or outside it`() throws {
    let collected = Collected()
    let script = try folder.write(
      "let t = table([{ a: 1, b: 2元 }, { a: 3, b: 4.5元 }])\nexport(t, \"x/t.csv\")\n", to: "q.weir")
    #expect(collected.run("run", script) == 66)
    #expect(collected.errors.contains("q.weir:2:11: error E761"))
    #expect(collected.run("run", script, "--out", folder.path + "/out") == 0)
    #expect(folder.read("out/x/t.csv") == "a,b[yuan]\n1,2.00\n3,4.50\n")
    let escaping = try folder.write("export([{ a: 1 }], \"../t.json\")\n", to: "r.weir")
    #expect(collected.run("run", escaping, "--out", folder.path + "/out") == 66)
    #expect(folder.read("t.json") == nil)
  }

  @Test func `a run that fails leaves no file half written`() throws {
    let collected = Collected()
    let script = try folder.write("export([{ a: 1 }], \"t.json\")\nfail(\"no\")\n", to: "p.weir")
    #expect(collected.run("run", script, "--out", folder.path + "/out") == 1)
    #expect(folder.read("out/t.json") == nil)
  }

  @Test func `a file is replaced whole, and its folder keeps no rest`() throws {
    let path = try folder.write("old", to: "a")
    #expect(Files.write(Array("new".utf8), to: path) == nil)
    #expect(folder.read("a") == "new")
    #expect(Files.names(in: folder.path) == ["a"])
    #expect(Files.write([1], to: folder.path + "/none/a") != nil)
    #expect(Files.write([1], to: folder.path) != nil)
  }
}

import Testing
import Weir

/// Entries at the prompt: what they show, and what a refused one leaves.
@Suite struct EntryTests {
  private func prompt() -> Engine { Engine(options: Engine.Options(isInteractive: true)) }

  @Test(arguments: [
    "if true then 1 else 2", "try fail(\"a\") else 1", "match 3 { 3 => 1, _ => 2 }", "if true { 1 } else { 2 }",
  ])
  func `a choice is an expression and has a value`(entry: String) throws {
    let outcome = prompt().enter(entry)
    #expect(outcome.isAccepted)
    guard case .number(let number, _)? = outcome.value?.value else {
      Issue.record("the choice shows a number")
      return
    }
    #expect(number == 1)
  }

  @Test func `a choice between changes of a variable changes it`() {
    let engine = prompt()
    #expect(engine.enter("var xs = [1]").isAccepted)
    let outcome = engine.enter("if true { xs.append(4) } else { xs.append(2) }")
    #expect(outcome.isAccepted)
    #expect(outcome.value == nil)
    #expect(engine.enter("if xs.length() == 2 then 0 else fail(\"a copy was changed\")").isAccepted)
  }

  @Test func `a refused entry leaves nothing of what it used`() {
    let engine = prompt()
    #expect(!engine.enter("use china.basic; show nothing_of_the_kind").isAccepted)
    #expect(engine.enter("let simple_fund = 1").isAccepted)
    #expect(engine.enter("show simple_fund").isAccepted)
    let other = prompt()
    #expect(!other.enter("use china.basic; show nothing_of_the_kind").isAccepted)
    #expect(!other.enter("simple_fund").isAccepted)
    #expect(other.enter("use china.basic").isAccepted)
    #expect(other.enter("simple_fund").isAccepted)
  }

  @Test func `a file used again is read again, and what depends on it follows`() throws {
    let file = Changing()
    file.text = "let rate = 5%"
    let permissions = Permissions(read: { _, _ in .success(Array(file.text.utf8)) })
    let engine = Engine(options: Engine.Options(permissions: permissions, isInteractive: true))
    #expect(engine.enter("use \"rates.weir\"").defined.map(\.type) == ["rate"])
    #expect(engine.enter("let twice = rate * 2").isAccepted)
    file.text = "let rate = 6%\nlet other = 1%"
    #expect(engine.enter("use \"rates.weir\"").defined.map(\.type) == ["rate, other"])
    guard case .number(let twice, _)? = engine.enter("twice").value?.value else {
      Issue.record("twice is a number")
      return
    }
    #expect(twice == 0.12)
    file.text = "let other = 1%"
    #expect(!engine.enter("use \"rates.weir\"").isAccepted)
    #expect(engine.enter("rate").isAccepted)
  }

  @Test func `types asked for completion leave nothing behind`() throws {
    let engine = prompt()
    #expect(engine.enter("fn first(xs) = { a: xs[0] }").isAccepted)
    #expect(engine.members(of: "first([2元])") == ["a"])
    #expect(engine.enter("fn other(x) = x").isAccepted)
    guard case .number(let fen, _)? = engine.enter("first([other(2元)]).a").value?.value else {
      Issue.record("the field is an amount")
      return
    }
    #expect(fen == 200)
  }

  @Test func `undo says which entry it takes back`() {
    let engine = prompt()
    #expect(engine.undo() == nil)
    for entry in ["var n = 1", "n", "n += 1", "n"] { #expect(engine.enter(entry).isAccepted) }
    #expect(engine.undo() == "n += 1")
    #expect(engine.undo() == "var n = 1")
    #expect(engine.undo() == nil)
  }
}

private final class Changing: @unchecked Sendable {
  // Read and written by one test, on its thread.
  var text = ""
}

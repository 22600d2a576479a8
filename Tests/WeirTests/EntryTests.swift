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
}

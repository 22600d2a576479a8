import Testing
import WeirSyntax

@testable import WeirAnalysis

/// `use`: what comes into scope, cycles, private names, names of two modules.
struct ModuleTests {
  let files = MemoryFiles(files: [
    "rates.weir": "let rate = 5%\nfn grow(x: Money) = x * (1 + rate)\nlet _hidden = 3\nindex grade { low, high }\n",
    "other.weir": "use \"rates.weir\"\nlet rate = 6%\nlet own = grow(3元)\n",
    "a.weir": "use \"b.weir\"\nlet a = 1\n",
    "b.weir": "use \"a.weir\"\nlet b = 1\n",
    "loud.weir": "print(\"x\")\nlet a = 1\n",
  ])

  @Test func namesComeIntoScope() {
    let checked = check("use \"rates.weir\"\nlet x = grow(3元) * rate\nlet y = low\n", files: files)
    #expect(checked.all == "")
    #expect(checked.type("x") == "Money")
    #expect(checked.type("y") == "grade")
  }

  @Test func underAnotherNameOnlyThroughIt() {
    #expect(check("use \"rates.weir\" as r\nlet x = r.grow(3元) * r.rate\n", files: files).codes == [])
    #expect(check("use \"rates.weir\" as r\nlet x = rate\n", files: files).codes == ["E200"])
  }

  @Test func privateNamesAndWhatAModuleUsesStayInside() {
    #expect(check("use \"rates.weir\"\nlet x = _hidden\n", files: files).codes == ["E200"])
    #expect(check("use \"other.weir\"\nlet x = grow(3元)\n", files: files).codes == ["E201"])
    #expect(check("use \"rates.weir\" as r\nlet x = r._hidden\n", files: files).codes == ["E216"])
  }

  @Test func aNameOfTwoModulesIsSaidWithTheModule() {
    #expect(check("use \"rates.weir\"\nuse \"other.weir\"\nlet x = rate\n", files: files).codes == ["E214"])
    #expect(
      check("use \"rates.weir\"\nuse \"other.weir\"\nlet x = rates.rate + other.rate\n", files: files).codes == [])
    #expect(check("use \"rates.weir\"\nlet rate = 7\nlet x = rate\n", files: files).codes == [])
  }

  @Test func aCycleIsShown() {
    let checked = check("use \"a.weir\"\n", files: files)
    #expect(checked.codes == ["E266"])
    #expect(checked.texts == ["modules use one another in a circle: a.weir → b.weir → a.weir"])
  }

  @Test func aModuleOnlyDeclares() { #expect(check("use \"loud.weir\"\n", files: files).codes == ["E267"]) }

  @Test func aMissingFileIsSaid() { #expect(check("use \"none.weir\"\n", files: files).codes == ["E710"]) }

  @Test func stepsOfModulesComeFirst() {
    let checked = check("use \"rates.weir\"\nlet x = rate\n", files: files)
    #expect(checked.program.globals.map(\.name).suffix(3) == ["rate", "_hidden", "x"])
  }
}

/// Sessions at the prompt: one entry after the other.
struct SessionTests {
  @Test func entriesSeeEarlierOnesAndReplaceNames() {
    let session = fullSession()
    session.isInteractive = true
    #expect(check("let a = 1\nfn f(x) = x * a", session: session).codes == [])
    #expect(check("let b = f(3元)", session: session).type("b") == "Money")
    #expect(check("let a = 2元", session: session).codes == [])
    #expect(check("let c = a", session: session).type("c") == "Money")
  }

  @Test func aRefusedEntryLeavesNothing() {
    let session = fullSession()
    session.isInteractive = true
    #expect(check("fn f(x) = x", session: session).codes == [])
    let saved = session.checkpoint()
    #expect(check("let b = f(1)\nlet c = nope", session: session).codes == ["E200"])
    session.restore(saved)
    let checked = check("let b = f(1)", session: session)
    #expect(checked.codes == [])
    #expect(checked.program.functions.count == 1)
    #expect(check("let d = c", session: session).codes == ["E200"])
  }

  @Test func theLastValueIsIt() {
    let session = fullSession()
    session.isInteractive = true
    #expect(check("5元 * 2", session: session).codes == [])
    #expect(check("let a = it", session: session).type("a") == "Money")
  }

  @Test func stepsNameWhatTheyReadThroughFunctionsToo() {
    let checked = check("let a = 1\nlet b = 2\nfn f(x) = x + a\nlet c = f(b)\n")
    let names = checked.program.globals
    let step = checked.program.steps.last
    #expect(step?.reads.compactMap { id in names.first { $0.id == id }?.name } == ["a", "b"])
  }
}

/// What a value rests on, known without running.
struct ProvenanceTests {
  private let text = """
    source guess "A guess" { status: illustrative }
    source census "Census" { status: real }
    let rate = 5% from guess
    let heads = 3人 from census
    fn f(x) = x * rate
    let a = f(2)
    var v = 1
    let b = v
    v = a
    let c = heads * 2
    """

  @Test(arguments: [("a", ["guess"]), ("b", ["guess"]), ("c", ["census"]), ("rate", ["guess"])])
  func sourcesFollowWhatIsRead(_ name: String, _ sources: [String]) {
    let checked = check(text, session: fullSession())
    #expect(checked.all == "")
    guard case .variable(let binding)? = checked.checker.session.state.top?.lookup(name) else {
      Issue.record("no \(name)")
      return
    }
    #expect(binding.node.sources.map(\.name) == sources)
  }
}

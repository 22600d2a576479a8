import Testing
import WeirSyntax

@testable import WeirAnalysis

/// Where mistakes are shown, what is said beside, and what the mend makes of the script.
struct DiagnosticTests {
  @Test(arguments: [
    ("let amount = 5万元\nlet next = amount + 10%\n", "let amount = 5万元\nlet next = amount * (1 + 10%)\n"),
    ("let a = 5万元\nlet next = a * 2 - 10%\n", "let a = 5万元\nlet next = (a * 2) * (1 - 10%)\n"),
    (
      "let heads = 5万人\nlet base = 7万元/person\nlet income: Money = base / heads\n",
      "let heads = 5万人\nlet base = 7万元/person\nlet income: Money = base * heads\n"
    ),
    (
      "let heads = 5万人\nlet base = 7万元/person\nfn f(x: Money) = x\nlet a = f(base)\n",
      "let heads = 5万人\nlet base = 7万元/person\nfn f(x: Money) = x\nlet a = f(base * heads)\n"
    ),
    ("let total = 5\nlet a = totl\n", "let total = 5\nlet a = total\n"),
    ("let a = 5 yaun\n", "let a = 5 yuan\n"),
    ("let 收入 = true\nlet a = 非收入\n", "let 收入 = true\nlet a = 非 收入\n"),
    ("let total = 0\ntotal += 1\n", "var total = 0\ntotal += 1\n"),
    ("total = 5\n", "let total = 5\n"),
    ("let n = 3\nlet a = \"n: \" + n\n", "let n = 3\nlet a = \"n: \" + \"{n}\"\n"),
    ("let xs = [1, 2]\nlet a = xs + 3\n", "let xs = [1, 2]\nlet a = xs + [3]\n"),
    ("let r = { cost: 5元 }\nlet a = r.cots\n", "let r = { cost: 5元 }\nlet a = r.cost\n"),
    ("fn f(x: yuan) = x\n", "fn f(x: Money) = x\n"),
    ("let n = 3\nn yuan\n", "let n = 3\nn * yuan\n"),
    (
      "let a = [primary: 1, secondary: 2, tertiary: 3]\ncheck a > 0\n",
      "let a = [primary: 1, secondary: 2, tertiary: 3]\ncheck all(a > 0)\n"
    ),
    ("let a = 3.3\nlet b = a * 3==9.9\n", "let a = 3.3\nlet b = a * 3 near 9.9\n"),
    ("let a = if 1 < 2 then 5元 else 0\n", "let a = if 1 < 2 then 5元 else 0元\n"),
    ("let a: String = \"x\"\n", "let a: Text = \"x\"\n"),
    ("let a = level.secondry\n", "let a = level.secondary\n"),
    ("fn f(rate) = rate * 2\nlet x = f(rat: 1)\n", "fn f(rate) = rate * 2\nlet x = f(rate: 1)\n"),
  ])
  func mendIsCertain(_ wrong: String, _ right: String) { #expect(check(wrong, session: fullSession()).mended == right) }

  @Test func unitErrorsAlignBothSidesUnderChineseToo() {
    let notes = check("let 人均缴费 = 7万元/person\nlet a = 人均缴费 + 5元\n").diagnostics[0].notes.map { $0.text(chinese: false) }
    #expect(notes == ["人均缴费  is Money/People", "5元       is Money", "to fit, it would be divided by People"])
  }

  @Test func independentErrorsOfOneStatementAreAllReported() {
    let checked = check("let a = foo + bar * 5 yaun\n")
    #expect(checked.places == ["foo", "bar", "yaun"])
  }

  @Test func aWrongNameIsReportedOnceAndItsUsesNot() {
    let checked = check("let a = nothing_known * 2\nlet b = a + 3元\nlet c = if a > 0 then b else a\n")
    #expect(checked.codes == ["E200"])
  }

  @Test func anErrorInABodyIsReportedOnceWithTheCallThatFixedTheTypes() {
    let checked = check("fn f(y) = y + 3元\nlet a = f(5)\nlet b = f(6)\n")
    #expect(checked.codes == ["E351"])
    #expect(checked.places == ["y + 3元"])
    #expect(checked.diagnostics[0].labels.last.map { checked.file.text($0.range) } == "f(5)")
  }

  @Test func bodiesThatNothingCallsAreChecked() {
    #expect(check("fn f(x: Money, n) = x + 3人\n").codes == ["E351"])
    #expect(check("fn f(n) = n + unheard_of\n").codes == ["E200"])
    #expect(check("fn f(n) = n * 2 + n.anything\n").codes == [])
  }

  @Test func holesTellTypeUnitsAndNames() {
    let checked = check("let heads = 5万人\nlet fee = 3元\nlet a = fee + ?\n")
    #expect(checked.texts == ["what fits here: Money"])
    #expect(
      checked.diagnostics[0].notes.map { $0.text(chinese: false) } == [
        "units of Money: fen, yuan, 万元, 亿元", "names here that fit: fee",
      ])
  }

  @Test func smallSetsAreShownWhole() {
    let notes = check("let r = { a: 1, b: 2 }\nlet x = r.zzz\n").diagnostics[0].notes.map { $0.text(chinese: false) }
    #expect(notes == ["the names are: a, b"])
  }

  @Test func aNameOfALaterDeclarationSaysSo() {
    let checked = check("let a = b\nlet b = 1\n")
    #expect(checked.codes == ["E202"])
    #expect(checked.diagnostics[0].labels.map { checked.file.text($0.range) } == ["b"])
  }

  @Test func functionsAndTypesMayComeLater() {
    #expect(check("let a = f(1)\nfn f(n) = g(n)\nfn g(n) = n\nlet c: C = { x: 1 }\ntype C { x: Number }\n").codes == [])
  }

  @Test func aMillionTermsAreChecked() {
    let text = "let x = 1" + String(repeating: " + 1", count: 200_000)
    #expect(check(text).codes == [])
  }

  @Test func innerScopesHideAndOneScopeDeclaresOnce() {
    #expect(check("let a = 1\nif a > 0 { let a = 2元\n check a > 1元 }\n").codes == [])
    #expect(check("fn f(a, a) = a\n").codes == ["E250"])
    #expect(check("for i in 1..3 { let i = 2\n check i == 2 }\n").codes == [])
  }

  @Test func aFunctionMayNotChangeWhatIsNotItsOwn() {
    #expect(check("fn f() = { var n = 1\n let g = () => { n = 2 }\n g() }\nf()\n").codes == ["E210"])
  }

  @Test func aVarKeepsItsShape() {
    let checked = check("var t = 0元\nt += [primary: 1元, secondary: 2元, tertiary: 3元]\n")
    #expect(checked.codes == ["E403"])
  }
}

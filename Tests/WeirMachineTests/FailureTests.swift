import Testing
import WeirSyntax

@testable import WeirMachine

/// What run-time errors say, and where.
struct FailureTests {
  private func failure(
    _ text: String, location: SourceLocation = #_sourceLocation
  ) -> (code: String, message: String, at: String) {
    let script = Script(text, location: location)
    guard let failure = script.failure(location: location) else { return ("", "", "") }
    return (failure.code, failure.message.text(chinese: false), script.source(failure.range))
  }

  @Test func divisionByZeroNamesItsPlaceAndValue() {
    let found = failure("fn f(n) = 1 + 7 / n\nprint(\"{f(0)}\")")
    #expect(found.code == "E600")
    #expect(found.message == "division by zero: 7 / 0")
    #expect(found.at.contains("/ n"))
  }

  @Test func noResultIsInfinite() {
    #expect(failure("var x = 10\nfor i in 0..<2000 { x *= 10 }").code == "E601")
    #expect(failure("fn f(x) = x * x + x * x\nprint(\"{f(1e200)}\")").code == "E601")
    #expect(failure("fn f(x) = x - 1e308 - 1e308\nprint(\"{f(-1e308)}\")").code == "E601")
    #expect(failure("fn f(x) = 10 ^ x\nprint(\"{f(400)}\")").code == "E601")
    #expect(failure("fn f(x) = x ^ 0.5\nprint(\"{f(-4)}\")").code == "E603")
    #expect(failure("fn f(x) = sqrt(x)\nprint(\"{f(-4)}\")").code == "E604")
    #expect(failure("fn f(x) = 3 mod x\nprint(\"{f(0)}\")").code == "E602")
  }

  @Test func listBoundsNameIndexAndLength() {
    let found = failure("fn at(xs: List<Number>, i) = xs[i]\nprint(\"{at([1, 2], 5)}\")")
    #expect(found.code == "E605")
    #expect(found.message.contains("2") && found.message.contains("5"))
    #expect(failure("fn at(xs: List<Number>, i) = xs[i]\nprint(\"{at([1, 2], 0.5)}\")").code == "E606")
    #expect(failure("fn at(xs: List<Number>, i) = xs[i]\nprint(\"{at([1, 2], -1)}\")").code == "E605")
    #expect(failure("fn at(xs: List<Number>, i) = xs[i]\nprint(\"{at([1, 2], 1e300)}\")").code == "E605")
    #expect(failure("fn set(i) = { var xs = [1, 2]\n xs[i] = 1\n xs }\nprint(\"{set(2)}\")").code == "E605")
    #expect(failure("fn set(i) = { var xs = [{ a: 1 }]\n xs[i].a += 1\n xs }\nprint(\"{set(1)}\")").code == "E605")
  }

  @Test func theCallsOnTheWayAreNamed() {
    let script = Script("fn g(n) = 1 / n\nfn f(n) = g(n - 1) + 1\nprint(\"{f(1)}\")")
    let failure = script.failure()
    #expect(failure?.chain.map(\.function).prefix(2) == ["g", "f"])
    #expect(failure.map { $0.chain.prefix(2).map { script.source($0.range) } } == ["g(n - 1)", "f(1)"])
  }

  @Test func walkedRangesAreWhole() {
    #expect(failure("fn f(n) = { for i in 0..n { print(\"{i}\") } }\nf(2.5)").code == "E607")
  }

  @Test func anElementsErrorNamesItsLabels() {
    let script = Script("let n = years(2026..2029) - 2027\nprint(\"{sum(1 / n)}\")")
    let failure = script.failure()
    #expect(failure?.code == "E600")
    #expect(failure?.notes.first?.text(chinese: false).contains("year 2027") == true)
  }

  @Test func differentLabelsAreNamed() {
    let found = failure("let a = years(2026..2029)\nlet b = years(2027..2030)\nprint(\"{sum(a * b)}\")")
    #expect(found.code == "E609")
    #expect(found.message.contains("2026") && found.message.contains("2030"))
  }

  @Test func everyCodeIsOnceInTheCatalogueAndInBothLanguages() {
    let templates = MachineCatalogue.templates
    #expect(Set(templates.map(\.code)).count == templates.count)
    for template in templates { #expect(!template.en.isEmpty && !template.zh.isEmpty && template.en != template.zh) }
  }
}

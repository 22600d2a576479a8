import Testing

@testable import WeirAnalysis

/// Arrays, reductions, tables and files, from source text to value.
@Suite struct LibraryTableTests {
  private let files = [
    "cities.csv": """
    city,population[人],gdp[亿元],rate,kind,open
    甲,1000000,43.5,85%,big,true
    乙,500000,12.25,7%,small,false
    丙,250000,8,90%,small,true

    """
  ]
  private let head = "let t = csv(\"cities.csv\", index: city)\n"

  private func table(_ expression: String) -> String {
    lines(head + "print(\(expression))", files: files).joined(separator: "\n")
  }

  @Test(arguments: [
    ("sum(t.population) == 1_750_000 people", "true"), ("t.gdp[\"乙\"] == 12.25亿元", "true"), ("length(t)", "3"),
    ("count(t)", "3"),
    ("count(t, open)", "2"), ("t.count(population > 300_000 people)", "2"),
    ("t.where(open).kind", "city(甲 丙) big small"),
    ("t.where(r => sum(r.population) > 0 people and r.open).rate", "city(甲 丙) 0.85 0.9"),
    ("t.sort(by: gdp).kind", "city(丙 乙 甲) small small big"),
    ("t.sort(by: [kind, -population]).population", "city(甲 乙 丙) 1000000 500000 250000"),
    ("t.take(1).kind", "city(甲) big"),
    (
      "t.with(part: population / sum(population), twice: part * 2).twice",
      "city(甲 乙 丙) 1.14285714286 0.571428571429 0.285714285714"
    ),
    ("t.with(kind: rate).kind", "city(甲 乙 丙) 0.85 0.07 0.9"),
    ("t.select(rate, heads: population)", "city(甲 乙 丙) rate: 0.85 0.07 0.9; heads: 1000000 500000 250000"),
    ("t.mean(rate, weight: population) near mean(t.rate, weight: t.population)", "true"),
    ("theil(t.gdp, weight: t.population, within: t.kind) == t.theil(gdp, weight: population, within: kind)", "true"),
    ("t.share(open) near 2 / 3", "true"), ("all(t.open)", "false"), ("t.all(gdp > 1亿元)", "true"),
    ("which_max(t.gdp)", "甲"), ("t.quantile(gdp, 50%) == 12.25亿元", "true"),
    ("t.kind.upper()", "city(甲 乙 丙) BIG SMALL SMALL"), ("unique(t.kind)", "[\"big\", \"small\"]"),
    ("t.with(one: 1).sum(one)", "3"), ("t.with(w: \"x\").where(true).w", "city(甲 乙 丙) x x x"),
    ("t.where(kind in [\"big\", \"x\"]).rate", "city(甲) 0.85"), ("text(t.rate)", "city(甲 乙 丙) 85% 7% 90%"),
    ("t.city", "city(甲 乙 丙) 甲 乙 丙"), ("t.map(population * 2 / 1 person)", "city(甲 乙 丙) 2000000 1000000 500000"),
    ("t.where(population > 9_999_999 people).sum(gdp) == 0元", "true"),
    ("t.where(city != \"甲\").rate", "city(乙 丙) 0.07 0.9"),
  ])
  func tables(_ expression: String, _ expected: String) { #expect(table(expression) == expected) }

  @Test func groupsComeInOrderOfAppearance() {
    #expect(
      table("t.group(by: kind, total: sum(population), n: count(open), m: mean(rate, weight: population))")
        == "kind: big small; total: 1000000 750000; n: 1 1; m: 0.85 0.346666666667")
    let script = """
      let s = table([{ a: 1, b: "x", v: 1 }, { a: 2, b: "x", v: 2 }, { a: 1, b: "x", v: 3 }, { a: 1, b: "y", v: 4 }])
      print(s.group(by: [a, b], total: sum(v), largest: max(v)))
      """
    #expect(lines(script) == ["a: 1 2 1; b: x x y; total: 4 2 4; largest: 3 2 4"])
  }

  @Test func joinBringsTheColumnsOfTheOneRowOfTheSameKey() {
    #expect(
      table("t.join(table([{ kind: \"big\", w: 2 }, { kind: \"small\", w: 1 }]), on: kind).w") == "city(甲 乙 丙) 2 1 1")
    #expect(table("t.join(table([{ kind: \"big\", w: 2 }]), on: kind, empty: none).w ?? 0") == "city(甲 乙 丙) 2 0 0")
    #expect(
      table("table([{ city: \"丙\" }, { city: \"甲\" }]).join(t.select(rate), on: city).rate").hasSuffix(" 0.9 0.85"))
  }

  @Test func rowsOfATableAreWalkedAsRecords() {
    #expect(
      lines(head + "for r in t { print(r.kind, r.open) }", files: files) == ["big true", "small false", "small true"])
  }

  @Test func tablesAreMadeOfArraysAndLists() {
    let script = """
      index half { early, late }
      let p = [early: 1, late: 2] * years(2026..2027)
      print(table(p))
      print(table({ a: p, b: years(2026..2027) }).where(year == 2027).b)
      print(table([{ a: 1, b: "x" }, { a: 2, b: "y" }]))
      """
    let found = lines(script)
    #expect(found.first == "half: early early late late; year: 2026 2027 2026 2027; value: 2026 2027 4052 4054")
    #expect(found.dropFirst().first?.hasSuffix(" 2027 2027") == true)
    #expect(found.last == "a: 1 2; b: x y")
  }

  @Test(arguments: [
    ("change(y * y)", "year(2027 2028) 4053 4055"), ("cumulative(y - 2025)", "year(2026 2027 2028) 1 3 6"),
    ("first(y)", "2026"), ("y.last()", "2028"),
    ("first_where(y > 2026)", "2027"), ("first_where(y > 2050) == none", "true"), ("which_min((y - 2027)^2)", "2027"),
    ("sum(p, over: half)", "year(2026 2027 2028) 6078 6081 6084"),
    ("sum(p)", "18243"), ("max(p, over: year)", "half(early late) 2028 4056"),
    ("min(p, 3000)", "half(early late)year(2026 2027 2028) 2026 2027 2028 3000 3000 3000"),
    ("mean(p, over: year, weight: y - 2025)", "half(early late) 2027.33333333 4054.66666667"),
    ("sum(years(1..3), weight: years(1..3))", "14"),
    ("mean(y, weight: p, over: year)", "half(early late) 2027.00032889 2027.00032889"),
    ("any(p > 4050)", "true"), ("all(p > 2026, over: half)", "year(2026 2027 2028) 0 1 1"), ("count(p > 4000)", "3"),
    ("share(p > 4000)", "50%"),
    ("p.by(year, half)", "year(2026 2027 2028)half(early late) 2026 4052 2027 4054 2028 4056"),
    ("which_max(p, over: half)", "year(2026 2027 2028) late late late"),
    ("rank(p, over: half)", "half(early late)year(2026 2027 2028) 1 1 1 2 2 2"),
    ("sum(p * p.rename(half: other), over: [half, year])", "other(early late) 36978567 73957134"),
    ("number(allocate(10分, [early: 1, late: 2]), in: 分)", "half(early late) 3 7"),
    ("number(allocate(y * 1分, [early: 1, late: 1]), in: 分)[2027]", "half(early late) 1014 1013"),
    ("npv(0%, y)", "6081"), ("round(irr([early: -100, late: 110]) * 1e9) / 1e9", "0.1"),
    ("array([5, 6], over: half)[late]", "6"),
    ("dated(1%, 2% from 2027, 3% from 2029)", "year(2026 2027 2028 2029) 0.01 0.02 0.02 0.03"),
    ("correlation(y, y * y) > 0.99", "true"), ("sum([y, y * 2])", "year(2026 2027 2028) 6078 6081 6084"),
    ("mean(5)", "5"), ("sd(5)", "0"), ("count(true)", "1"),
    ("clamp(y, 2027, 2027)", "year(2026 2027 2028) 2027 2027 2027"), ("level_names.map(length(it))", "[5, 4]"),
    ("y.map(it + 1)", "year(2026 2027 2028) 2027 2028 2029"),
  ])
  func arrays(_ expression: String, _ expected: String) {
    let script = """
      index half { early, late }
      let y = years(2026..2028)
      let p = [early: 1, late: 2] * y
      let level_names = half.map("{it}")
      print(\(expression))
      """
    #expect(lines(script).joined(separator: "\n") == expected)
  }

  // MARK: Files

  private func codes(_ text: String, options: String = "", use: String = "print(length(t))") -> [String] {
    run("let t = csv(\"f.csv\"\(options))\n\(use)", files: ["f.csv": text]).codes
  }

  @Test(arguments: [
    ("a,b\n1,2\n3\n", "E652"), ("a\n\"x\n", "E650"), ("a\n\"x\" y\n", "E651"), ("", "E653"), ("a,\n1,2\n", "E654"),
    ("a,a\n1,2\n", "E655"),
    ("a[元]\n1\nx\n", "E656"), ("a[元]\n1\n99999999999999999\n", "E657"), ("a\n1\n\"\"\n2\n", "E659"),
    ("a[furlong]\n1\n", "E499"), ("a,b\n1,\n", "E659"),
  ])
  func whatIsWrongInTheFirstRowsIsToldByTheCheck(_ text: String, _ code: String) { #expect(codes(text) == [code]) }

  @Test func severalColumnsAreToldAtOnce() {
    #expect(codes("a[元],b[人],c\nx,1,2\n3,y,4\n5,6,7\n") == ["E656", "E656"])
  }

  @Test func optionsAreChecked() {
    #expect(codes("a\n1\n", options: ", units: { b: yuan }") == ["E486"])
    #expect(codes("a\n1\n", options: ", units: { a: furlong }") == ["E466"])
    #expect(codes("a\n1\n", options: ", types: { a: Money }") == ["E498"])
    #expect(codes("a\n1\n", options: ", empty: 0") == ["E498"])
    #expect(codes("a\n1\n", options: ", index: b") == ["E486"])
    #expect(codes("a\nx\nx\n", options: ", index: a") == ["E660"])
    #expect(codes("a,b\nx,big\n", options: ", types: { b: level }", use: "") != [])
    #expect(run("let t = csv(\"none.csv\")").codes == ["E710"])
    #expect(run("let f = \"f.csv\"\nlet t = csv(f)").codes == ["E497"])
  }

  @Test func unitsTypesAndEmptyCellsDecideTheColumns() {
    let text = "code,base,n\n001,72000,1\n002,64800,\n"
    let script = """
      let t = csv("f.csv", units: { base: yuan/person }, types: { code: Text }, empty: none)
      print(t.code)
      print(mean(t.base) == 68_400 yuan/person)
      print(t.n ?? 0)
      """
    let found = lines(script, files: ["f.csv": text])
    #expect(
      found.count == 3 && found[0].hasSuffix(" 001 002") && found[1] == "true" && found[2].hasSuffix(" 1 0"), "\(found)"
    )
  }

  @Test func aBadCellFurtherDownIsAnErrorOfTheRunWithItsLine() {
    let rows = (1...10_050).map { $0 == 10_020 ? "x" : "\($0)" }.joined(separator: "\n")
    let result = run("let t = csv(\"f.csv\")\nprint(length(t))", files: ["f.csv": "a\n" + rows + "\n"])
    #expect(result.codes == ["E656"])
    #expect(result.messages == ["f.csv, row 10021, column a: “x” is not a number"])
    #expect(run("print(1)\nlet t = csv(\"f.csv\")", files: ["f.csv": "a\n" + rows + "\n"]).lines == ["1"])
  }

  @Test func numericLabelsMakeANumericIndex() {
    let script = "let t = csv(\"f.csv\", index: year)\nprint(t.x[2027], sum(t.x * years(2026..2027)))"
    #expect(lines(script, files: ["f.csv": "year,x\n2026,1\n2027,2\n"]) == ["2 6080"])
  }
}

import Testing

@testable import WeirAnalysis

/// Functions of numbers, texts, lists and maps, from source text to value.
@Suite struct LibraryRunTests {
  @Test func everyExampleGivesWhatTheReferenceSays() {
    for function in LibraryFunction.all where !function.example.isEmpty && !function.exampleValue.isEmpty {
      var script = function.example.split(separator: "\n").map(String.init)
      let last = script.removeLast()
      script += ["let _value = \(last)", "print(_value)"]
      #expect(lines(script.joined(separator: "\n")) == [function.exampleValue], "\(function.name)")
    }
  }

  @Test func everyRunTimeMistakeOfTheCatalogueHappensAndItsMendRuns() {
    for template in LibraryCatalogue.runTemplates {
      #expect(run(template.wrong).codes == [template.code], "\(template.wrong)")
      #expect(run(template.right).codes.isEmpty, "\(template.right)")
    }
  }

  @Test(arguments: [
    ("number(6 months, in: months)", "6"), ("number(7.2万元/person, in: 元/person)", "72000"),
    ("number(1 day, in: days)", "1"),
    ("number(45%, in: 万) * 10_000", "0.45"), ("number(round(12.34元, to: 0.1元), in: 元)", "12.3"),
    ("round(17 people * 0.5)", "9"),
    ("round(-2.5)", "-3"), ("floor(0.3, to: 0.1)", "0.3"), ("number(ceil(12元, to: 5元), in: 元)", "15"),
    ("floor(-0.5)", "-1"),
    ("ceil(-0.5)", "0"), ("sqrt(9 * 1元 * 1元) == 3元", "true"), ("abs(-3元) == 3元", "true"),
    ("min(3元, 5元, 4元) == 3元", "true"),
    ("max(10%, 20%)", "20%"), ("clamp(120%, 0%, 100%)", "100%"), ("normal_cdf(1.959963984540054)", "0.975"),
    ("parse_number(\" -1e3 \")", "-1000"), ("parse_number(\"12%\")", "0.12"),
  ])
  func numbersAndUnits(_ expression: String, _ expected: String) { #expect(value(expression) == expected) }

  @Test(arguments: [
    ("split(\"a,b,,c\", \",\")", "[\"a\", \"b\", \"\", \"c\"]"), ("split(\"\", \",\")", "[\"\"]"),
    ("try split(\"省市\", \"\") else []", "[]"),
    ("split(\",a,\", \",\")", "[\"\", \"a\", \"\"]"), ("join([], \",\")", ""), ("slice(\"hello\", 1..3)", "ell"),
    ("slice(\"hello\", 2..<2)", ""),
    ("replace(\"aaa\", \"aa\", \"b\")", "ba"), ("trim(\"　x \\n\")", "x"), ("length(\"e\\u{301}👨‍👩‍👧\")", "2"),
    ("upper(\"straße\")", "STRASSE"),
    ("contains(\"abc\", \"\")", "true"), ("ends_with(\"ab\", \"abc\")", "false"),
    ("\"abc\".starts_with(\"ab\")", "true"),
    ("text([1, 2]) + text(true)", "[1, 2]true"), ("characters(\"ab\").reversed().join()", "ba"),
  ])
  func texts(_ expression: String, _ expected: String) { #expect(value(expression) == expected) }

  @Test(arguments: [
    ("(1..5).map(it ^ 2)", "[1, 4, 9, 16, 25]"), ("sum(1..100)", "5050"),
    ("(1..10).where(it mod 2 == 0)", "[2, 4, 6, 8, 10]"),
    ("(5..4).map(it)", "[]"), ("(0..<3).sum(it * 2)", "6"), ("[3, 1, 2].sort()", "[1, 2, 3]"),
    ("[\"b\", \"aa\"].sort(by: length(it))", "[\"b\", \"aa\"]"),
    ("[1, 5].any(x => x > 2)", "true"), ("[].length()", "0"), ("sum([1].where(it > 5))", "0"),
    ("all([1].where(it > 5), it > 9)", "true"),
    ("[[1], [2, 3]].map(length(it))", "[1, 2]"), ("[[1, 2], [3]].map(it.sum())", "[3, 3]"),
    ("[1, 2, 3, 4][1..<3]", "[2, 3]"),
    ("count([true, false])", "2"), ("count([true, false], it)", "1"),
    ("unique([\"b\", \"a\", \"b\"])", "[\"b\", \"a\"]"),
    ("unique([{ a: 1 }, { a: 1 }, { a: 2 }]).length()", "2"), ("[[1], [2]].contains([2])", "true"),
    ("[1, 2].index_of(3) == none", "true"),
    ("zip([1, 2], [\"a\", \"b\"]).map(second)", "[\"a\", \"b\"]"), ("repeat(\"ab\", 2).join(\"-\")", "ab-ab"),
    ("[5, 6, 7].take(9)", "[5, 6, 7]"),
    ("quantile([1, 2, 3, 4], 50%)", "2.5"), ("mean([1元, 3元]) == 2元", "true"), ("median([4, 1])", "2.5"),
    ("[1, 3].mean(it, weight: it)", "2.5"), ("mean([1, 3], weight: [3, 1])", "1.5"),
    ("theil([1, 1, 2, 2], within: [\"a\", \"a\", \"b\", \"b\"]).within", "0"),
    ("rank([10, 20, 10])", "[1.5, 3, 1.5]"), ("[2, 1].max()", "2"), ("[{ a: 2 }, { a: 5 }].max(a)", "5"),
    ("[1, 2, 3].fold(\"\", (t, x) => t + \"{x}\")", "123"),
    ("[1, 2].fold([], (xs, x) => [x] + xs)", "[2, 1]"), ("[-0.0, 0].unique().length()", "1"),
  ])
  func lists(_ expression: String, _ expected: String) { #expect(value(expression) == expected) }

  @Test func elementArgumentsSeeFieldsAndIt() {
    let script = """
      let xs = [{ name: "a", pay: 3元 }, { name: "b", pay: 1元 }, { name: "c", pay: 2元 }]
      print(xs.sort(by: pay).map(name), xs.sort(by: -pay).map(it.name), xs.sum(pay) == 6元)
      print(xs.mean(pay, weight: number(pay, in: 元)) == xs.map(r => r.pay * number(r.pay, in: 元)).sum() / 6)
      print(xs.max(pay) == 3元, xs.where(pay > 1元).count(), xs.any(pay == 2元), xs.all(pay > 1元),
        xs.share(pay > 1元) near 2 / 3)
      fn double(x) = x * 2
      print([1, 2].map(double), [[1, 2], [3]].map(it.map(it * 10)))
      """
    #expect(
      lines(script) == [
        "[\"b\", \"c\", \"a\"] [\"a\", \"c\", \"b\"] true", "true", "true 2 true false true", "[2, 4] [[10, 20], [30]]",
      ])
  }

  @Test func sortingIsStableForManyElements() {
    let script = """
      let xs = (0..<5_000).map({ key: (it * 7919) mod 13, place: it })
      let sorted = xs.sort(by: key)
      fn before(a, b) = a.key < b.key or (a.key == b.key and a.place < b.place)
      print(sorted.length(), (1..<5_000).all(before(sorted[it - 1], sorted[it])))
      let texts = (0..<2_000).map("item {(it * 7919) mod 2_003}")
      let ordered = texts.sort()
      print((1..<2_000).all(ordered[it - 1] < ordered[it]))
      """
    #expect(lines(script) == ["5000 true", "true"])
  }

  @Test func mutatorsChangeAVariableAsAStatementAndGiveACopyElsewhere() {
    let script = """
      var xs = [1]
      let before = xs
      xs.append(5)
      xs.insert(9, at: 0)
      let copy = xs.append(7)
      xs.remove(at: 1)
      print(xs, before, copy)
      xs.remove_last()
      print(xs)
      var m = ["b": 1, "a": 2]
      let kept = m.remove("b")
      print(m, kept, m.keys(), m.values(), m.has("a"))
      m.remove("zzz")
      m.remove("a")
      print(m.length())
      """
    #expect(
      lines(script) == [
        "[9, 5] [1] [9, 1, 5, 7]", "[9]", "[\"b\": 1, \"a\": 2] [\"a\": 2] [\"b\", \"a\"] [1, 2] true", "1",
      ])
  }

  @Test func buildingListsInLoopsCopiesNothing() {
    let script = """
      var xs: List<Number> = []
      for i in 0..<20_000 { xs.append(i) }
      let ys = (0..<20_000).fold([0], (a, x) => a.append(x))
      print(xs.length(), ys.length())
      """
    #expect(lines(script) == ["20000 20001"])
  }

  @Test func failureStopsAndTryCatchesIt() {
    #expect(run("print(1)\nfail(\"no data\")\nprint(2)").messages == ["no data"])
    #expect(value("try [1].where(it > 5).first() else -1") == "-1")
    #expect(value("try parse_number(\"x\") else 0") == "0")
  }

  @Test func showAndChartGiveNamesTypesAndValues() {
    let result = run("let x = years(2026..2027)\nshow x * 2, 3元\nchart x, by: year")
    #expect(result.codes.isEmpty)
    let names = result.shown.map { output in
      switch output {
      case .show(let name, let type, _, _): "\(name): \(type)"
      case .chart(let name, _, let by, _): "chart \(name) \(by ?? "")"
      default: "?"
      }
    }
    #expect(names == ["x * 2: Number[year]", "3元: Money", "chart x year"])
  }

  @Test func chineseNamesAreTheSameFunctions() {
    #expect(lines("设 名单 = [\"乙\", \"甲\", \"丙\"]\n打印(长度(名单), 名单.反序(), 合计([1, 2]))") == ["3 [\"丙\", \"甲\", \"乙\"] 3"])
  }
}

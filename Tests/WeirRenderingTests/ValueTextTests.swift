import Foundation
import Quantities
import Testing
import WeirAnalysis
import WeirMachine

@testable import Weir

/// Values on one line, in both languages.
@Suite struct ValueTextTests {
  private let english = Renderer()
  private let chinese = Renderer(language: .zh)

  private func expect(_ value: Value, en: String, zh: String, location: SourceLocation = #_sourceLocation) {
    #expect(english.text(value) == en + "\n", sourceLocation: location)
    #expect(chinese.text(value) == zh + "\n", sourceLocation: location)
  }

  @Test func partsThatLieTooDeepAreLeftOut() {
    func nested(_ depth: Int) -> Value {
      let inner: Value = depth == 0 ? .number(1, Quantity(.number)) : nested(depth - 1)
      return .list([inner, inner], element: .unknown)
    }
    #expect(english.inline(nested(2)) == "[[[1, 1], [1, 1]], [[1, 1], [1, 1]]]")
    // Of 16 levels 11 show their parts: 2 + 4 + … + 2,048 are fewer than 5,000, 4,096 more would not be.
    let text = english.text(nested(15))
    #expect(text.split(separator: "\n").count < 5_000)
    #expect(text.components(separatedBy: "[…]").count == 2_049)
    let record: Value = .record([("all", nested(15)), ("one", .number(2, Quantity(.number)))])
    #expect(english.text(record).hasSuffix("one: 2\n"))
  }

  @Test func moneyTakesTheUnitThatFitsItsSize() {
    expect(Fixture.money(12.5), en: "12.50 yuan", zh: "12.50元")
    expect(Fixture.money(999_999), en: "999,999.00 yuan", zh: "100.00万元")
    expect(Fixture.money(3_200_000), en: "3.20 million yuan", zh: "320.00万元")
    expect(Fixture.money(-2.5e9), en: "-2.50 billion yuan", zh: "-25.00亿元")
  }

  @Test func aNamedUnitOverridesTheUsualOne() {
    let display = Display.unit(name: "亿元", scale: 1e10)
    expect(.number(5e8, Quantity(.money, display)), en: "0.05亿元", zh: "0.05亿元")
    let months = Display.unit(name: "months", scale: 1.0 / 12)
    expect(.number(3, Quantity(.time, months)), en: "36.00 months", zh: "36.00个月")
    let people = Display.unit(name: "万人", scale: 10_000)
    expect(.number(1_234_567, Quantity(.people, people)), en: "123.457万人", zh: "123.457万人")
  }

  @Test func sharesShowAsTheyWereWritten() {
    expect(.number(0.012, Quantity(.number)), en: "0.012", zh: "0.012")
    expect(.number(0.012, Quantity(.number, .percent)), en: "1.2%", zh: "1.2%")
    expect(.number(0.1, Quantity(.number, .points)), en: "10pp", zh: "10pp")
    expect(.number(0.003, Quantity(.number, .permille)), en: "3‰", zh: "3‰")
  }

  @Test func durationsAreMonthsBelowTwoYears() {
    expect(.number(0.5, Quantity(.time)), en: "6.00 months", zh: "6.00个月")
    expect(.number(3, Quantity(.time)), en: "3.00 years", zh: "3.00年")
  }

  @Test func truthsAndNoneAreWordsOfTheLanguage() {
    expect(.truth(true), en: "true", zh: "真")
    expect(.truth(false), en: "false", zh: "假")
    expect(.none, en: "none", zh: "无")
  }

  @Test func aTextStandsBareAloneAndQuotedWithinAnother() {
    expect(.text("a \"b\"\nc"), en: "a \"b\"\nc", zh: "a \"b\"\nc")
    expect(.list([.text("a \"b\"\n{c}")], element: .text), en: #"["a \"b\"\n\{c\}"]"#, zh: #"["a \"b\"\n\{c\}"]"#)
  }

  @Test func aLabelHasItsTitle() {
    expect(.label("Alpha", index: "city", title: "甲市"), en: "Alpha", zh: "Alpha")
    expect(.label("primary", index: "level", title: nil), en: "primary", zh: "primary")
  }

  @Test func partsStandOnALineWhereTheyFit() {
    let record = Value.record([
      ("pay", Fixture.money(8_400)), ("heads", .number(1, Quantity(.people))), ("ok", .truth(true)),
    ])
    expect(record, en: "{ pay: 8,400.00 yuan, heads: 1 person, ok: true }", zh: "{ pay: 8,400.00元, heads: 1人, ok: 真 }")
    let map = Value.map([(.text("a"), .number(1, Quantity(.number))), (.text("b"), .none)])
    expect(map, en: "[\"a\": 1, \"b\": none]", zh: "[\"a\": 1, \"b\": 无]")
    expect(.map([]), en: "[:]", zh: "[:]")
    expect(.record([]), en: "{}", zh: "{}")
    expect(.list([], element: .text), en: "[]", zh: "[]")
  }

  @Test func rangesAndSchedulesReadAsTheyAreWritten() {
    expect(.range(2026, 2040, includesEnd: true, Quantity(.number)), en: "2026..2040", zh: "2026..2040")
    expect(.range(0, 0.3, includesEnd: false, Quantity(.number, .percent)), en: "0%..<30%", zh: "0%..<30%")
    expect(
      .schedule([(0.85, 5e6), (0.9, 1e7)], last: 0.95), en: "[85% to 50,000.00 yuan, 90% to 100,000.00 yuan, 95%]",
      zh: "[85% 至 5.00万元, 90% 至 10.00万元, 95%]")
    expect(.schedule([(0.85, 5e6)], last: nil), en: "85% to 50,000.00 yuan", zh: "85% 至 5.00万元")
    expect(.schedule([], last: 0.8), en: "[80%]", zh: "[80%]")
  }

  @Test func indexesFunctionsAndDeclarationsNameThemselves() throws {
    let level = try Fixture.axis("level", ["primary", "secondary"], titles: ["一级", nil])
    expect(
      .index(level), en: "index level { primary \"一级\", secondary }", zh: "维 level { primary \"一级\", secondary }")
    expect(.index(Fixture.years(2026...2030)), en: "index year = 2026..2030", zh: "维 year = 2026..2030")
    expect(.function("(Money) -> Money"), en: "function (Money) -> Money", zh: "函数 (Money) -> Money")
    let city = Value.declared(
      kind: "city", name: "Alpha", title: "甲市", detail: .record([("population", .number(4_800_000, Quantity(.people)))])
    )
    expect(
      city, en: "city Alpha \"甲市\"\n  { population: 4,800,000 people }",
      zh: "市 Alpha \"甲市\"\n  { population: 4,800,000人 }")
  }

  @Test func aLongListIsBrokenAndShowsItsEndsAndItsLength() {
    let text = english.text(.list((0..<200).map { .number(Double($0), Quantity(.number)) }, element: .plainNumber))
    #expect(
      text == """
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, …, 180,
        181, 182, 183, 184, 185, 186, 187, 188, 189, 190, 191, 192, 193, 194, 195, 196,
        197, 198, 199]
        200 items

        """)
  }

  @Test func aRecordThatHoldsAnArrayHasALineAField() throws {
    let level = try Fixture.axis("level", ["primary", "tertiary"])
    let value = Value.record([
      ("deductible", Fixture.array(Quantity(.money), [level], [20_000, 80_000])),
      ("scope", .number(0.84, Quantity(.number, .percent))),
    ])
    #expect(
      english.text(value).trimmedLines == """
        deductible:
          level       yuan
          ────────  ──────
          primary   200.00
          tertiary  800.00
        scope: 84%

        """)
  }

  @Test func textThatCouldMoveTheCursorIsMadeVisible() {
    let value = Value.list([.text("a\u{1B}[31mb\u{202E}")], element: .text)
    #expect(english.text(value) == "[\"a\\u{1B}[31mb\\u{202E}\"]\n")
  }

  @Test func anInterpolatedArrayIsSummedUp() throws {
    let city = try Fixture.axis("city", ["A", "B"])
    #expect(english.inline(Fixture.array(Quantity(.money), [city], [100, 250])) == "[A: 1.00, B: 2.50] yuan")
    let wide = Fixture.array(Quantity(.money), [city, Fixture.years(2026...2040)], [Double](repeating: 1, count: 30))
    #expect(english.inline(wide) == "30 values by city, year")
    #expect(chinese.inline(wide) == "按 city、year 的 30 个值")
  }

  @Test func whatIsNotRealIsNamedOnceUnderTheValue() {
    let sources = [
      Provenance(name: "guess", title: "Own estimate", status: .illustrative),
      Provenance(name: "bulletin", title: nil, status: .real),
      Provenance(name: "plan", title: nil, status: .assumed),
      Provenance(name: "guess", title: "Own estimate", status: .illustrative),
      Provenance(name: "other", title: nil, status: .illustrative),
    ]
    let shown = Output.show(name: "x", type: "Number", value: .number(1, Quantity(.number)), sources: sources)
    #expect(
      english.text(shown) == """
        1
        rests on illustrative inputs: guess "Own estimate", other
        rests on assumed inputs: plan

        """)
    #expect(
      chinese.text(shown) == """
        1
        依据示例性数据：guess "Own estimate"、other
        依据假设数据：plan

        """)
    let real = Output.show(
      name: "x", type: "Number", value: .number(1, Quantity(.number)),
      sources: [Provenance(name: "bulletin", title: nil, status: .real)])
    #expect(english.text(real) == "1\n")
  }
}

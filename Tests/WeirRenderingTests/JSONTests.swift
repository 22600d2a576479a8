import Arrays
import Quantities
import Testing
import WeirAnalysis
import WeirMachine

@testable import Weir

/// The JSON lines that other programs read.
@Suite struct JSONTests {
  private func show(_ value: Value, type: String, sources: [Provenance] = []) -> String {
    ValueJSON().line(.show(name: "x", type: type, value: value, sources: sources)) ?? ""
  }

  @Test func moneyIsInYuanWithTwoDecimalsAtLeast() {
    #expect(
      show(Fixture.money(12.5), type: "Money") == #"{"name": "x", "kind": "scalar", "type": "Money", "value": 12.50}"#)
    #expect(ValueJSON().text(.number(1, Quantity(.money))) == #"{"kind": "scalar", "type": "Money", "value": 0.01}"#)
    #expect(
      ValueJSON().text(.number(0.125, Quantity(.money))) == #"{"kind": "scalar", "type": "Money", "value": 0.00125}"#)
    #expect(
      ValueJSON().text(.number(-9_007_199_254_740_991, Quantity(.money)))
        == #"{"kind": "scalar", "type": "Money", "value": -90071992547409.91}"#)
    let perHead = Quantity(.money / .people)
    #expect(
      ValueJSON().text(.number(650_050, perHead)) == #"{"kind": "scalar", "type": "Money/People", "value": 6500.5}"#)
    #expect(
      ValueJSON().text(.number(650_000, perHead)) == #"{"kind": "scalar", "type": "Money/People", "value": 6500}"#)
  }

  @Test func numbersAreShortestExactWhateverTheirDisplay() {
    #expect(
      show(.number(0.1 + 0.2, Quantity(.number, .percent)), type: "Rate").hasSuffix(#""value": 0.30000000000000004}"#))
    #expect(show(.number(0.5, Quantity(.time)), type: "Time").hasSuffix(#""type": "Time", "value": 0.5}"#))
    #expect(show(.number(1e20, Quantity(.number)), type: "Number").hasSuffix(#""value": 100000000000000000000}"#))
    #expect(show(.number(1.5e30, Quantity(.number)), type: "Number").hasSuffix(#""value": 1.5e30}"#))
  }

  @Test func truthsTextsNoneAndLabelsAreScalars() {
    #expect(show(.truth(true), type: "Bool") == #"{"name": "x", "kind": "scalar", "type": "Bool", "value": true}"#)
    #expect(show(.none, type: "Money?") == #"{"name": "x", "kind": "scalar", "type": "Money?", "value": null}"#)
    #expect(
      show(.label("Alpha", index: "city", title: "甲"), type: "city")
        == #"{"name": "x", "kind": "scalar", "type": "city", "value": "Alpha"}"#)
    #expect(
      show(.text("a\"\\\n\t\u{1}\u{2028}中"), type: "Text")
        == #"{"name": "x", "kind": "scalar", "type": "Text", "value": "a\"\\\n\t\u0001\u2028中"}"#)
  }

  @Test func anArrayHasItsLabelsAndFlatValues() throws {
    let city = try Fixture.axis("city", ["Alpha", "Beta"])
    let value = Fixture.array(Quantity(.money), [city, Fixture.years(2026...2027)], [100, 250, 1, Fixture.none])
    #expect(
      show(value, type: "Money[city, year]", sources: [Provenance(name: "guess", title: "Own", status: .assumed)])
        == #"{"name": "x", "kind": "array", "type": "Money[city, year]", "index": ["city", "year"], "#
        + #""labels": {"city": ["Alpha", "Beta"], "year": [2026, 2027]}, "values": [1.00, 2.50, 0.01, null], "#
        + #""sources": [{"name": "guess", "status": "assumed"}]}"#)
    let truths = Value.array(ArrayValue(element: .truth, axes: [city], elements: .numbers([1, 0])))
    #expect(
      ValueJSON().text(truths)
        == #"{"kind": "array", "type": "Bool[city]", "index": ["city"], "labels": {"city": ["Alpha", "Beta"]}, "#
        + #""values": [true, false]}"#
    )
  }

  @Test func aTableHasColumnsWithTheRowLabelsFirst() throws {
    let city = try Fixture.axis("city", ["A", "B"])
    let table = TableValue(
      row: city, count: 2,
      columns: [
        .init(name: "pay", type: .money, elements: .numbers([100, 250])),
        .init(name: "code", type: .optional(.text), elements: .texts(["x", nil])),
      ])
    #expect(
      show(.table(table), type: "Table")
        == #"{"name": "x", "kind": "table", "type": "Table", "columns": [{"name": "city", "type": "city", "#
        + #""values": ["A", "B"]}, "#
        + #"{"name": "pay", "type": "Money", "values": [1.00, 2.50]}, {"name": "code", "type": "Text?", "#
        + #""values": ["x", null]}]}"#
    )
  }

  @Test func nestedValuesHaveNoName() {
    let value = Value.record([
      ("pay", Fixture.money(1)),
      ("xs", .list([.number(1, Quantity(.number)), .none], element: .optional(.plainNumber))),
      ("m", .map([(.text("a"), .truth(false)), (.number(2, Quantity(.number)), .text("b"))])),
    ])
    #expect(
      show(value, type: "R")
        == #"{"name": "x", "kind": "record", "type": "R", "fields": {"pay": {"kind": "scalar", "type": "Money", "#
        + #""value": 1.00}, "#
        + #""xs": {"kind": "list", "items": [{"kind": "scalar", "type": "Number", "value": 1}, "#
        + #"{"kind": "scalar", "type": "none", "value": null}]}, "#
        + #""m": {"kind": "map", "entries": [["a", {"kind": "scalar", "type": "Bool", "value": false}], [2, "#
        + #"{"kind": "scalar", "type": "Text", "value": "b"}]]}}}"#
    )
  }

  @Test func printIsALineToo() {
    #expect(ValueJSON().line(.print("a\nb", sources: [])) == #"{"kind": "print", "text": "a\nb"}"#)
  }

  @Test func anExplanationIsATreeOfInputs() {
    let leaf = Explanation(
      name: "heads", value: .number(2, Quantity(.people)), formula: nil, place: "a.weir:1", note: nil,
      sources: [Provenance(name: "s", title: nil, status: .real)], inputs: [])
    let root = Explanation(
      name: "pay", value: Fixture.money(3), formula: "heads * 1.5", place: nil, note: nil, sources: [], inputs: [leaf])
    #expect(
      ValueJSON().line(.explanation(root))
        == #"{"name": "pay", "kind": "explanation", "value": {"kind": "scalar", "type": "Money", "#
        + #""value": 3.00}, "formula": "heads * 1.5", "#
        + #""inputs": [{"name": "heads", "value": {"kind": "scalar", "type": "People", "value": 2}, "#
        + #""place": "a.weir:1", "#
        + #""sources": [{"name": "s", "status": "real"}], "inputs": []}]}"#)
  }
}

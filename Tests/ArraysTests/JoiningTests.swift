import Arrays
import Testing

private let years = Axis(name: "year", range: 2026...2027)

@Suite struct JoiningTests {
  @Test func choosesElementByElementOverAllAxes() throws {
    let city = try Axis(name: "city", names: ["Alpha", "Beta"])
    let condition = try LabelledArray(axes: [city], values: [1, 0])
    let yes = try LabelledArray(axes: [years], values: [10, 20])
    let chosen = try LabelledArray.choose(condition, yes, LabelledArray(-1))
    #expect(chosen.axes.map(\.name) == ["city", "year"])
    #expect(chosen.values == [10, 20, -1, -1])
    #expect(try LabelledArray.choose(LabelledArray(0), yes, yes.map { -$0 }).values == [-10, -20])
    let wide = try LabelledArray.choose(LabelledArray(1), LabelledArray(5), yes)
    #expect(wide.values == [5, 5])
    #expect(wide.axes == [years])
    let other = try LabelledArray(axes: [Axis(name: "year", range: 2027...2028)], values: [1, 2])
    #expect(throws: ArrayError.labelMismatch(axis: "year", missingLeft: ["2028"], missingRight: ["2026"])) {
      try LabelledArray.choose(condition, yes, other)
    }
  }

  @Test func stacksArraysAlongANewAxis() throws {
    let city = try Axis(name: "city", names: ["Alpha", "Beta"])
    let first = try LabelledArray(axes: [city], values: [1, 2])
    let table = try LabelledArray.stacked([first, LabelledArray(7)], along: years)
    #expect(table.axes.map(\.name) == ["year", "city"])
    #expect(table.values == [1, 2, 7, 7])
    #expect(try LabelledTexts.stacked([LabelledTexts("a"), LabelledTexts("b")], along: years).values == ["a", "b"])
    #expect(throws: ArrayError.countMismatch(expected: 2, found: 1)) {
      try LabelledArray.stacked([first], along: years)
    }
    #expect(throws: ArrayError.repeatedAxis("city")) { try LabelledArray.stacked([first, first], along: city) }
  }
}

import Arrays
import Quantities
import Testing
import WeirAnalysis
import WeirMachine

@testable import Weir

/// Charts in braille and block characters.
@Suite struct ChartTests {
  private func chart(_ value: Value, by: String? = nil, name: String = "x", _ language: Language = .en, width: Int = 80)
    -> String
  {
    Renderer(language: language, width: width).text(.chart(name: name, value: value, by: by, sources: []))
  }

  private func lines(_ series: Int, _ years: Int, _ value: (Int, Int) -> Double) throws -> Value {
    let city = try Fixture.axis("city", (0..<series).map { "城市\($0)" })
    let values = (0..<series).flatMap { city in (0..<years).map { value(city, $0) } }
    return Fixture.array(Quantity(.money), [city, Fixture.years(2026...(2025 + years))], values)
  }

  @Test func twoSeriesAreLinesWithLettersAtTheirEnds() throws {
    let city = try Fixture.axis("city", ["Alpha", "Beta"])
    let value = Fixture.array(
      Quantity(.money), [city, Fixture.years(2026...2029)], [0, 1e8, 2e8, 3e8, 3e8, 2.5e8, 2e8, 1.5e8])
    #expect(
      chart(value, by: "city", name: "reserve", width: 40).trimmedLines == """
        reserve, million yuan
        3.0 ┤⢄⡀                              ⡠ a
            │ ⠈⠑⠢⢄⡀                        ⡠⠊
            │     ⠈⠒⠤⣀                   ⢀⠔⠁
        2.5 ┤         ⠉⠒b⡀             ⢀⠔⠁
            │            ⠈⠑⠢⣀        ⢀⠔⠁
            │                ⠉⠒⢄⡀   ⡠⠊
        2.0 ┤                   ⠈⠑⡢⣊
            │                   ⢀⠎  ⠉⠒⠤⣀
            │                 ⢀⠔⠁       ⠑⠢⢄⡀
        1.5 ┤                ⡰⠁            ⠈⠑⠢ b
            │              ⡠⠊
            │            ⢀⠎
        1.0 ┤          ⢀a⠁
            │        ⢀⠔⠁
            │       ⡠⠊
        0.5 ┤     ⡠⠊
            │   ⡠⠊
            │ ⢀⠔⠁
        0.0 ┤⠔⠁
            └┬──────────┬─────────┬──────────┬
           2026       2027      2028       2029
        a Alpha  b Beta

        """)
  }

  @Test func allYearsAreNamedEachBelowItsTickWhereThereIsRoom() throws {
    let value = Fixture.array(Quantity(.money), [Fixture.years(2023...2027)], [3e8, 4e8, 5e8, 6e8, 7e8])
    let lines = chart(value, name: "paid", width: 60).split(separator: "\n").map(Array.init)
    let axis = try #require(lines.dropLast().last), labels = try #require(lines.last)
    let ticks = axis.indices.filter { axis[$0] == "┬" }
    #expect(ticks.count == 5)
    let gaps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }
    #expect((gaps.max() ?? 0) - (gaps.min() ?? 0) <= 1)
    for (year, tick) in zip(2023...2027, ticks) {
      #expect(labels.count >= tick + 2 && String(labels[(tick - 2)..<(tick + 2)]) == "\(year)")
    }
  }

  @Test func everyLineFitsTheWindowAndAllSeriesAreNamed() throws {
    let value = try lines(21, 15) { city, year in Double((city * 7 + year * (city % 4 - 1) * 3) % 40 - 10) * 1e10 }
    for width in [80, 60, 44] {
      for language in [Language.en, .zh] {
        let text = chart(value, by: "city", language, width: width)
        #expect(text.lines.allSatisfy { TextWidth.displayWidth($0) <= width })
        for number in 0..<21 {
          #expect(text.contains("\("abcdefghijklmnopqrstu".dropFirst(number).prefix(1)) 城市\(number)"))
        }
      }
    }
  }

  @Test func everySeriesHasItsLetterAtTheRight() throws {
    // All end at one value, so the letters must move to rows beside it.
    let value = try lines(21, 10) { city, year in year == 9 ? 5e10 : Double(city) * 1e10 }
    let ends = chart(value, by: "city").lines.compactMap { line -> Substring? in
      guard line.contains("┤") || line.contains("│"), let last = line.split(separator: " ").last else { return nil }
      return last.allSatisfy { $0.isASCII && $0.isLetter } ? last : nil
    }
    #expect(ends.joined().sorted() == Array("abcdefghijklmnopqrstu"))
  }

  @Test func aScaleWithNegativeValuesShowsWhereZeroIs() throws {
    let value = try lines(1, 5) { _, year in Double(year - 2) * 1e10 }
    let text = chart(value, by: "city")
    #expect(text.lines.contains { $0.contains("  0 ┤") && $0.contains("┈┈┈") })
    #expect(text.contains("-200 ┤") && text.contains("200 ┤"))
  }

  @Test func aConstantSeriesIsAStraightLine() throws {
    let text = chart(try lines(1, 30) { _, _ in 5e10 }, by: "city", width: 50)
    let drawn = text.lines.filter { $0.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } }
    #expect(drawn.count == 1)
    #expect(drawn.first?.hasPrefix("500 ┤⠤⠤") == true)
    #expect(text.contains("  0 ┤"))
    let zero = chart(try lines(1, 3) { _, _ in 0 }, by: "city")
    #expect(zero.lines.count { $0.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } } == 1)
  }

  @Test func whereANumberLacksTheLineIsBroken() throws {
    let axis = Fixture.years(2026...2030)
    let value = Fixture.array(Quantity(.number), [axis], [1, 1, Fixture.none, 1, 1])
    let line = chart(value, width: 40).lines.first { $0.contains("⠤⠤") } ?? ""
    let parts = line.dropFirst(5).split(separator: " ")
    #expect(parts.count == 2)
  }

  @Test func withoutYearsThereAreBars() throws {
    let level = try Fixture.axis("level", ["primary", "三级", "none"])
    let value = Fixture.array(Quantity(.money), [level], [1e8, -5e7, Fixture.none])
    #expect(
      chart(value, name: "pay", width: 40) == """
        pay, yuan
        primary  1,000,000.00       │██████████▋
        三级      -500,000.00 ▐█████│
        none             none       │

        """)
    #expect(
      chart(value, name: "pay", .zh, width: 40) == """
        pay, 万元
        primary  100.00         │██████████████▋
        三级     -50.00 ▐███████│
        none         无         │

        """)
  }

  @Test func aSingleYearIsDrawnAsBars() throws {
    let text = chart(try lines(2, 1) { city, _ in Double(city + 1) * 1e8 }, by: "city", width: 40)
    #expect(text.lines.prefix(2) == ["x, million yuan", "year: 2026"])
    #expect(text.contains("城市0  1.00 │███") && text.contains("城市1  2.00 │███"))
  }

  @Test func percentagesHaveTheirSignOnTheTicks() throws {
    let value = Fixture.array(Quantity(.number, .percent), [Fixture.years(2026...2028)], [0.92, 0.94, 0.985])
    let text = chart(value)
    #expect(text.contains("92% ┤") && text.contains("98% ┤") && !text.contains("0.9"))
  }

  @Test func furtherIndexesMakeFurtherPicturesToOneScale() throws {
    let scheme = try Fixture.axis("scheme", ["employee", "resident"])
    let city = try Fixture.axis("city", ["A", "B"])
    let values = (0..<12).map { Double($0) * 1e8 }
    let text = chart(Fixture.array(Quantity(.money), [scheme, city, Fixture.years(2026...2028)], values), by: "city")
    #expect(text.lines.filter { $0.hasPrefix("scheme: ") } == ["scheme: employee", "scheme: resident"])
    #expect(text.lines.count { $0.hasPrefix("12 ┤") } == 2)
  }

  @Test func whatHasNoNumbersSaysSo() {
    #expect(chart(.text("abc")) == "x: there are no numbers to draw\n")
    #expect(chart(.text("abc"), .zh) == "x：没有可绘制的数值\n")
    #expect(
      chart(Fixture.array(Quantity(.number), [Fixture.years(2026...2027)], [Fixture.none, .nan]))
        == "x: there are no numbers to draw\n")
  }

  @Test func ticksAreRoundNumbersThatHoldAllValues() throws {
    for (low, high) in [(0.0, 1.0), (-3.7, 12.2), (1e-7, 3e-7), (0.1, 0.7), (95, 101), (-1e300, 1e300), (5, 5), (0, 0)]
    {
      let scale = try #require(ChartScale([low, high], suffix: "", isFromZero: false))
      #expect(scale.low <= low && scale.high >= high)
      #expect((2...12).contains(scale.ticks.count))
      #expect(Set(scale.ticks.map(\.text)).count == scale.ticks.count)
    }
    #expect(
      try #require(ChartScale([0, 0.5], suffix: "", isFromZero: false)).ticks.map(\.text) == [
        "0.0", "0.1", "0.2", "0.3", "0.4", "0.5",
      ])
    #expect(ChartScale([], suffix: "", isFromZero: false) == nil)
  }
}

import Quantities
import Testing

@Suite struct UnitTests {
  @Test func dimensionsMultiplyDivideAndShow() {
    #expect((Dimension.money / .people).text() == "Money/People")
    #expect((Dimension.money * .money).text() == "Money^2")
    #expect((Dimension.number / .time).text() == "1/Time")
    #expect(Dimension.number.text() == "Number")
    #expect((Dimension.money * .people / .time / .admissions).text() == "Money*People/Time/Admissions")
    #expect(Dimension.money / .money == .number)
    #expect(Dimension(base: 4).text(names: Dimension.standardNames + ["Beds"]) == "Beds")
    #expect(Dimension.money.raised(to: 3)?.root(3) == .money)
    #expect(Dimension.money.root(2) == nil)
    #expect(Dimension.money.root(0) == nil)
    #expect(Dimension.money.raised(to: 128) == nil)
    #expect(Dimension.money.raised(to: .max)?.raised(to: 2) == nil)
    #expect(Dimension(exponents: [127]).multiplied(by: .money) == nil)
    #expect(Dimension(exponents: [-128]).divided(by: .money) == nil)
  }

  @Test func everyUnitOfTheLanguageIsThere() throws {
    let sizes: [(String, Dimension, Scale)] = [
      ("fen", .money, .one), ("分", .money, .one), ("yuan", .money, Scale(100)), ("元", .money, Scale(100)),
      ("CNY", .money, Scale(100)), ("万元", .money, Scale(1_000_000)), ("亿元", .money, Scale(10_000_000_000)),
      ("person", .people, .one), ("people", .people, .one), ("人", .people, .one), ("万人", .people, Scale(10_000)),
      ("亿人", .people, Scale(100_000_000)), ("year", .time, .one), ("years", .time, .one), ("年", .time, .one),
      ("month", .time, Scale(1, over: 12)), ("months", .time, Scale(1, over: 12)), ("个月", .time, Scale(1, over: 12)),
      ("day", .time, Scale(1, over: 365)), ("days", .time, Scale(1, over: 365)), ("天", .time, Scale(1, over: 365)),
      ("admission", .admissions, .one), ("admissions", .admissions, .one), ("人次", .admissions, .one),
      ("万人次", .admissions, Scale(10_000)), ("thousand", .number, Scale(1_000)), ("million", .number, Scale(1_000_000)),
      ("billion", .number, Scale(1_000_000_000)), ("万", .number, Scale(10_000)), ("亿", .number, Scale(100_000_000)),
      ("%", .number, Scale(1, over: 100)), ("‰", .number, Scale(1, over: 1_000)), ("pp", .number, Scale(1, over: 100)),
    ]
    for (name, dimension, scale) in sizes {
      let unit = try #require(UnitTable.standard.unit(named: name), "\(name)")
      #expect(unit.dimension == dimension)
      #expect(unit.scale == scale)
    }
    #expect(Set(sizes.map(\.0)) == Set(UnitTable.standard.names))
    let names = UnitTable.standard.names
    #expect(names == names.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) })
  }

  @Test func namesKnowTheirLanguageAndNumber() {
    let table = UnitTable.standard
    #expect(table.language(of: "年") == .zh)
    #expect(table.language(of: "years") == .en)
    #expect(table.language(of: "%") == nil)
    #expect(table.translation(of: "months", to: .zh) == "个月")
    #expect(table.translation(of: "个月", to: .en) == "months")
    #expect(table.translation(of: "year", to: .zh) == "年")
    #expect(table.translation(of: "万元", to: .en) == nil)
    #expect(table.unit(named: "人")?.name(in: .en, plural: false) == "person")
    #expect(table.unit(named: "人")?.name(in: .en, plural: true) == "people")
  }

  @Test func aScriptDeclaresUnitsOnce() throws {
    var table = UnitTable.standard
    let beds = table.declareDimension(named: "Beds")
    #expect(beds == 4)
    try table.declare(names: ["bed", "beds"], dimension: Dimension(base: beds))
    try table.declare(names: ["kilo_yuan"], dimension: .money, scale: Scale(100_000))
    #expect(table.unit(named: "beds")?.name == "bed")
    #expect(table.unit(named: "bed")?.aliases == ["beds"])
    #expect(throws: UnitError.alreadyDeclared("yuan")) { try table.declare(names: ["x", "yuan"], dimension: .money) }
    #expect(table.unit(named: "x") == nil)
    #expect(throws: UnitError.alreadyDeclared("y")) { try table.declare(names: ["y", "y"], dimension: .money) }
    #expect(throws: UnitError.nameless) { try table.declare(names: [], dimension: .money) }
    #expect(NumberFormat.text(1, dimension: Dimension(base: beds), units: table) == "1 bed")
    #expect(NumberFormat.text(2.5, dimension: Dimension(base: beds), units: table) == "2.5 beds")
    #expect(NumberFormat.text(2.5, dimension: .money / Dimension(base: beds), units: table) == "0.025 yuan/bed")
  }

  @Test func compoundUnitsAreRead() throws {
    let table = UnitTable.standard
    let wage = try table.compound("yuan/person")
    #expect(wage.dimension == .money / .people)
    #expect(wage.scale == Scale(100))
    #expect(try table.compound("million yuan").scale == Scale(100_000_000))
    #expect(try table.compound("元/人/年").dimension == .money / .people / .time)
    #expect(try table.compound("1/year").dimension == .number / .time)
    #expect(throws: UnitError.unknown("persons")) { try table.compound("yuan/persons") }
    #expect(throws: UnitError.unknown("")) { try table.compound("") }
  }
}

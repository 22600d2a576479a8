import Arrays
import TestSupport
import Testing

private func cities() throws -> Axis { try Axis(name: "city", names: ["Alpha", "Beta", "Gamma"]) }
private let years = Axis(name: "year", range: 2026...2029)

private func table() throws -> LabelledArray {
  try LabelledArray(axes: [try cities(), years], values: (0..<12).map(Double.init))
}

extension LabelledArray {
  /// Places along the axes of an element by its number.
  fileprivate func places(of element: Int) -> [Int] {
    var places: [Int] = [], rest = element
    for axis in axes.reversed() {
      places.insert(rest % axis.count, at: 0)
      rest /= axis.count
    }
    return places
  }

  /// The value at places along the axes.
  fileprivate func value(at places: [Int]) -> Double {
    values[zip(axes, places).reduce(0) { $0 * $1.0.count + $1.1 }]
  }
}

@Suite struct AxisTests {
  @Test func labelsHavePlaces() throws {
    let city = try cities()
    #expect(city.position(ofName: "Beta") == 1)
    #expect(city.position(ofName: "Delta") == nil)
    #expect(city.position(ofNumber: 1) == nil)
    #expect(years.position(ofNumber: 2028) == 2)
    #expect(years.position(ofNumber: 2028.5) == nil)
    #expect(years.position(ofNumber: 2030) == nil)
    #expect(years.position(ofNumber: .nan) == nil)
    #expect(years.label(at: 3) == "2029")
    #expect(years.label(at: 4) == "")
    #expect(years.number(at: 0) == 2026)
    let odd = try Axis(name: "age", labels: .numbers([0, 5, 2.5]))
    #expect(odd.position(ofNumber: 2.5) == 2)
    #expect(odd.labelTexts == ["0", "5", "2.5"])
    let level = try Axis(name: "level", labels: .names(["primary", "secondary"], titles: ["一级", nil]))
    #expect(level.title(at: 0) == "一级")
    #expect(level.title(at: 1) == "secondary")
    #expect(Axis(name: "row", rows: 3).labelTexts == ["0", "1", "2"])
  }

  @Test func axesAreEqualByContent() throws {
    #expect(try cities() == cities())
    #expect(try cities() != cities().renamed("payer"))
    #expect(try cities() != Axis(name: "city", names: ["Beta", "Alpha", "Gamma"]))
    #expect(try Axis(name: "year", labels: .numbers([2026, 2027, 2028, 2029])) == years)
    #expect(Axis(name: "year", range: 2026...2028) != years)
    #expect(try Set([cities(), cities()]).count == 1)
  }

  @Test func repeatedLabelsAreRefused() {
    #expect(throws: ArrayError.repeatedLabel(axis: "c", label: "x")) { try Axis(name: "c", names: ["x", "y", "x"]) }
    #expect(throws: ArrayError.repeatedLabel(axis: "c", label: "1")) { try Axis(name: "c", labels: .numbers([1, 1])) }
    #expect(throws: ArrayError.countMismatch(expected: 1, found: 2)) {
      try Axis(name: "c", labels: .names(["x"], titles: ["a", "b"]))
    }
  }
}

@Suite struct LabelledTests {
  @Test func shapesMustFit() throws {
    #expect(throws: ArrayError.countMismatch(expected: 4, found: 1)) { try LabelledArray(axes: [years], values: [1]) }
    #expect(throws: ArrayError.repeatedAxis("year")) { try LabelledArray(axes: [years, years], values: [1]) }
    let huge = Axis(name: "a", rows: 1 << 20)
    #expect(throws: ArrayError.tooLarge) {
      try LabelledArray(axes: [huge, huge.renamed("b"), huge.renamed("c"), huge.renamed("d")], values: [])
    }
  }

  @Test func takesTheFirstAndLastPart() throws {
    let t = try table()
    #expect(try t.first(over: "year").values == [0, 4, 8])
    #expect(try t.last(over: "city").values == [8, 9, 10, 11])
    #expect(throws: ArrayError.noAxis("level", has: ["city", "year"])) { try t.first(over: "level") }
    let empty = try LabelledArray(axes: [Axis(name: "row", rows: 0)], values: [])
    #expect(throws: ArrayError.noPosition(axis: "row", position: 0)) { try empty.first(over: "row") }
    #expect(throws: ArrayError.noPosition(axis: "row", position: -1)) { try empty.last(over: "row") }
  }

  @Test func axesAreRenamedAndReordered() throws {
    let t = try table()
    let turned = try t.byOrder(["year"])
    #expect(turned.axes.map(\.name) == ["year", "city"])
    #expect(turned.values == [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11])
    #expect(try turned.byOrder(["city", "year"]) == t)
    #expect(try t.renamed([("city", "payer")]).axes.map(\.name) == ["payer", "year"])
    #expect(try t.renamed([("city", "year"), ("year", "city")]).axes.map(\.name) == ["year", "city"])
    #expect(throws: ArrayError.repeatedAxis("year")) { try t.renamed([("city", "year")]) }
    let cube = try LabelledArray.combine(t, LabelledArray(axes: [Axis(name: "level", rows: 2)], values: [0, 100]), +)
    for order in [["level", "city", "year"], ["year", "level", "city"], ["city", "level", "year"]] {
      let other = try cube.byOrder(order)
      for element in 0..<cube.count {
        let places = cube.places(of: element)
        let there = order.compactMap { name in cube.axes.firstIndex { $0.name == name }.map { places[$0] } }
        #expect(other.value(at: there) == cube.values[element])
      }
    }
  }

  @Test func missingAxesRepeatAndComeInOrderOfAppearance() throws {
    let city = try LabelledArray(axes: [try cities()], values: [10, 20, 30])
    let year = try LabelledArray(axes: [years], values: [1, 2, 3, 4])
    let product = try LabelledArray.combine(city, year, *)
    #expect(product.axes.map(\.name) == ["city", "year"])
    #expect(product.values == [10, 20, 30, 40, 20, 40, 60, 80, 30, 60, 90, 120])
    let other = try LabelledArray.combine(year, city, *)
    #expect(other.axes.map(\.name) == ["year", "city"])
    #expect(try other.byOrder(["city"]) == product)
    let mixed = try LabelledArray.combine(product, year, -)
    #expect(mixed.values == [9, 18, 27, 36, 19, 38, 57, 76, 29, 58, 87, 116])
    let fromOther = try LabelledArray.combine(other, product, -)
    #expect(fromOther.values.allSatisfy { $0 == 0 })
    #expect(try LabelledArray.combine(LabelledArray(5), city, +).values == [15, 25, 35])
    #expect(try LabelledArray.combine(city, LabelledArray(5), -).values == [5, 15, 25])
    #expect(try city.broadcast(to: [years, try cities()]).values == [10, 20, 30, 10, 20, 30, 10, 20, 30, 10, 20, 30])
  }

  @Test func labelsInAnotherOrderArePutRight() throws {
    let left = try LabelledArray(axes: [try cities()], values: [1, 2, 3])
    let right = try LabelledArray(axes: [Axis(name: "city", names: ["Gamma", "Alpha", "Beta"])], values: [30, 10, 20])
    #expect(try LabelledArray.combine(left, right, +).values == [11, 22, 33])
    #expect(try LabelledArray.combine(left, right) { $1 - $0 }.values == [9, 18, 27])
  }

  @Test func differentLabelsNameWhoLacksWhat() throws {
    let left = try LabelledArray(axes: [years], values: [1, 2, 3, 4])
    let right = try LabelledArray(axes: [Axis(name: "year", range: 2028...2031)], values: [1, 2, 3, 4])
    let error = ArrayError.labelMismatch(axis: "year", missingLeft: ["2030", "2031"], missingRight: ["2026", "2027"])
    #expect(throws: error) { try LabelledArray.combine(left, right, +) }
    let names = try LabelledArray(axes: [Axis(name: "year", names: ["2026", "x"])], values: [1, 2])
    #expect(throws: ArrayError.self) { try LabelledArray.combine(left, names, +) }
  }

  @Test func everyElementIsCombinedWithTheOneOfItsLabelsInAllShapes() throws {
    var random = SplitMix(40)
    let axes = [try cities(), years, Axis(name: "row", rows: 5)]
    func array(_ axes: [Axis]) throws -> LabelledArray {
      let count = axes.reduce(1) { $0 * $1.count }
      let values = (0..<count).map { _ in Double(Int.random(in: 0...3, using: &random)) }
      return try LabelledArray(axes: axes, values: values)
    }
    for leftMask in 0..<8 {
      for rightMask in 0..<8 {
        let left = try array(axes.indices.filter { leftMask >> $0 & 1 == 1 }.map { axes[$0] })
        let right = try array(axes.indices.reversed().filter { rightMask >> $0 & 1 == 1 }.map { axes[$0] })
        let result = try LabelledArray.combine(left, right) { 10 * $0 + $1 }
        for element in 0..<result.count {
          let places = result.places(of: element)
          func pick(_ array: LabelledArray) -> Double {
            array.value(
              at: array.axes.compactMap { axis in
                result.axes.firstIndex { $0.name == axis.name }.map { places[$0] }
              })
          }
          #expect(result.values[element] == 10 * pick(left) + pick(right))
        }
      }
    }
  }

  @Test func reducesOverSomeAxesOrAll() throws {
    let t = try table()
    let byCity = try t.reduce(over: ["year"]) { try Statistics.sum($0) }
    #expect(byCity.values == [6, 22, 38])
    #expect(byCity.axes.map(\.name) == ["city"])
    #expect(try t.reduce(over: ["city"]) { try Statistics.max($0) }.values == [8, 9, 10, 11])
    #expect(try t.reduce { try Statistics.mean($0) }.values == [5.5])
    #expect(try t.reduce(over: ["year", "city"]) { try Statistics.min($0) }.values == [0])
    #expect(try t.reduce(over: []) { $0.count }.values == [Int](repeating: 1, count: 12))
    let weights = try LabelledArray(axes: [try cities()], values: [1, 0, 3])
    let means = try t.reduce(over: ["city"], weights: weights) { try Statistics.mean($0, weights: $1) }
    #expect(means.values == [6, 7, 8, 9])
    #expect(throws: ArrayError.noAxis("level", has: ["city", "year"])) {
      try t.reduce(over: ["level"]) { try Statistics.sum($0) }
    }
    #expect(throws: StatisticsError.tooFew) { try t.reduce(over: []) { try Statistics.variance($0, sample: true) } }
  }

  @Test func reducingOverNothingKeepsEmptyGroups() throws {
    let empty = try LabelledArray(axes: [try cities(), Axis(name: "row", rows: 0)], values: [])
    #expect(try empty.reduce(over: ["row"]) { try Statistics.sum($0) }.values == [0, 0, 0])
    #expect(throws: StatisticsError.empty) { try empty.reduce(over: ["row"]) { try Statistics.mean($0) } }
    #expect(try LabelledArray.combine(empty, LabelledArray(axes: [years], values: [1, 1, 1, 1]), +).count == 0)
    #expect(try empty.cumulative(over: "row").count == 0)
    #expect(try empty.change(over: "row").count == 0)
  }

  @Test func groupsAreTransformedInPlace() throws {
    let t = try table()
    let ranks = try t.transformGroups(over: ["city"]) { Statistics.rank($0) }
    #expect(ranks.axes == t.axes)
    #expect(ranks.values == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
  }

  @Test func runningSumsAndChanges() throws {
    let t = try table()
    #expect(try t.cumulative(over: "year").values == [0, 1, 3, 6, 4, 9, 15, 22, 8, 17, 27, 38])
    #expect(try t.cumulative(over: "city").values == [0, 1, 2, 3, 4, 6, 8, 10, 12, 15, 18, 21])
    let change = try t.change(over: "city")
    #expect(change.values == [4, 4, 4, 4, 4, 4, 4, 4])
    #expect(change.axes.first?.labelTexts == ["Beta", "Gamma"])
    #expect(try t.change(over: "year").axes.last?.labelTexts == ["2027", "2028", "2029"])
  }

  @Test func turningIsRightBeyondOneTile() throws {
    let (a, b, c) = (Axis(name: "a", rows: 70), Axis(name: "b", rows: 3), Axis(name: "c", rows: 45))
    let cube = try LabelledArray(axes: [a, b, c], values: (0..<70 * 3 * 45).map(Double.init))
    for order in [["c", "b", "a"], ["b", "c", "a"], ["c", "a", "b"], ["a", "c", "b"], ["b", "a", "c"]] {
      let turned = try cube.byOrder(order)
      #expect(turned.axes.map(\.name) == order)
      var wrong = 0
      for element in 0..<cube.count {
        let places = cube.places(of: element)
        let there = order.compactMap { name in cube.axes.firstIndex { $0.name == name }.map { places[$0] } }
        if turned.value(at: there) != cube.values[element] { wrong += 1 }
      }
      #expect(wrong == 0)
      #expect(try turned.byOrder(["a", "b", "c"]) == cube)
    }
  }
}

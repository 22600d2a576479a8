import Pooling
import Testing

/// Courses of a field over random stages, against fractions worked out city by city.
@Suite struct RandomConvergenceTests {
  /// What a stage says, and in which year (from 0) each city enters it.
  private struct Course {
    /// 0 names nothing, 1 keeps, 2 to 4 converge to the highest, the lowest, the mean.
    var target: Int
    var months: Int
    var entry: [Int]
  }

  /// An exact fraction of whole numbers, small enough never to overflow here.
  private struct Share {
    var n: Int128
    var d: Int128
    init(_ n: Int128, _ d: Int128 = 1) {
      var (a, b) = (n.magnitude, d.magnitude)
      while b != 0 { (a, b) = (b, a % b) }
      let common = max(1, Int128(a))
      (self.n, self.d) = (n / common, d / common)
    }
    var value: Double { Double(n) / Double(d) }
  }

  /// A city's value in a year: its own of that year, and then each course it has entered as far as it came.
  private func expected(_ own: [[Int]], _ city: Int, _ courses: [Course], year: Int) -> Double {
    var entered: [Course] = []
    for now in 0...year {
      for course in courses where course.entry[city] == now && course.target > 0 {
        let last = entered.last
        let isSame = course.target == last?.target && (course.target == 1 || course.months == last?.months)
        if !isSame { entered.append(course) }
      }
    }
    var value = Share(Int128(own[year][city]))
    for (position, course) in entered.enumerated() where course.target > 1 {
      let end = position + 1 < entered.count ? entered[position + 1].entry[city] : year + 1
      let done = min(12 * (end - course.entry[city]), course.months)
      let w = course.months == 0 ? Share(1) : Share(Int128(done), Int128(course.months))
      let to = goal(course.target, of: own[year])
      value = Share(value.n * to.d * (w.d - w.n) + to.n * value.d * w.n, value.d * to.d * w.d)
    }
    return value.value
  }

  private func goal(_ target: Int, of own: [Int]) -> Share {
    let all = Int128(own.reduce(0, +))
    return [Share(Int128(own.max() ?? 0)), Share(Int128(own.min() ?? 0)), Share(all, Int128(own.count))][target - 2]
  }

  /// Random courses; later cities come later in some, and each stage begins a year after the one before.
  private func courses(cities: Int, years: Int, _ dice: inout Dice) -> [Course] {
    (0..<min(3, years)).map { position in
      let delay = dice.chance(50) ? 0 : 1
      return Course(
        target: dice.roll(0...4), months: dice.chance(20) ? 0 : dice.roll(1...60),
        entry: (0..<cities).map { position + $0 * delay })
    }
  }

  private func stage(_ position: Int, _ course: Course) -> Stage {
    let targets: [HarmonisationTarget] = [.highest, .lowest, .mean]
    return Small.stage("G\(position)") { stage in
      stage.cities = .condition { place, _ in place.year - 2026 >= course.entry[place.city ?? 0] }
      if course.target == 1 { stage.benefits = .keep }
      if course.target > 1 {
        stage.benefits = .converge(to: targets[course.target - 2], over: Double(course.months) / 12)
      }
    }
  }

  /// The courses a city really enters: one it could only enter with or after a later stage it never runs.
  private func entered(_ courses: [Course]) -> [Course] {
    courses.indices.map { position in
      var course = courses[position]
      for city in course.entry.indices {
        let isOvertaken = courses[(position + 1)...].contains { $0.entry[city] <= course.entry[city] }
        if isOvertaken { course.entry[city] = -1 }
      }
      return course
    }
  }

  /// The field's values by year, then city, as the engine gives them.
  private func seen(_ own: [[Int]], _ courses: [Course]) throws -> [[Double]] {
    var plan = Small.plan([], years: own.count, courses.enumerated().map { stage($0, $1) })
    plan.province.cities = own[0].indices.map { city in
      let values = own.map { FieldValue.number(Double($0[city])) }
      let changes = own.indices.dropFirst().filter { values[$0] != values[$0 - 1] }
        .map { FieldChange("ceiling", from: 2026 + $0, value: values[$0]) }
      let fund = Fund(scheme: "employee", balance: 0, fields: ["ceiling": values[0]], changes: changes)
      return City(name: "C\(city)", funds: [fund])
    }
    var seen: [[Double]] = []
    let model = ClosureModel(
      inflows: { year in
        seen.append(try year.fundNumbers("ceiling"))
        return []
      }, outflows: { _ in [] })
    _ = try plan.run(models: [model])
    return seen
  }

  /// The cities' own values by year: each stays until it changes, in some plans never.
  private func own(cities: Int, years: Int, _ dice: inout Dice) -> [[Int]] {
    let chance = dice.chance(50) ? 0 : 40
    var now = (0..<cities).map { _ in dice.roll(1...1_000) }
    return (0..<years).map { year in
      if year > 0 { now = now.map { dice.chance(chance) ? dice.roll(1...1_000) : $0 } }
      return now
    }
  }

  @Test func coursesOfBenefitsAgreeWithFractions() throws {
    for seed in 0..<400 as Range<UInt64> {
      var dice = Dice(seed: seed)
      let own = own(cities: dice.roll(1...5), years: dice.roll(3...10), &dice)
      let courses = courses(cities: own[0].count, years: own.count, &dice)
      let seen = try seen(own, courses), entered = entered(courses)
      for year in own.indices {
        for city in own[year].indices {
          let wanted = expected(own, city, entered, year: year)
          #expect(abs(seen[year][city] - wanted) <= 1e-10 * wanted, "seed \(seed) year \(year) city \(city)")
        }
      }
    }
  }
}

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

  /// A city's values by year: follow the courses it enters one after the other.
  private func expected(_ own: [Int], _ city: Int, _ courses: [Course], years: Int) -> [Double] {
    func goal(_ target: Int) -> Share {
      let all = Int128(own.reduce(0, +))
      return [Share(Int128(own.max() ?? 0)), Share(Int128(own.min() ?? 0)), Share(all, Int128(own.count))][target - 2]
    }
    var now = Share(Int128(own[city]))
    var from = now
    var current: Course?
    var started = 0
    return (0..<years).map { year in
      for course in courses where course.entry[city] == year && course.target > 0 {
        let isSame = course.target == current?.target && (course.target == 1 || course.months == current?.months)
        if isSame { continue }
        (from, current, started) = (now, course, year)
      }
      if let current, current.target > 1 {
        let done = min(12 * (year - started + 1), max(1, current.months))
        let w = Share(Int128(done), Int128(max(1, current.months)))
        let to = goal(current.target)
        now =
          current.months == 0
          ? to : Share(from.n * to.d * (w.d - w.n) + to.n * from.d * w.n, from.d * to.d * w.d)
      }
      return now.value
    }
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
  private func seen(_ own: [Int], _ courses: [Course], years: Int) throws -> [[Double]] {
    var plan = Small.plan([], years: years, courses.enumerated().map { stage($0, $1) })
    plan.province.cities = own.indices.map { city in
      let fields: [String: FieldValue] = ["ceiling": .number(Double(own[city]))]
      return City(name: "C\(city)", funds: [Fund(scheme: "employee", balance: 0, fields: fields)])
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

  @Test func coursesOfBenefitsAgreeWithFractions() throws {
    for seed in 0..<400 as Range<UInt64> {
      var dice = Dice(seed: seed)
      let years = dice.roll(3...10)
      let own = (0..<dice.roll(1...5)).map { _ in dice.roll(1...1_000) }
      let courses = courses(cities: own.count, years: years, &dice)
      let seen = try seen(own, courses, years: years)
      for city in own.indices {
        let wanted = expected(own, city, entered(courses), years: years)
        for (found, wanted) in zip(seen.map { $0[city] }, wanted) {
          #expect(abs(found - wanted) <= 1e-10 * wanted, "seed \(seed) city \(city)")
        }
      }
    }
  }
}

import Pooling
import Testing

extension PlainReference {
  /// Whether any figure is not below 2^53 fen.
  fileprivate var passesLimit: Bool {
    pages.joined().contains { page in
      (page.columns.values.joined().map(\.magnitude) + page.province.values.map(\.magnitude))
        .contains { $0 >= 1 << 53 }
    }
  }
}

/// The engine against the plain reference, figure by figure.
@Suite struct RandomPlanTests {
  private static let planCount = 6_000

  private func differences(seed: UInt64) throws -> [String] {
    let spec = SpecGenerator.spec(seed: seed)
    let reference = PlainReference(spec)
    let projection: Projection
    do {
      projection = try spec.plan.run(models: spec.models)
    } catch PoolingError.pastLimit(let what, _, _) {
      // A refusal is right only where the exact figures pass the limit as well.
      return reference.passesLimit ? [] : ["refused \(what) within the limit"]
    }
    var found = Tables(projection).differences(from: Tables(reference))
    if !projection.check().holds { found.append("proof") }
    found += months(projection, reference)
    return found
  }

  /// Months of the province are a quotient, so they are compared to the last bits only.
  private func months(_ projection: Projection, _ reference: PlainReference) -> [String] {
    var found: [String] = []
    for scheme in projection.schemes.indices {
      for (year, months) in projection.province(.provinceMonths, scheme: scheme).enumerated() {
        let page = reference.pages[year][scheme]
        if page.monthsDenominator == 0 {
          if !months.isNaN { found.append("province_months of no spending") }
          continue
        }
        let expected = Double(page.monthsNumerator) / Double(page.monthsDenominator)
        if !((months - expected).magnitude <= 1e-12 * max(1, expected.magnitude)) { found.append("province_months") }
      }
    }
    return found
  }

  @Test(arguments: 0..<8)
  func theEngineAgreesWithThePlainReferenceOnRandomPlans(part: Int) throws {
    for seed in stride(from: part, to: Self.planCount, by: 8) {
      let found: [String]
      do { found = try differences(seed: UInt64(seed)) } catch { found = ["threw \(error)"] }
      #expect(found.isEmpty, "seed \(seed): \(found.prefix(3))")
      if !found.isEmpty { return }
    }
  }
}

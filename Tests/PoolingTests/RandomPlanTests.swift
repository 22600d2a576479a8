import Pooling
import Testing

/// The engine against the plain reference, figure by figure.
@Suite struct RandomPlanTests {
  private static let planCount = 2_400

  private func differences(seed: UInt64) throws -> [String] {
    let spec = SpecGenerator.spec(seed: seed)
    let projection = try spec.plan.run(models: spec.models)
    let reference = PlainReference(spec)
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

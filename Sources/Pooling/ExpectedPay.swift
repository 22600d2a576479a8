import Quantities

extension ReimbursementSchedule {
  /// The expected payment of the first layer for a lognormal bill, in fen, unrounded.
  ///
  /// With the limited expected value L(d) = E[min(X, d)] of the cost inside the scope, a band between two edges above
  /// the deductible pays its share of the difference of L there; the ceiling ends the bands where the sum paid
  /// reaches it.
  ///
  /// - Parameters:
  ///   - mean: the mean of the whole bill in fen, positive.
  ///   - cv: its coefficient of variation, not negative; 0 is a bill of that amount.
  /// - Throws: `PoolingError.impossibleDistribution` for a mean or coefficient of variation outside its bounds.
  public func expectedPay(mean: Double, cv: Double) throws -> Double {
    guard mean > 0, mean.isFinite, cv >= 0, cv.isFinite else {
      throw PoolingError.impossibleDistribution(mean: mean, cv: cv)
    }
    guard scope > 0 else { return 0 }
    let cost = LognormalCost(mean: mean * scope, cv: cv)
    var expected = 0.0
    var left = ceiling ?? .infinity
    var edge = 0.0
    for band in bands {
      var width = (band.upTo ?? .infinity) - edge
      let most = band.share * width
      let isLast = band.share > 0 && most >= left
      if isLast { width = left / band.share }
      if band.share > 0 {
        let upper = cost.limitedMean(deductible + edge + width)
        expected += band.share * (upper - cost.limitedMean(deductible + edge))
        left -= min(left, most)
      }
      if isLast { break }
      edge = band.upTo ?? edge
    }
    return expected
  }
}

/// The expected payment of a tier's first layer for a lognormal bill; see `ReimbursementSchedule.expectedPay`.
///
/// - Throws: `PoolingError.impossibleDistribution`, and for the tier what `ReimbursementSchedule.init` throws.
public func expectedPay(
  _ tier: Tier, mean: Double, cv: Double, level: String? = nil, isOffsite: Bool = false
) throws -> Double {
  try ReimbursementSchedule(tier, level: level, isOffsite: isOffsite).expectedPay(mean: mean, cv: cv)
}

/// A lognormal distribution given by its mean and coefficient of variation.
struct LognormalCost {
  private let mean: Double
  private let mu: Double
  private let sigma: Double

  init(mean: Double, cv: Double) {
    // Of the largest the square has no number, and 1 adds nothing to it.
    let variance = cv < 1e100 ? Elementary.ln(1 + cv * cv) : 2 * Elementary.ln(cv)
    self.mean = mean
    sigma = variance.squareRoot()
    mu = Elementary.ln(mean) - variance / 2
  }

  /// L(d) = E[min(X, d)] = mean·Φ((ln d − μ − σ²)/σ) + d·(1 − Φ((ln d − μ)/σ)).
  func limitedMean(_ limit: Double) -> Double {
    guard limit > 0 else { return 0 }
    guard limit < .infinity else { return mean }
    guard sigma > 0 else { return min(mean, limit) }
    let z = (Elementary.ln(limit) - mu) / sigma
    return mean * Elementary.normalCDF(z - sigma) + limit * Elementary.normalCDF(-z)
  }
}

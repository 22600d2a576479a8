import Quantities

/// Quantiles of a lognormal distribution given by its mean and coefficient of variation.
struct LognormalBill {
  private let mu: Double
  private let sigma: Double

  init(mean: Double, cv: Double) {
    let variance = Elementary.ln(1 + cv * cv)
    sigma = variance.squareRoot()
    mu = Elementary.ln(mean) - variance / 2
  }

  func quantile(_ p: Double) -> Double { Elementary.exp(mu + sigma * Elementary.normalQuantile(p)) }
}

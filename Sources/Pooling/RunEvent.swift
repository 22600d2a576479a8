/// Something in a run that an analyst should know and that no figure says by itself.
public enum RunEvent: Equatable, Sendable {
  /// A stage began; forced if a need had failed and its year had come.
  case stageBegan(year: Int, stage: String, isForced: Bool)
  /// A stage could not begin.
  case stageBlocked(stage: String, by: FailedCondition)
  /// Claims on the adjustment fund went beyond its money, both in fen, and were met pro rata.
  case shortage(year: Int, scheme: String, stage: String, claims: Double, money: Double)
  /// The provincial account closed below zero, in fen; it is carried.
  case reserveBelowZero(year: Int, scheme: String, reserve: Double)

  /// The year in which it happened.
  public var year: Int {
    switch self {
    case .stageBegan(let year, _, _), .shortage(let year, _, _, _, _), .reserveBelowZero(let year, _, _): return year
    case .stageBlocked(_, let condition): return condition.year
    }
  }
}

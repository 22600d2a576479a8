import WeirSyntax

/// Stocks of projections: what is there at the end of each year adds up to nothing.
extension Checker {
  /// The name of the stock of a projection that a value is: as it stands, of some cities or years, behind a name, or
  /// together with other stocks.
  func stock(_ value: Typed) -> String? {
    switch value.kind {
    case .select(let whole, _): return stock(whole)
    case .native("projection.member", _, let info):
      guard let name = info.texts.first, EngineMember.stocks.contains(EngineMember.english(name) ?? name) else {
        return nil
      }
      return name
    case .arithmetic(let first, let links):
      guard links.allSatisfy({ $0.operation == .add && stock($0.operand) != nil }) else { return nil }
      return stock(first)
    case .local, .global, .captured: return readBindings[value.range]?.stock
    default: return nil
    }
  }
}

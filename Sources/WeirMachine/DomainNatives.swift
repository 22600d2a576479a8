/// Natives of the domain by name.
enum DomainNatives {
  static let table: [String: NativeFunction] = {
    var table = DomainDeclarationNatives.table
    for more in [
      DomainReadingNatives.table, DomainRunNatives.table, DomainReimbursementNatives.table, DomainExplainNatives.table,
    ] {
      table.merge(more) { first, _ in first }
    }
    return table
  }()
}

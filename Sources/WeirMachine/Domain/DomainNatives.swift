/// Natives of the domain by name.
enum DomainNatives {
  static let tables: [[String: NativeFunction]] = [
    DomainDeclarationNatives.table, DomainReadingNatives.table, DomainRunNatives.table,
    DomainReimbursementNatives.table, DomainExplainNatives.table,
  ]
}

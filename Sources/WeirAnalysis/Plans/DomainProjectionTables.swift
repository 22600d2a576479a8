/// The tables of a projection.
package enum ProjectionTables {
  static func all(hasScheme: Bool, identity: String) -> [(name: String, type: Type)] {
    [
      ("stages", .table(stages)), ("log", .table(log(hasScheme: hasScheme))),
      ("ledger", .table(ledger)), ("proof", .table(proof(hasScheme: hasScheme))),
    ]
  }
  /// When each stage began, and what had held it back.
  package static let stages = TableType(
    row: "#stages",
    columns: [
      .init("stage", .text), .init("title", .text), .init("start", .optional(.plainNumber)), .init("forced", .truth),
      .init("blocked_by", .text),
    ])
  /// What figures do not say: stages that begin or are held back, shortages, a provincial account below zero.
  package static func log(hasScheme: Bool) -> TableType {
    var columns: [TableType.Column] = [.init("year", .plainNumber)]
    if hasScheme { columns.append(.init("scheme", .text)) }
    return TableType(
      row: "#log",
      columns: columns + [.init("event", .text), .init("subject", .text), .init("amount", .optional(.money))])
  }
  /// Every posting, in the order in which it was made.
  package static let ledger = TableType(
    row: "#ledger",
    columns: [
      .init("year", .plainNumber), .init("scheme", .text), .init("from", .text), .init("to", .text),
      .init("amount", .money), .init("rule", .text),
    ])
  /// The yearly proof of conservation.
  package static func proof(hasScheme: Bool) -> TableType {
    var columns: [TableType.Column] = [.init("year", .plainNumber)]
    if hasScheme { columns.append(.init("scheme", .text)) }
    let figures = [
      "opening", "income", "interest", "filled", "treasury_paid", "spending", "administration", "adjusted", "closing",
      "difference",
    ]
    columns += figures.map { .init($0, .money) }
    return TableType(row: "#proof", columns: columns)
  }
}

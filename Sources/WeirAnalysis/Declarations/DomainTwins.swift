import WeirSyntax

/// The Chinese names of fields and options beside their English ones, for all kinds of declarations and all rules.
package enum DomainTwins {
  /// Each name once, as the tables of fields and options have them; `over` is a part of `converge(…)`.
  private static let pairs: [(en: String, zh: String)] =
    DeclarationKind.allCases.flatMap { DeclarationTable.spec(of: $0).fields.map { ($0.name, $0.chinese) } }
    + RuleForm.allCases.flatMap { RuleTable.options(of: $0).map { ($0.name, $0.chinese) } }
    + [("management", "管理方式"), ("over", "历时"), ("to", "至")]
  private static let chineseNames = Dictionary(pairs.map { ($0.en, $0.zh) }, uniquingKeysWith: { first, _ in first })

  /// What a run may be given under a Chinese name: fields of the plan, of its stages and of the funds, and options.
  private static let given: [String: String] = {
    let fields = [DeclarationTable.plan, DeclarationTable.stage, DeclarationTable.fund].flatMap(\.fields)
    let options = RuleForm.allCases.flatMap { RuleTable.options(of: $0) }
    return Dictionary(
      fields.map { ($0.chinese, $0.name) } + options.map { ($0.chinese, $0.name) } + [("历时", "over")],
      uniquingKeysWith: { first, _ in first })
  }()

  /// The Chinese name of a field or an option; nil where it has none.
  package static func chinese(_ name: String) -> String? { chineseNames[name] }

  /// The English name of what a run may be given; other names stand as they are.
  static func given(_ name: String) -> String { given[name] ?? name }
}

extension Checker {
  /// A field or an option as the script at a place calls it, in a message or a mend; a part of one is `critical.bands`.
  func fieldName(_ name: String, at range: SourceRange) -> String {
    guard language(at: range).keywords == .zh else { return name }
    return name.split(separator: ".").map { DomainTwins.chinese(String($0)) ?? String($0) }.joined(separator: ".")
  }

  /// A rule or a word of an option as the script at a place writes it.
  func domainWord(_ word: String, at range: SourceRange) -> String {
    guard language(at: range).keywords == .zh else { return word }
    return DomainWords.pairs.first { $0.en == word }?.zh ?? word
  }

  /// The field or option of a few that is nearest to a text, by its name in either language.
  func nearestField(_ text: String, among names: [String]) -> (name: String, written: String)? {
    if let near = nearest(text, among: names) { return (near, near) }
    let twins = names.compactMap { DomainTwins.chinese($0) }
    guard let near = nearest(text, among: twins), let name = names.first(where: { DomainTwins.chinese($0) == near })
    else { return nil }
    return (name, near)
  }
}

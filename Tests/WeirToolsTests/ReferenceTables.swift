import Weir

@testable import WeirTools

/// The tables of the reference, made from what the check and the program themselves work with.
enum ReferenceTables {
  static var names: [String] {
    LibrarySubject.allCases.map { "functions of \($0.rawValue)" } + ["functions of the domain"]
      + kinds.map { "fields of \($0.rawValue)" } + RuleForm.allCases.dropFirst().map { "options of \($0.rawValue)" }
      + ["words", "figures", "keywords", "commands", "options"]
  }

  /// A page with its tables as they are now.
  static func filled(_ page: String) -> String {
    var lines: [Substring] = []
    var isInTable = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if isInTable, line != "<!-- end -->" { continue }
      lines.append(line)
      isInTable = false
      guard line.hasPrefix("<!-- table: "), line.hasSuffix(" -->") else { continue }
      lines += ["", Substring(table(String(line.dropFirst(12).dropLast(4)))), ""]
      isInTable = true
    }
    return lines.joined(separator: "\n")
  }

  private static let kinds: [DeclarationKind] = [.province, .fund, .tier, .plan, .stage, .source, .behaviour]

  private static func table(_ name: String) -> String {
    if let subject = LibrarySubject.allCases.first(where: { name == "functions of \($0.rawValue)" }) {
      return functions(subject)
    }
    if let kind = kinds.first(where: { name == "fields of \($0.rawValue)" }) {
      return fields(DeclarationTable.spec(of: kind))
    }
    if let form = RuleForm.allCases.first(where: { name == "options of \($0.rawValue)" }) { return options(form) }
    return switch name {
    case "functions of the domain":
      rows(
        ["function", "in Chinese", "does"],
        DomainLibrary.entries.map { ["`\($0.signature)`", "`\($0.chinese)`", $0.summaryEn] })
    case "words":
      rows(
        ["word", "in Chinese", "stands for"],
        DomainWords.pairs.map { pair in
          ["`\(pair.en)`", "`\(pair.zh)`", DomainWords.takers(of: pair.en).map { "`\($0):`" }.joined(separator: ", ")]
        })
    case "figures":
      rows(
        ["figure", "in Chinese", "by"],
        EngineMember.all.map { ["`\($0.name)`", "`\($0.chinese)`", $0.isByCity ? "city, year" : "year"] }
          + EngineMember.tables.map { ["`\($0.name)`", "`\($0.chinese)`", ""] })
    case "keywords":
      rows(["keyword", "in Chinese"], Keywords.table.map { ["`\($0.en)`", "`\($0.zh)`"] })
    case "commands":
      rows(
        ["command", "does"],
        Command.allCases.map { ["`weir \($0.rawValue) \($0.arguments(chinese: false))`", $0.summary(chinese: false)] })
    case "options":
      rows(
        ["option", "of", "does"],
        OptionRule.all.map { rule in
          [
            "`\(rule.name)\(rule.value.map { " " + $0 } ?? "")`", rule.commands.map(\.rawValue).joined(separator: " "),
            rule.en,
          ]
        })
    default: "there is no such table"
    }
  }

  private static func functions(_ subject: LibrarySubject) -> String {
    rows(
      ["function", "in Chinese", "does", "for example"],
      LibraryFunction.all.filter { $0.subject == subject }.map { function in
        let example = function.example.split(separator: "\n").last.map(String.init) ?? ""
        return [
          function.overloads.map { "`\($0.text)`" }.joined(separator: "<br>"), "`\(function.chineseName)`",
          function.summaryEn,
          function.exampleValue.isEmpty || function.exampleValue.contains("\n")
            ? "`\(example)`" : "`\(example)` is `\(function.exampleValue)`",
        ]
      })
  }

  private static func fields(_ kind: KindSpec) -> String {
    rows(
      ["field", "in Chinese", "takes", "by default", "says"],
      kind.fields.map { field in
        [
          "`\(field.name)`", "`\(field.chinese)`", takes(field.kind), byDefault(field.isRequired, field.defaultText),
          field.summaryEn,
        ]
      })
  }

  private static func options(_ form: RuleForm) -> String {
    rows(
      ["option", "in Chinese", "takes", "by default", "says"],
      RuleTable.options(of: form).map { option in
        [
          "`\(option.name)`", "`\(option.chinese)`", takes(option.kind),
          byDefault(option.isRequired, option.defaultText), option.summaryEn,
        ]
      })
  }

  private static func byDefault(_ isRequired: Bool, _ text: String?) -> String {
    isRequired ? "required" : text.map { "`\($0)`" } ?? ""
  }

  private static func takes(_ kind: FieldKind) -> String {
    switch kind {
    case .quantity(let quantity): quantity.dimension == .money ? "Money" : "a number"
    case .share: "a share, 0 to 100 %"
    case .rate: "a rate"
    case .duration: "a duration"
    case .year: "a year"
    case .text: "a text"
    case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .schedule: "a list of bands that ends in a rate"
    case .special(let en, _): en
    }
  }

  private static func takes(_ kind: RuleOption.Kind) -> String {
    switch kind {
    case .share: "a share, 0 to 100 %"
    case .growth: "a rate above -100 %"
    case .factor: "a number, not negative"
    case .money: "Money"
    case .duration: "a duration"
    case .word(let words): words.map { "`\($0)`" }.joined(separator: ", ")
    case .remittance: "a rate, with `per_head` Money/People"
    }
  }

  private static func rows(_ head: [String], _ rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String {
      "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
    return ([line(head), line(head.map { _ in "---" })] + rows.map(line)).joined(separator: "\n")
  }
}

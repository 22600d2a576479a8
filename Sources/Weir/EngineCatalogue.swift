import WeirSyntax

/// The engine's own messages.
package enum EngineCatalogue {
  static let nothingToSet = Template(
    "E730", en: "there is no top-level `let {0}` to set",
    zh: "没有可设定的顶层 `let {0}`",
    helpEn: "`--set name=value` replaces the value of a `let` that stands at the top level of the script. Write the `let` with its usual value, or mend the name.",
    helpZh: "`--set 名称=值` 替换脚本顶层 `let` 的值。请先写出带默认值的 `let`，或更正名称。")
  static let dependsOnEntry = Template(
    "N901", en: "this reads `{0}`, which the entry defines anew; nothing was changed",
    zh: "此处用到 `{0}`，而本次输入重新定义了它；未作任何更改")
  static let olderValue = Template(
    "N902", en: "worked out before `{0}` changed", zh: "此值在 `{0}` 改变之前算出")

  package static let templates: [Template] = [nothingToSet, dependsOnEntry, olderValue]
}

/// Which codes mean that a limit was reached, or that a file could not be read.
enum ExitStatus {
  static func isLimit(_ code: String) -> Bool { ["E700", "E701", "E702", "E703", "E740", "E741", "E743"].contains(code) }
  /// A source that is no text in UTF-8 is such a file too (E100).
  static func isFile(_ code: String) -> Bool { code == "E100" || FileCatalogue.templates.contains { $0.code == code } }
}

extension RuntimeFailure {
  /// What a command line program exits with.
  package var exitStatus: Int32 {
    switch kind {
    case .error: 1
    case .limit: 124
    case .interruption: 130
    case .file: 66
    }
  }
}

extension Limits {
  /// The limits of an embedded engine: 256 MiB, calls 1,000 deep, a thousand million instructions.
  public static var embedded: Limits {
    var limits = Limits()
    limits.memory = 256 << 20
    limits.depth = 1_000
    limits.instructions = 1_000_000_000
    return limits
  }
}

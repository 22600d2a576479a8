import Quantities
import WeirSyntax

/// The words that rendering adds to values and diagnostics, in both languages.
public enum RenderingCatalogue {
  static let error = Template("N850", en: "error", zh: "错误")
  static let warning = Template("N851", en: "warning", zh: "警告")
  static let note = Template("N852", en: "note: {0}", zh: "说明：{0}")
  static let mend = Template("N853", en: "mend:", zh: "改法：")
  static let calledHere = Template("N854", en: "{0} called here", zh: "此处调用 {0}")
  static let furtherCalls = Template("N855", en: "{0} more {0|call|calls}", zh: "另有 {0} 层调用")
  static let errorCount = Template("N856", en: "{0} {0|error|errors}", zh: "{0} 个错误")
  static let warningCount = Template("N858", en: "{0} {0|warning|warnings}", zh: "{0} 个警告")
  static let yes = Template("N860", en: "true", zh: "真")
  static let no = Template("N861", en: "false", zh: "假")
  static let none = Template("N862", en: "none", zh: "无")
  static let elementError = Template("N863", en: "error", zh: "错误")
  static let illustrative = Template("N864", en: "rests on illustrative inputs: {0}", zh: "依据示例性数据：{0}")
  static let assumed = Template("N865", en: "rests on assumed inputs: {0}", zh: "依据假设数据：{0}")
  static let rowCount = Template("N866", en: "{0} {0|row|rows}", zh: "共 {0} 行")
  static let columnCount = Template("N867", en: "{0} of {1} columns shown", zh: "显示 {1} 列中的 {0} 列")
  static let blockCount = Template("N868", en: "{0} blocks, the first and last 20 shown", zh: "共 {0} 块，显示首尾各 20 块")
  static let itemCount = Template("N869", en: "{0} {0|item|items}", zh: "共 {0} 项")
  static let value = Template("N870", en: "value", zh: "值")
  static let function = Template("N871", en: "function {0}", zh: "函数 {0}")
  static let noRows = Template("N872", en: "no rows", zh: "没有行")
  static let arrayBy = Template("N873", en: "{0} {0|value|values} by {1}", zh: "按 {1} 的 {0} 个值")
  static let tableOf = Template("N874", en: "table of {0} {0|row|rows}: {1}", zh: "{0} 行的表：{1}")
  static let nothingToDraw = Template("N875", en: "{0}: there are no numbers to draw", zh: "{0}：没有可绘制的数值")
  static let noScale = Template(
    "N884", en: "{0}: the numbers are too far apart or too near to one another to be drawn",
    zh: "{0}：数值相差过大或过小，无法绘图")
  static let seriesLeftOut = Template("N876", en: "{0} further series {0|is|are} not drawn", zh: "另有 {0} 条序列未绘出")
  static let source = Template("N877", en: "source: {0}", zh: "来源：{0}")
  static let statusReal = Template("N878", en: "real", zh: "真实")
  static let statusAssumed = Template("N879", en: "assumed", zh: "假设")
  static let statusIllustrative = Template("N880", en: "illustrative", zh: "示例")
  static let upTo = Template("N883", en: "to", zh: "至")
  static let furtherInputs = Template("N881", en: "inputs not shown: {0}", zh: "未显示的输入：{0} 项")

  /// All of them; none stands alone as a diagnostic.
  public static let templates: [Template] = [
    error, warning, note, mend, calledHere, furtherCalls, errorCount, warningCount, yes, no, none, elementError,
    illustrative, assumed, rowCount, columnCount, blockCount, itemCount, value, function, noRows, arrayBy, tableOf,
    nothingToDraw, noScale, seriesLeftOut, source, statusReal, statusAssumed, statusIllustrative, furtherInputs,
    upTo,
  ]

  /// A phrase in a language.
  static func text(_ template: Template, _ language: Language, _ arguments: String...) -> String {
    Message(template, arguments.map { .text($0) }).text(chinese: language == .zh)
  }

  /// Kinds of declarations and of what `run` gives, in Chinese.
  private static let chineseKinds: [String: String] = [
    "province": "省", "cities": "各市", "city": "市", "fund": "基金", "tier": "档次", "plan": "方案", "stage": "阶段",
    "model": "模型", "scenario": "情景", "source": "来源", "behaviour": "行为", "projection": "推演", "rule": "统筹规则",
    "convergence": "待遇衔接", "index": "维", "param": "参数", "inflow": "收入项", "outflow": "支出项", "equation": "方程",
  ]

  /// The word for a kind of declaration.
  static func kind(_ kind: String, _ language: Language) -> String {
    language == .zh ? chineseKinds[kind] ?? kind : kind
  }
}

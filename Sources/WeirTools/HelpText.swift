import Weir

/// The texts of `weir --help`, `weir help COMMAND` and of the lines below a wrong usage.
struct HelpText {
  let console: Console

  private var isChinese: Bool { console.isChinese }

  /// All commands, a line each.
  var overview: String {
    var text = console.text(
      "Weir: plans by which separate insurance pools become one\n\nusage:\n", "Weir：描述分立的保险基金如何统筹为一的方案\n\n用法：\n")
    text += row(
      "weir", console.text("the prompt; off a terminal: runs standard input as a script", "提示符；非终端时把标准输入当脚本运行"))
    for command in Command.allCases {
      text += row(call(command), command.summary(chinese: isChinese))
    }
    for option in OptionRule.all where option.isOf(nil) {
      text += row("weir " + option.name + (option.value.map { " \($0)" } ?? ""), isChinese ? option.zh : option.en)
    }
    text += row("weir --version", console.text("tells the version", "显示版本"))
    text += "\n" + console.text("`weir help COMMAND` lists the options of a command.\n", "`weir help 命令` 列出该命令的选项。\n")
    return text
  }

  /// How a command is called, what it does, and its options.
  func page(_ command: Command) -> String {
    var text = usage(command) + "\n" + command.summary(chinese: isChinese) + "\n"
    let options = OptionRule.all.filter { $0.commands.contains(command) }
    guard !options.isEmpty else { return text }
    text += "\n" + console.text("options:", "选项：") + "\n"
    for option in options {
      text += row(option.name + (option.value.map { " \($0)" } ?? ""), isChinese ? option.zh : option.en)
    }
    return text
  }

  /// One line: how a command is called.
  func usage(_ command: Command) -> String { console.text("usage: ", "用法：") + call(command) + "\n" }

  /// One line: how the program is called.
  var shortUsage: String {
    let names = Command.allCases.map(\.rawValue).joined(separator: "|")
    return console.text(
      "usage: weir [\(names)] …; `weir --help` tells more\n", "用法：weir [\(names)] …；`weir --help` 有详细说明\n")
  }

  private func call(_ command: Command) -> String {
    "weir \(command.rawValue) \(command.arguments(chinese: isChinese))"
  }

  private func row(_ left: String, _ right: String) -> String {
    "  " + TextWidth.pad(left, to: 30, alignment: .left) + " " + right + "\n"
  }
}

import WeirSyntax

/// Messages about files that cannot be read: E710–E718, exit status 66 wherever they come up.
package enum FileCatalogue {
  static let missing = Template(
    "E710", en: "there is no file {0}", zh: "没有文件 {0}",
    helpEn: """
      The path is relative to the folder of the script in which it is written. Correct the path, or put the file \
      there.
      """,
    helpZh: "路径相对于脚本所在的文件夹。请更正路径，或把文件放到该处。", wrong: "let t = csv(\"no-such-file.csv\")\n", right: "let t = 1\n")
  static let forbidden = Template(
    "E711", en: "{0} is outside what the script may read; `--allow-read DIR` allows a folder",
    zh: "{0} 不在脚本可读取的范围内；`--allow-read DIR` 可以放行一个文件夹",
    helpEn: "A script reads its own folder and what is below it. Another folder is allowed with `--allow-read DIR`.",
    helpZh: "脚本只能读取自己所在的文件夹及其下级。用 `--allow-read DIR` 可以放行其他文件夹。",
    wrong: "let t = csv(\"../elsewhere/no-such-file.csv\")\n", right: "let t = 1\n")
  static let unreadable = Template(
    "E712", en: "{0} cannot be read: {1}", zh: "无法读取 {0}：{1}",
    helpEn: "Only ordinary files that you are allowed to open can be read.",
    helpZh: "只能读取有权限打开的普通文件。",
    causeEn: "`csv(\"data\")` where `data` is a folder, or a file that only others may read.",
    causeZh: "写 `csv(\"data\")`，而 `data` 是文件夹，或是无权读取的文件。")
  static let notText = Template(
    "E713", en: "{0} is not UTF-8 text; save it as UTF-8",
    zh: "{0} 不是 UTF-8 文本；请另存为 UTF-8",
    helpEn: "Save the file as UTF-8: in a spreadsheet, choose “CSV UTF-8” when saving.",
    helpZh: "请把文件另存为 UTF-8：在电子表格中保存时选择“CSV UTF-8”。",
    causeEn: "`csv(\"cities.csv\")` of a file that was saved in GBK, as spreadsheets in China do by default.",
    causeZh: "`csv(\"cities.csv\")` 读取的文件是用 GBK 保存的，国内的电子表格默认如此。")
  static let tooLarge = Template(
    "E714", en: "{0} is too large to read", zh: "{0} 太大，无法读取",
    helpEn: "A data file may have up to 1 GiB.",
    helpZh: "数据文件最多 1 GiB。", causeEn: "`csv(\"claims.csv\")` of a file with more than 1 GiB.",
    causeZh: "`csv(\"claims.csv\")` 读取的文件超过 1 GiB。")
  static let cellNotText = Template(
    "E715", en: "{0}, row {1}, column {2}: these bytes are not UTF-8 text; save the file as “CSV UTF-8”",
    zh: "{0} 第 {1} 行 {2} 列：这些字节不是 UTF-8 文本；请把文件另存为“CSV UTF-8”",
    helpEn: """
      Up to there the file is fine. It may be in GBK, as spreadsheets save it, or it was cut off or joined from two \
      files. Save it as “CSV UTF-8”.
      """,
    helpZh: "此前的内容没有问题；文件可能是电子表格默认保存的 GBK 编码，或被截断、拼接过。请另存为“CSV UTF-8”。",
    causeEn: "A file whose first rows are UTF-8, and in which rows in GBK follow.",
    causeZh: "文件前面各行是 UTF-8，后面混有 GBK 的行。")
  static let utf16 = Template(
    "E716", en: "{0} is UTF-16 text, not UTF-8", zh: "{0} 是 UTF-16 文本，不是 UTF-8",
    helpEn: "What a spreadsheet calls “Unicode text” is UTF-16. Save the file as “CSV UTF-8” instead.",
    helpZh: "电子表格的“Unicode 文本”是 UTF-16。请改存为“CSV UTF-8”。",
    causeEn: "`csv(\"cities.csv\")` of a file that was saved as “Unicode text”.",
    causeZh: "`csv(\"cities.csv\")` 读取的文件是以“Unicode 文本”保存的。")
  static let nulInCell = Template(
    "E717", en: "{0}, row {1}, column {2}: there is a zero byte here, which does not occur in text",
    zh: "{0} 第 {1} 行 {2} 列：这里有零字节，文本中不会出现",
    helpEn: "The file is damaged, or is not a file of comma-separated values. Save it again as “CSV UTF-8”.",
    helpZh: "文件已损坏，或不是逗号分隔的文件。请重新保存为“CSV UTF-8”。",
    causeEn: "`csv(\"cities.csv\")` of a damaged file, or of one that is not text.",
    causeZh: "`csv(\"cities.csv\")` 读取的文件已损坏，或者不是文本。")
  static let workbook = Template(
    "E718", en: "{0} is a workbook or another packed file, not comma-separated values",
    zh: "{0} 是工作簿或其他压缩文件，不是逗号分隔的文件",
    helpEn: "Open it in the spreadsheet and save the sheet as “CSV UTF-8”.",
    helpZh: "请在电子表格中打开，把该表另存为“CSV UTF-8”。",
    causeEn: "`csv(\"cities.xlsx\")`: a workbook is not a file of comma-separated values.",
    causeZh: "写 `csv(\"cities.xlsx\")`：工作簿不是逗号分隔的文件。")

  package static let templates: [Template] = [
    missing, forbidden, unreadable, notText, tooLarge, cellNotText, utf16, nulInCell, workbook,
  ]
}

extension FileFailure {
  /// The message of the failure, for the check and for the run.
  package var message: Message {
    switch kind {
    case .missing: return Message(FileCatalogue.missing, [.text(path)])
    case .forbidden: return Message(FileCatalogue.forbidden, [.text(path)])
    case .folder: return unreadable(en: "it is a folder", zh: "它是文件夹")
    case .device: return unreadable(en: "it is a device or a pipe, not a plain file", zh: "它是设备或管道，不是普通文件")
    case .noPermission: return unreadable(en: "its permissions forbid it", zh: "没有读取权限")
    case .unreadable: return unreadable(en: "the system does not give its bytes", zh: "系统读取失败")
    case .notText: return Message(FileCatalogue.notText, [.text(path)])
    case .tooLarge: return Message(FileCatalogue.tooLarge, [.text(path)])
    }
  }

  private func unreadable(en: String, zh: String) -> Message {
    Message(FileCatalogue.unreadable, [.text(path), .pair(en: en, zh: zh)])
  }

  /// The failure as a diagnostic at the text of the path.
  package func diagnostic(at range: SourceRange) -> Diagnostic {
    Diagnostic(message.template, message.arguments, at: range)
  }
}

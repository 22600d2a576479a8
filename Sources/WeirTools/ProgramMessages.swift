import Weir

/// Messages of the program `weir`: wrong usage, files it writes, tests of documents, commands of the prompt. E750–E799.
package enum ProgramCatalogue {
  static let unknownCommand = Template(
    "E750", en: "there is no command `{0}`", zh: "没有命令 `{0}`",
    helpEn: """
      The first word after `weir` is the command. `weir --help` lists them all; a script is run by `weir run FILE`.
      """,
    helpZh: "`weir` 之后的第一个词是命令名。`weir --help` 列出全部命令；运行脚本用 `weir run 文件`。",
    causeEn: "`weir rnu plan.weir`: the command is called `run`.", causeZh: "写 `weir rnu plan.weir`：命令是 `run`。")
  static let unknownOption = Template(
    "E751", en: "`{1}` has no option `{0}`", zh: "`{1}` 没有选项 `{0}`",
    helpEn: """
      Each command has its own options; `weir help COMMAND` lists them. What follows a lone `--` is never read as an \
      option.
      """,
    helpZh: "每个命令有自己的选项；`weir help 命令` 列出它们。单独的 `--` 之后的内容不再当作选项。",
    causeEn: "`weir run plan.weir --thread 4`: the option is called `--threads`.",
    causeZh: "写 `weir run plan.weir --thread 4`：选项是 `--threads`。")
  static let valueWanted = Template(
    "E752", en: "the option `{0}` needs a value: `{0} {1}`", zh: "选项 `{0}` 需要一个值：`{0} {1}`",
    helpEn: "Write the value after the option, or joined to it with `=`.",
    helpZh: "请把值写在选项之后，或用 `=` 与之相连。", causeEn: "`weir run plan.weir --out`: the folder is missing.",
    causeZh: "写 `weir run plan.weir --out`：缺少文件夹。")
  static let noValue = Template(
    "E753", en: "the option `{0}` takes no value", zh: "选项 `{0}` 不带值",
    helpEn: "The option is a switch, either given or not. Leave out the `=` and what follows it.",
    helpZh: "该选项是开关，只有写与不写之分。请去掉 `=` 及其后的内容。", causeEn: "`weir run plan.weir --json=yes`: `--json` takes no value.",
    causeZh: "写 `weir run plan.weir --json=yes`：`--json` 不带值。")
  static let wrongValue = Template(
    "E754", en: "`{1}` is not a value for `{0}`: it takes {2}", zh: "`{1}` 不是 `{0}` 的值：应为{2}",
    helpEn: "The message says what the option takes.",
    helpZh: "消息说明了该选项接受什么。", causeEn: "`weir run plan.weir --threads many`: `--threads` takes a number.",
    causeZh: "写 `weir run plan.weir --threads many`：`--threads` 须为数。")
  static let repeatedOption = Template(
    "E755", en: "the option `{0}` is given twice", zh: "选项 `{0}` 给出了两次",
    helpEn: "Only `--set` and `--allow-read` may be given several times.",
    helpZh: "只有 `--set` 与 `--allow-read` 可以多次给出。",
    causeEn: "`weir run plan.weir --seed 1 --seed 2`: only one of the two can hold.",
    causeZh: "写 `weir run plan.weir --seed 1 --seed 2`：两者只能取一。")
  static let argumentWanted = Template(
    "E756", en: "`weir {0}` needs {1}", zh: "`weir {0}` 需要{1}",
    helpEn: "The command does not know what to work on. `weir help COMMAND` shows how it is called.",
    helpZh: "命令不知道该处理什么。`weir help 命令` 说明其用法。", causeEn: "`weir run` on its own: which script?",
    causeZh: "只写 `weir run`：没有说是哪个脚本。")
  static let tooMany = Template(
    "E757", en: "`weir {0}` does not take `{1}` as well", zh: "`weir {0}` 不能再带 `{1}`",
    helpEn: "The command takes one argument here. Texts for the script itself (`args`) follow a lone `--`.",
    helpZh: "命令在此只带一个参数。给脚本自身的文本（`args`）写在单独的 `--` 之后。",
    causeEn: "`weir run plan.weir other.weir`: a run takes one script.",
    causeZh: "写 `weir run plan.weir other.weir`：一次只运行一个脚本。")
  static let unknownCode = Template(
    "E758", en: "there is no message with the code `{0}`", zh: "没有代码为 `{0}` 的消息",
    helpEn: "A code is a letter and three digits, such as E301. `weir explain` alone lists them all.",
    helpZh: "代码是一个字母加三位数字，如 E301。单独的 `weir explain` 列出全部代码。",
    causeEn: "`weir explain E999`: no message has this code.", causeZh: "写 `weir explain E999`：没有这个代码的消息。")
  static let notFormatted = Template(
    "E759", en: "{0} is not laid out in Weir's style; `weir fmt {0}` does it",
    zh: "{0} 的排版不合 Weir 的格式；可用 `weir fmt {0}` 整理",
    helpEn: "`weir fmt --check` only looks. Run `weir fmt` to rewrite the files.",
    helpZh: "`weir fmt --check` 只检查。运行 `weir fmt` 重新写出文件。",
    causeEn: "`weir fmt --check plan.weir`, where `plan.weir` holds `let a=1`.",
    causeZh: "运行 `weir fmt --check plan.weir`，而 `plan.weir` 中写着 `let a=1`。")
  static let cannotWrite = Template(
    "E760", en: "{0} cannot be written: {1}", zh: "无法写入 {0}：{1}",
    helpEn: """
      The system refused to write the file. What was there before is unchanged: a file is only replaced when its new \
      text is complete.
      """,
    helpZh: "系统拒绝写入该文件。原有内容未变：只有新内容写完整后才替换文件。",
    causeEn: "`weir fmt plan.weir` of a file that is write-protected, or on a full disk.",
    causeZh: "对只读文件运行 `weir fmt plan.weir`，或磁盘已满。")
  static let writingForbidden = Template(
    "E761", en: "{0} is not written: a script writes only below the folder given with `--out DIR`",
    zh: "{0} 未写出：脚本只能写入 `--out DIR` 指定的文件夹",
    helpEn: "Name the folder with `--out DIR`. The paths of `export` are relative to it and may not leave it.",
    helpZh: "用 `--out DIR` 指定文件夹。`export` 的路径相对于它，并且不能越出它。",
    causeEn: "`export(t, \"result.csv\")` in a run without `--out`, or `export(t, \"../result.csv\")`.",
    causeZh: "运行时没有 `--out` 而写 `export(t, \"result.csv\")`，或写 `export(t, \"../result.csv\")`。")
  static let emptyArgument = Template(
    "E766", en: "a name is needed, but the text is empty", zh: "这里需要名称，却是空文本",
    helpEn: "A variable of the shell may be empty, as in `weir run \"$file\"`.",
    helpZh: "可能是终端里的变量为空，如 `weir run \"$file\"`。",
    causeEn: "`weir run \"$file\"` where the variable `file` has not been set.",
    causeZh: "运行 `weir run \"$file\"`，而变量 `file` 没有赋值。")
  static let outputFailed = Template(
    "E767", en: "standard output cannot be written: {0}", zh: "无法写入标准输出：{0}",
    helpEn: "What was put out before is there; the run stopped at once.",
    helpZh: "此前的输出已写出；运行随即停止。", causeEn: "A run whose output goes into a file on a full disk.",
    causeZh: "运行的输出写入文件，而磁盘已满。")
  static let noScripts = Template(
    "E764", en: "there is no {1} file in the folder {0} or below it", zh: "文件夹 {0} 及其下级中没有 {1} 文件",
    helpEn: "A folder stands for all scripts in it and below it; folders whose names begin with a point are left out.",
    helpZh: "文件夹代表其中及下级的全部脚本；名称以点开头的文件夹不在其内。",
    causeEn: "`weir check data`, where the folder `data` holds tables only.",
    causeZh: "运行 `weir check data`，而文件夹 `data` 里只有表格。")
  static let transcriptDiffers = Template(
    "E765", en: "the result differs from this", zh: "实际结果与此不同",
    helpEn: """
      The lines below a command in a `console` block are compared with what the command puts out; a line `...` stands \
      for any number of lines.
      """,
    helpZh: "`console` 块中命令之下的各行与实际输出比较；单独一行 `...` 代表任意多行。",
    causeEn: "`weir test README.md`, where the page shows another result than the command gives.",
    causeZh: "运行 `weir test README.md`，而页面上的结果与命令的实际结果不同。")
  static let nothingToUndo = Template(
    "E770", en: "there is no entry to take back", zh: "没有可撤销的输入",
    helpEn: "`undo` takes back the entries of this session one at a time, the last one first.",
    helpZh: "`undo` 从最后一条起，逐条撤销本次会话的输入。", causeEn: "`undo` at the prompt before anything was entered.",
    causeZh: "在提示符下还没有输入任何内容就写 `undo`。")
  static let entriesKept = Template(
    "N999", en: "the last {0} entries can be taken back", zh: "可撤销最近 {0} 条输入")
  static let fileWanted = Template(
    "E771", en: "`{0}` needs the name of a file: `{0} plan.weir`", zh: "`{0}` 需要文件名：`{0} plan.weir`",
    helpEn: "Write the name of the file after the word, with or without quotation marks.",
    helpZh: "把文件名写在该词之后，引号可有可无。", causeEn: "`save` at the prompt without a name.", causeZh: "在提示符下只写 `save`，没有文件名。")
  static let alreadyThere = Template(
    "E772", en: "{0} already exists and was not saved from this session; nothing was written",
    zh: "{0} 已经存在，且不是本次会话保存的；未写入任何内容",
    helpEn: "`save` only replaces what this session saved or loaded. Choose another name, or remove the file first.",
    helpZh: "`save` 只替换本次会话保存或载入的文件。请另取名称，或先删除该文件。",
    causeEn: "`save plan.weir` at the prompt, where `plan.weir` exists and was not loaded in this session.",
    causeZh: "在提示符下写 `save plan.weir`，而 `plan.weir` 已存在，且不是本次会话载入的。")
  static let changedMeanwhile = Template(
    "E774", en: "{0} was changed since this session saved or loaded it; nothing was written",
    zh: "{0} 在本次会话保存或载入之后被改动过；未写入任何内容",
    helpEn: "Somebody else, or an editor, wrote into the file. Save under another name, or load it anew first.",
    helpZh: "该文件被他人或编辑器改写过。请另取名称保存，或先重新载入。",
    causeEn: "`save plan.weir` at the prompt a second time, while an editor changed the file in between.",
    causeZh: "在提示符下第二次写 `save plan.weir`，而其间编辑器改动了该文件。")
  static let noHelp = Template(
    "E773", en: "there is no help on `{0}`", zh: "没有关于 `{0}` 的帮助",
    helpEn: "`help` takes a function, a name of this session, a command of the prompt or the code of a message.",
    helpZh: "`help` 之后可写函数、本次会话的名称、提示符命令或消息代码。", causeEn: "`help sumtotal` at the prompt: nothing has that name.",
    causeZh: "在提示符下写 `help sumtotal`：没有叫这个名称的东西。")
  static let unknownName = Template(
    "N892", en: "did you mean `{0}`?", zh: "是否指 `{0}`？")

  package static let templates: [Template] = [
    unknownCommand, unknownOption, valueWanted, noValue, wrongValue, repeatedOption, argumentWanted, tooMany,
    unknownCode, notFormatted, cannotWrite, writingForbidden, emptyArgument, outputFailed, noScripts, transcriptDiffers,
    nothingToUndo, entriesKept, fileWanted, alreadyThere, changedMeanwhile, noHelp, unknownName,
  ]
}

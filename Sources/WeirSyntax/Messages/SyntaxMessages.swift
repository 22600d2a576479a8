/// The messages of the lexer and the parser; the files beside this one hold them by subject.
///
/// Each has a script that shows the mistake and the same script mended, except where such a script would be too
/// long to show.
enum SyntaxMessages {
  // MARK: Notes and labels, never shown alone

  static let commandElsewhere = Template(
    "N810", en: "a call without parentheses may only begin a statement; if `{0}` is a function, write `{0}(…)`",
    zh: "不带括号的调用只能放在语句开头；如果 `{0}` 是函数，请写 `{0}(…)`")
  static let textBeginsHere = Template("N800", en: "the text begins here", zh: "文本从这里开始")
  static let bracketShouldClose = Template(
    "N801",
    en: "`{0}` is expected here at the latest",
    zh: "最迟应在这里写 `{0}`")
  static let bracketOpenedHere = Template(
    "N802",
    en: "`{0}` was opened here",
    zh: "`{0}` 在这里打开")
  static let chainBeginsHere = Template("N803", en: "the first sign is here", zh: "第一个符号在这里")
  static let ifBeginsHere = Template(
    "N804",
    en: "the `if` begins here",
    zh: "`if`（若）从这里开始")
  static let statementBeginsHere = Template(
    "N805",
    en: "`{0}` begins here",
    zh: "`{0}` 从这里开始")
  static let namedArgumentHere = Template(
    "N806",
    en: "this argument is named",
    zh: "这个参数带有名称")
  static let variableNote = Template(
    "N820", en: "a new variable begins with `let {0} = …`", zh: "新变量写作 `设 {0} = …`（let）")
  static let firstEntryHere = Template("N807", en: "the first entry is of another kind", zh: "第一项是另一种")
  static let unitNeedsTimes = Template(
    "N808", en: "if `{0}` is a unit, write `*` before it; only a number may directly precede a unit",
    zh: "如果 `{0}` 是单位，请在前面写 `*`；只有数字可以直接放在单位之前")
  static let argumentHasName = Template(
    "N821", en: "an argument with a name is written `, {0}: …`", zh: "带名称的参数写作 `, {0}: …`")
  static let rowsFirst = Template(
    "N822", en: "rows are chosen before they are reckoned with: `t.where(…).sum(…)`",
    zh: "先选行，再计算：`t.where(…).sum(…)`")
  static let nothingToLoad = Template(
    "N823", en: "there is nothing to load for `{0}`: what the library has is there without `use`",
    zh: "`{0}` 无须载入：库里的函数不用 `use`（用）就能使用")
  static let valuesInText = Template(
    "N824", en: "a value is put into a text in `{ }`: `\"{x} yuan\"`", zh: "文本中的值写在 `{ }` 里：`\"{x} 元\"`")
  static let wholeQuotient = Template(
    "N911",
    en: "for the whole part of a quotient write `floor(a / b)`",
    zh: "要取商的整数部分，请写 floor(a / b)")
  static let stuckKeyword = Template(
    "N809",
    en: "`{0}` was read as one name; with a space it is `{1}`",
    zh: "`{0}` 被读成一个名称；加上空格就是 `{1}`")

  // MARK: What a name is the name of

  static let roleVariable = Message.Argument.pair(en: "a variable", zh: "变量")
  static let roleParameter = Message.Argument.pair(en: "a parameter", zh: "参数")
  static let roleFunction = Message.Argument.pair(en: "a function", zh: "函数")
  static let roleGeneric = Message.Argument.pair(en: "a type parameter", zh: "类型参数")
  static let roleLoop = Message.Argument.pair(en: "a loop variable", zh: "循环变量")
  static let roleModule = Message.Argument.pair(en: "a module", zh: "模块")
  static let roleSetting = Message.Argument.pair(en: "a setting", zh: "设置")
  static let roleType = Message.Argument.pair(en: "a type", zh: "类型")
  static let roleIndex = Message.Argument.pair(en: "an index", zh: "维")
  static let roleLabel = Message.Argument.pair(en: "a label", zh: "标签")
  static let roleDimension = Message.Argument.pair(en: "a dimension", zh: "量纲")
  static let roleUnit = Message.Argument.pair(en: "a unit", zh: "单位")
  static let roleDeclaration = Message.Argument.pair(en: "a declaration", zh: "声明")
  static let roleProvince = Message.Argument.pair(en: "a province", zh: "省")
  static let rolePosting = Message.Argument.pair(en: "a posting", zh: "收支项")
}

/// All messages of the lexer, the parser and the formatter, in the order of their codes.
package enum SyntaxCatalogue {
  /// Whether a name is said to lack that is not declared there, as the province of a plan is not.
  package static func isNameOfOther(_ message: Message) -> Bool {
    message.arguments.first == SyntaxMessages.roleProvince
  }

  /// The note that a keyword sticks to a name.
  package static let stuckKeyword = SyntaxMessages.stuckKeyword

  package static let templates: [Template] = [
    SyntaxMessages.malformedByte, SyntaxMessages.strayCharacter, SyntaxMessages.foreignSign,
    SyntaxMessages.invisibleCharacter, SyntaxMessages.chineseFullStop, SyntaxMessages.currencySign,
    SyntaxMessages.foreignComment, SyntaxMessages.foreignBlockComment, SyntaxMessages.foreignQuotes,
    SyntaxMessages.stepSign, SyntaxMessages.numberPoint, SyntaxMessages.numberTwoPoints,
    SyntaxMessages.numberUnderscores, SyntaxMessages.numberOtherBase, SyntaxMessages.percentApart,
    SyntaxMessages.percentAlone, SyntaxMessages.textUnclosed, SyntaxMessages.longTextUnclosed,
    SyntaxMessages.interpolationUnclosed, SyntaxMessages.interpolationEmpty, SyntaxMessages.interpolationOne,
    SyntaxMessages.interpolationNotHere, SyntaxMessages.formatInvalid, SyntaxMessages.braceInText,
    SyntaxMessages.badEscape, SyntaxMessages.badCodePoint, SyntaxMessages.textsTooDeep, SyntaxMessages.typeAssign,
    SyntaxMessages.percentAsModulo, SyntaxMessages.functionWithoutWord, SyntaxMessages.bracketUnclosed,
    SyntaxMessages.bracketNotOpened, SyntaxMessages.bracketWrongKind, SyntaxMessages.nestedTooDeep,
    SyntaxMessages.tooManyPostfixes, SyntaxMessages.emptyParentheses, SyntaxMessages.parenthesesHoldOne,
    SyntaxMessages.patternExpected, SyntaxMessages.arrowExpected, SyntaxMessages.indexBody,
    SyntaxMessages.valueExpected, SyntaxMessages.valueExpectedAfter, SyntaxMessages.nameExpected,
    SyntaxMessages.keywordAsName, SyntaxMessages.keywordAsValue, SyntaxMessages.statementAsValue,
    SyntaxMessages.signExpected, SyntaxMessages.memberExpected, SyntaxMessages.twoValues,
    SyntaxMessages.unexpectedSign, SyntaxMessages.commaMissing, SyntaxMessages.valueMissingInList,
    SyntaxMessages.positionalAfterNamed, SyntaxMessages.namedArgumentAssign, SyntaxMessages.mixedEntries,
    SyntaxMessages.mapInBraces, SyntaxMessages.spaceBeforeArguments, SyntaxMessages.unitBody,
    SyntaxMessages.typeExpected, SyntaxMessages.exponentExpected, SyntaxMessages.comparisonTwoWays,
    SyntaxMessages.comparisonNoChain, SyntaxMessages.bandTwice, SyntaxMessages.rangeTwice,
    SyntaxMessages.needsParentheses, SyntaxMessages.assignInCondition, SyntaxMessages.assignInValue,
    SyntaxMessages.notATarget, SyntaxMessages.conditionalSign, SyntaxMessages.quantityCalled,
    SyntaxMessages.quantitySelected, SyntaxMessages.calendarYear, SyntaxMessages.unitIsCalled,
    SyntaxMessages.unitExpected, SyntaxMessages.unitThenOperator, SyntaxMessages.ifWithoutElse,
    SyntaxMessages.thenExpected, SyntaxMessages.elseAlone, SyntaxMessages.thenAlone, SyntaxMessages.tryWithoutElse,
    SyntaxMessages.foreignElseIf, SyntaxMessages.foreignWord, SyntaxMessages.beginsWithContinuation,
    SyntaxMessages.functionWithoutAssign, SyntaxMessages.functionColon, SyntaxMessages.parametersExpected,
    SyntaxMessages.angleUnclosed, SyntaxMessages.forIn, SyntaxMessages.forParentheses, SyntaxMessages.blockColon,
    SyntaxMessages.braceExpected, SyntaxMessages.bodyExpected, SyntaxMessages.itemExpected,
    SyntaxMessages.fieldExpected, SyntaxMessages.fieldAssign, SyntaxMessages.fieldColon, SyntaxMessages.equationColon,
    SyntaxMessages.letInBody, SyntaxMessages.startWithoutThen, SyntaxMessages.tooManyErrors,
    SyntaxMessages.comprehension, SyntaxMessages.textPrefix, SyntaxMessages.rangeColon, SyntaxMessages.shareWithUnit,
    SyntaxMessages.decimalComma, SyntaxMessages.writtenTwice, SyntaxMessages.misspeltWord,
    SyntaxMessages.blockAlone, SyntaxMessages.formulaSign,
    SyntaxMessages.conditionCall, SyntaxMessages.testName, SyntaxMessages.notIn, SyntaxMessages.parameterType,
    SyntaxMessages.loopInThreeParts, SyntaxMessages.sourceTooLong, SyntaxMessages.utf16Source,
    SyntaxMessages.nulInSource, SyntaxMessages.loneReturn,
    SyntaxMessages.tooManyNodes, SyntaxMessages.formatterChanged,
    SyntaxMessages.stuckWord, SyntaxMessages.optionalSign, SyntaxMessages.colonBeforeName,
    SyntaxMessages.wordLacks, SyntaxMessages.calendarDate, SyntaxMessages.blockWord,
    SyntaxMessages.commandElsewhere, SyntaxMessages.textBeginsHere, SyntaxMessages.bracketShouldClose,
    SyntaxMessages.bracketOpenedHere, SyntaxMessages.chainBeginsHere, SyntaxMessages.ifBeginsHere,
    SyntaxMessages.statementBeginsHere, SyntaxMessages.namedArgumentHere, SyntaxMessages.firstEntryHere,
    SyntaxMessages.unitNeedsTimes, SyntaxMessages.stuckKeyword, SyntaxMessages.wholeQuotient,
  ]
}

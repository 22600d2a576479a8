import WeirSyntax

// What can be read or worked out, but whose figures would mislead.
extension LibraryCatalogue {
  static let doubts = [partOfFen, changeOverGap, negativeInFile]

  static let partOfFen = Template(
    "W844", en: "{0}, row {1}, column {2}: “{3}” is not a whole number of fen; it is kept, but shown rounded",
    zh: "{0} 第 {1} 行 {2} 列：“{3}”不是整数分；原值保留，显示时舍入",
    helpEn: """
      Sums are worked out with the parts of a fen, so that figures which are shown may not add up. Round the column in \
      the file, or give it the unit of an average, such as `元/人`.
      """,
    helpZh: "求和时含不足一分的部分，显示的各数相加可能与合计不符。请在文件中把该列舍入到分，或写平均数的单位，如 `元/人`。",
    wrong: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay[元]
      Guiyang Hospital,1200.005

      """,
    right: """
      show csv("claims.csv")
      --- claims.csv
      hospital,pay[元]
      Guiyang Hospital,1200.01

      """)

  package static let changeOverGap = Template(
    "W845", en: "there is no year between {0} and {1}: the change in {1} is that of all these years",
    zh: "{0} 与 {1} 之间没有年份：{1} 的增减是这几年合计的增减",
    helpEn: """
      `change` goes from each label that is there to the next. Where years were left out, a change looks like that of \
      one year: take it first and the years then, `change(x)[[2027, 2029]]`.
      """,
    helpZh: "`change` 从每个现有标签算到下一个。略去若干年后，增减看似一年的：请先求增减再取年份，如 `change(x)[[2027, 2029]]`。",
    wrong: "let x = years(2026..2030) * 3元\nshow change(x[[2026, 2027, 2029]])\n",
    right: "let x = years(2026..2030) * 3元\nshow change(x)[[2027, 2029]]\n")
  static let negativeInFile = Template(
    "E641", en: "{0}, row {1}, column {2}: “{3}” cannot be negative", zh: "{0} 第 {1} 行 {2} 列：“{3}”不能为负",
    helpEn: "Below a deductible a fund pays nothing, and above a ceiling no more: neither is below zero.",
    helpZh: "起付线以下基金不支付，封顶线以上不再支付：二者都不会小于零。",
    wrong: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.deductible[元/人次]
      Alpha,10,-500

      """,
    right: """
      province Demo { cities: csv("cities.csv", index: city) }
      --- cities.csv
      city,employee.balance[亿元],employee.deductible[元/人次]
      Alpha,10,500

      """)
}

import WeirSyntax

// Warnings about cells of files that can be read, but whose figures may mislead.
extension LibraryCatalogue {
  static let fileDoubts = [partOfFen]

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
}

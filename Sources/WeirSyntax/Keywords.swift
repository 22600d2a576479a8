/// The words that have a meaning of their own somewhere in the grammar. The first ones, up to `attempt`, are reserved.
package enum Keyword: UInt8, Sendable, CaseIterable {
  case notKeyword
  case letWord, varWord, fn, ifWord, then, elseWord, forWord, inWord, whileWord, match, returnWord, breakWord,
    continueWord
  case and, or, not, trueWord, falseWord, none, tryWord
  case to, from, mod, near
  case province, city, fund, tier, plan, stage, model, scenario, source, behaviour
  case use, asWord, type, index, unit, dimension, test, check, param, inflow, outflow, start, prev, extends, each, set,
    it

  /// Never a plain name.
  package var isReserved: Bool { rawValue >= Keyword.letWord.rawValue && rawValue <= Keyword.tryWord.rawValue }
  /// `to from mod near`: operators after an operand on their line, names elsewhere.
  package var isInfixWord: Bool { rawValue >= Keyword.to.rawValue && rawValue <= Keyword.near.rawValue }
  /// The kind of declaration that the word opens before a name.
  package var declarationKind: DeclarationKind? {
    DeclarationKind.allCases.first { $0.keyword == self }
  }
}

extension DeclarationKind {
  /// The word that opens a declaration of the kind.
  package var keyword: Keyword {
    switch self {
    case .province: .province
    case .city: .city
    case .fund: .fund
    case .tier: .tier
    case .plan: .plan
    case .stage: .stage
    case .model: .model
    case .scenario: .scenario
    case .source: .source
    case .behaviour: .behaviour
    }
  }
}

/// The two languages in which keywords may be written.
package enum SourceLanguage: Sendable { case en, zh }

/// The table of keywords in English and Chinese.
package enum Keywords {
  /// Every keyword with its two forms, in the order of `Keyword`.
  package static let table: [(keyword: Keyword, en: String, zh: String)] = [
    (.letWord, "let", "设"), (.varWord, "var", "变"), (.fn, "fn", "函数"), (.ifWord, "if", "若"), (.then, "then", "则"),
    (.elseWord, "else", "否则"), (.forWord, "for", "对"), (.inWord, "in", "于"), (.whileWord, "while", "当"),
    (.match, "match", "匹配"), (.returnWord, "return", "返回"), (.breakWord, "break", "跳出"),
    (.continueWord, "continue", "继续"), (.and, "and", "且"), (.or, "or", "或"), (.not, "not", "非"),
    (.trueWord, "true", "真"), (.falseWord, "false", "假"), (.none, "none", "无"), (.tryWord, "try", "尝试"),
    (.to, "to", "至"), (.from, "from", "自"), (.mod, "mod", "取余"), (.near, "near", "约等于"),
    (.province, "province", "省"), (.city, "city", "市"), (.fund, "fund", "基金"), (.tier, "tier", "档次"),
    (.plan, "plan", "方案"), (.stage, "stage", "阶段"), (.model, "model", "模型"), (.scenario, "scenario", "情景"),
    (.source, "source", "来源"), (.behaviour, "behaviour", "行为"),
    (.use, "use", "用"), (.asWord, "as", "作为"), (.type, "type", "类型"), (.index, "index", "维"), (.unit, "unit", "单位"),
    (.dimension, "dimension", "量纲"), (.test, "test", "测试"), (.check, "check", "断言"), (.param, "param", "参数"),
    (.inflow, "inflow", "收入项"), (.outflow, "outflow", "支出项"), (.start, "start", "起"), (.prev, "prev", "上年"),
    (.extends, "extends", "扩展"), (.each, "each", "每个"), (.set, "set", "设定"), (.it, "it", "它"),
  ]

  /// The keyword that a word is in either language, or nil.
  package static func keyword(_ word: String) -> Keyword? { byWord[word] }

  /// The word for a keyword in a language; empty for `notKeyword`.
  package static func word(_ keyword: Keyword, in language: SourceLanguage) -> String {
    let place = Int(keyword.rawValue) - 1
    guard table.indices.contains(place) else { return "" }
    return language == .en ? table[place].en : table[place].zh
  }

  /// A word in another language if it is a keyword, else as it is.
  package static func translated(_ word: String, to language: SourceLanguage) -> String {
    guard let keyword = byWord[word] else { return word }
    return self.word(keyword, in: language)
  }

  /// Parts a name that begins or ends with a Chinese keyword (`若x` is `若 x`), or nil where none sticks to it.
  ///
  /// Names are whole runs of letters, so a keyword without a space behind it becomes part of the name; a message about
  /// an unknown name offers this as its mend. Of several keywords the longest is taken.
  package static func parted(_ name: String) -> String? {
    var best: (length: Int, text: String)?
    for row in table where name.count > row.zh.count {
      if name.hasPrefix(row.zh), row.zh.count > best?.length ?? 0 {
        best = (row.zh.count, row.zh + " " + name.dropFirst(row.zh.count))
      }
      if name.hasSuffix(row.zh), row.zh.count > best?.length ?? 0 {
        best = (row.zh.count, name.dropLast(row.zh.count) + " " + row.zh)
      }
    }
    return best?.text
  }

  private static let byWord: [String: Keyword] = {
    var words: [String: Keyword] = [:]
    for row in table {
      words[row.en] = row.keyword
      words[row.zh] = row.keyword
    }
    return words
  }()

  /// Keywords by the hash of their UTF-8, as the lexer computes it while it reads a word.
  static let byHash: [UInt64: Keyword] = {
    var words: [UInt64: Keyword] = [:]
    for row in table {
      for word in [row.en, row.zh] { words[word.utf8.reduce(hashSeed, hashed)] = row.keyword }
    }
    return words
  }()

  static let hashSeed: UInt64 = 0xcbf2_9ce4_8422_2325
  /// One step of the Fowler–Noll–Vo hash (FNV-1a, 64 bits).
  @inline(__always) static func hashed(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}

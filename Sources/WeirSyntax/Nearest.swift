/// Finds what was probably meant by a mistyped name.
package enum Nearest {
  /// The name nearest to a mistyped one, if one is near: changes of letters counted, swaps of neighbours as one.
  package static func name(_ name: String, among names: [String]) -> String? { self.names(name, among: names).first }

  /// The names that are nearest to a mistyped one: those of the same length first, since a letter is mistaken more often
  /// than left out.
  package static func names(_ name: String, among names: [String]) -> [String] {
    if let simplified = TraditionalCharacters.simplified(name), names.contains(simplified) { return [simplified] }
    let letters = Array(name)
    // Nobody mistypes a name of that length, and the work grows with its square.
    guard letters.count <= 200 else { return [] }
    // A Chinese name of two characters is near one that shares a character; of one, near none.
    let limit = letters.count <= 2 ? (letters.count == 2 ? 1 : 0) : letters.count <= 5 ? 1 : letters.count <= 9 ? 2 : 3
    // Few short words are slips of one another: `day` is none of `pay`, nor `by` of `yy`.
    let isShort = letters.count <= 3 && letters.allSatisfy(\.isASCII)
    var best: [String] = [], least = limit
    for candidate in names where candidate != name {
      let other = Array(candidate)
      if isShort, !isSlip(letters, other) { continue }
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = name.lowercased() == candidate.lowercased() ? 0 : editDistance(letters, other)
      guard distance <= least else { continue }
      if distance < least { best = [] }
      least = distance
      if !best.contains(candidate) { best.append(candidate) }
    }
    if let once = pressedOnce(name, among: best) { return [once] }
    return best.filter { $0.count == letters.count } + best.filter { $0.count != letters.count }
  }

  /// The name of which one letter stands twice in a row in a word: it was pressed twice.
  package static func pressedOnce(_ word: String, among names: [String]) -> String? {
    let letters = Array(word)
    return names.first { isDoubled(letters, of: Array($0)) }
  }

  /// Whether a word is another but for one letter that stands twice in a row.
  private static func isDoubled(_ letters: [Character], of other: [Character]) -> Bool {
    guard letters.count == other.count + 1,
      let place = other.indices.first(where: { letters[$0] != other[$0] }) ?? other.indices.last.map({ $0 + 1 })
    else { return false }
    return place > 0 && letters[place] == letters[place - 1] && letters[(place + 1)...] == other[place...]
  }

  /// Whether a short word may be a slip of another: the same letters in another order or size, or the same first letter
  /// where there are three.
  private static func isSlip(_ letters: [Character], _ other: [Character]) -> Bool {
    let (own, theirs) = (letters.map { $0.lowercased() }, other.map { $0.lowercased() })
    return own.sorted() == theirs.sorted() || (letters.count == 3 && own.first == theirs.first)
  }

  /// The shortest name of which a word leaves out letters, as `mp` does of `map`; none where two are as short.
  package static func unabbreviated(_ word: String, among names: [String]) -> String? {
    let letters = Array(word.lowercased())
    guard letters.count >= 2, letters.allSatisfy({ $0.isASCII && $0.isLetter }) else { return nil }
    let whole = names.filter { name in
      var rest = letters[...]
      for letter in name where letter == rest.first { rest.removeFirst() }
      return rest.isEmpty && name.first == letters.first && name.count <= 3 * letters.count
    }
    let length = whole.map(\.count).min()
    let shortest = Set(whole.filter { $0.count == length })
    return shortest.count == 1 ? shortest.first : nil
  }

  /// Whether a word is a keyword with one letter too many, too few, another or in another place; of keywords of two
  /// letters, one with both swapped or a letter too many.
  static func isSlip(_ word: String, of keyword: String) -> Bool {
    guard word != keyword, word.utf8.count <= keyword.utf8.count + 1 else { return false }
    let letters = Array(word.lowercased()), wanted = Array(keyword)
    if wanted.count == 1 || wanted.count == 2 && letters.count <= 2 && letters.sorted() != wanted.sorted() {
      return false
    }
    return editDistance(letters, wanted) <= 1
  }

  /// The name nearest to a word, whatever its case, else the first that begins with it.
  package static func completed(_ word: String, among names: [String]) -> String? {
    let small = word.lowercased()
    if let near = names.first(where: { $0.lowercased() == small }) ?? name(small, among: names) { return near }
    return small.count < 2 ? nil : names.first { $0.lowercased().hasPrefix(small) }
  }

  /// Damerau and Levenshtein's distance, with swaps of neighbours (optimal string alignment).
  private static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, beforeLast[j - 2] + 1) }
        row.append(cost)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}

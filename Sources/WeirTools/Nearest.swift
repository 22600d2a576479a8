/// Finds what was probably meant by a mistyped word of the command line or the prompt.
enum Nearest {
  /// The candidate that the fewest slips turn into the word, if they are few for its length; else one that begins with
  /// it.
  static func name(_ word: String, among candidates: [String]) -> String? {
    let letters = Array(word.lowercased())
    let most = max(1, letters.count / 3)
    var best: (name: String, slips: Int)?
    for candidate in candidates {
      let slips = slips(letters, Array(candidate.lowercased()))
      if slips <= most, slips < best?.slips ?? .max { best = (candidate, slips) }
    }
    return best?.name ?? candidates.first { letters.count >= 2 && $0.lowercased().hasPrefix(word.lowercased()) }
  }

  /// Letters put in, left out, changed or swapped with their neighbour: the distance of optimal string alignment.
  private static func slips(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, other) in b.enumerated() {
        var least = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other { least = min(least, rows[i - 1][j - 1] + 1) }
        row.append(least)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}

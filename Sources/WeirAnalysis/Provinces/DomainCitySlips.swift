import WeirSyntax

/// Names that the cities of a province must share, misspelt in one of them.
extension Checker {
  /// The names of each city as they are meant. A name that lacks in other cities, and is near one that is likelier and
  /// that its own city lacks, is a slip of that one; so is the only one that no other city has, where only one lacks.
  /// It is told once, where it stands, and read as what is meant.
  ///
  /// - Parameters:
  ///   - usual: names that have a meaning of their own.
  ///   - toldAlready: one of which it has been told that it lacks.
  func meantNames(
    _ rows: [(city: Name, names: [Name])], usual: [String], told template: Template, except toldAlready: String? = nil,
    _ arguments: (_ city: Name, _ meant: Name) -> [Message.Argument]
  ) -> [[Name]] {
    var known: [Name] = [], counts: [String: Int] = [:]
    for name in rows.flatMap(\.names) {
      if counts[name.text] == nil { known.append(name) }
      counts[name.text, default: 0] += 1
    }
    // The likelier stands first: what more cities have, what has a meaning of its own, what the script reads more
    // often, and then what came first.
    let words = rows.first.flatMap { self.words(at: $0.city.range) }
    let weights = Dictionary(
      counts.map { name, count in (name, [count, usual.contains(name) ? 1 : 0, words?.readings(of: name) ?? 0]) },
      uniquingKeysWith: { first, _ in first })
    func isLikelier(_ a: String, than b: String) -> Bool {
      (weights[b] ?? []).lexicographicallyPrecedes(weights[a] ?? [])
    }
    let likely = known.enumerated().sorted { a, b in
      let (one, other) = (a.element.text, b.element.text)
      return weights[one] == weights[other] ? a.offset < b.offset : isLikelier(one, than: other)
    }.map(\.element)
    let places = Dictionary(likely.enumerated().map { ($1.text, $0) }, uniquingKeysWith: { first, _ in first })
    return rows.map { city, names in
      var own = Set(names.map(\.text))
      let surplus = names.filter { (counts[$0.text] ?? 0) < rows.count }
      // Names of one city each, as many as cities, are no slips: only the likeliest are looked through.
      let lacking = Array(likely.lazy.filter { !own.contains($0.text) }.prefix(64))
      if lacking.isEmpty { return names }
      return names.map { name in
        let place = places[name.text] ?? 0
        let others = lacking.filter { (places[$0.text] ?? 0) < place && !own.contains($0.text) }
        let near = nearest(name.text, among: others.map(\.text))
        // One that no other city has, where one that they have lacks, stands in its place.
        let isOnly = surplus.count == 1 && lacking.count == 1 && counts[name.text] == 1
        guard let meant = others.first(where: { near != nil ? $0.text == near : isOnly }) else { return name }
        own.insert(meant.text)
        guard meant.text != toldAlready else { return Name(meant.text, name.range) }
        let isCertain = near != nil && isLikelier(meant.text, than: name.text)
        report(
          template, arguments(city, meant), at: name.range,
          labels: [.init(meant.range, Message(DomainCatalogue.firstHere))],
          notes: near != nil
            ? [Message(DomainCatalogue.didYouMean, [.text(meant.text)])]
            : [Message(DomainCatalogue.standsInstead, [.text(name.text)])],
          mend: isCertain ? Mend(replace: name.range, with: meant.text) : nil)
        return Name(meant.text, name.range)
      }
    }
  }
}

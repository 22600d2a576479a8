import WeirSyntax

/// Names that the cities of a province must share, misspelt in one of them.
extension Checker {
  /// The names of each city as they are meant. A name that lacks in other cities, and is near one which more of them
  /// have and its own city lacks, is a slip of that one: it is told once, where it stands, and read as what is meant.
  func meantNames(
    _ rows: [(city: Name, names: [Name])], told template: Template, except toldAlready: String? = nil,
    _ arguments: (_ city: Name, _ meant: Name) -> [Message.Argument]
  ) -> [[Name]] {
    var known: [Name] = [], counts: [String: Int] = [:]
    for name in rows.flatMap(\.names) {
      if counts[name.text] == nil { known.append(name) }
      counts[name.text, default: 0] += 1
    }
    // The likelier stands first: what more cities have, and of as many what came first.
    let likely = known.enumerated().sorted { a, b in
      let (more, fewer) = (counts[a.element.text] ?? 0, counts[b.element.text] ?? 0)
      return more == fewer ? a.offset < b.offset : more > fewer
    }.map(\.element)
    return rows.map { city, names in
      var own = Set(names.map(\.text))
      return names.map { name in
        let others = likely.prefix { $0.text != name.text }.filter { !own.contains($0.text) }
        guard let near = nearest(name.text, among: others.map(\.text)),
          let meant = others.first(where: { $0.text == near })
        else { return name }
        own.insert(near)
        guard near != toldAlready else { return Name(near, name.range) }
        report(
          template, arguments(city, meant), at: name.range,
          labels: [.init(meant.range, Message(DomainCatalogue.firstHere))],
          notes: [Message(DomainCatalogue.didYouMean, [.text(near)])], mend: Mend(replace: name.range, with: near))
        return Name(near, name.range)
      }
    }
  }
}

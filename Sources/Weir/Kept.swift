/// A dictionary that can go back to what it held at an earlier mark: it remembers what each change took the place of,
/// so that a session of many entries holds one dictionary and not one for each entry.
struct Kept<Key: Hashable, Value> {
  /// What it holds now.
  private(set) var current: [Key: Value] = [:]
  private var replaced: [(key: Key, value: Value?)] = []

  /// The present moment, for `goBack`.
  var mark: Int { replaced.count }

  subscript(key: Key) -> Value? {
    get { current[key] }
    set {
      replaced.append((key, current[key]))
      current[key] = newValue
    }
  }

  /// Takes a value out.
  mutating func removeValue(forKey key: Key) -> Value? {
    guard let value = current[key] else { return nil }
    self[key] = nil
    return value
  }

  /// Forgets all changes since a mark.
  mutating func goBack(to mark: Int) {
    while replaced.count > mark, let (key, value) = replaced.popLast() { current[key] = value }
  }
}

/// The statements of a session that stand, in order: what is checked again when something it reads is entered anew,
/// and what `save` writes.
struct Standing {
  private var items = Kept<Int, StandingStatement>()
  /// Where the definition of a name stands.
  private var places = Kept<String, Int>()
  private var count = 0

  /// All of them, in order.
  var all: [StandingStatement] { (0..<count).compactMap { items[$0] } }

  /// The names that they define.
  var names: Set<String> { Set(places.current.keys) }

  /// What defines a name.
  func definition(of name: String) -> StandingStatement? { places[name].flatMap { items[$0] } }

  /// Puts a statement behind the others.
  mutating func append(_ item: StandingStatement) {
    items[count] = item
    for name in item.names { places[name] = count }
    count += 1
  }

  /// Puts the definitions of some names behind the others, in their order.
  mutating func moveToEnd(_ names: Set<String>) {
    for place in Set(names.compactMap { places[$0] }).sorted() {
      guard let item = items[place] else { continue }
      items[place] = nil
      append(item)
    }
  }

  /// Marks what is not run again though it reads one of some names that now mean something else.
  mutating func markOutdated(by names: Set<String>) {
    for place in 0..<count {
      guard var item = items[place], item.ranOnce, !item.reads.isDisjoint(with: names) else { continue }
      item.outdated.formUnion(item.reads.intersection(names))
      items[place] = item
    }
  }

  /// Takes away what stands no more.
  mutating func removeAll(where isGone: (StandingStatement) -> Bool) {
    for place in 0..<count {
      guard let item = items[place], isGone(item) else { continue }
      items[place] = nil
      for name in item.names where places[name] == place { places[name] = nil }
    }
  }

  /// A moment to go back to.
  struct Mark {
    fileprivate let items, places, count: Int
  }
  var mark: Mark { Mark(items: items.mark, places: places.mark, count: count) }

  /// Forgets all changes since a moment.
  mutating func goBack(to mark: Mark) {
    items.goBack(to: mark.items)
    places.goBack(to: mark.places)
    count = mark.count
  }
}

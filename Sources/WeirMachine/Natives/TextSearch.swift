import Glibc

/// Where a text stands within another.
enum TextSearch {
  /// The first place of `part` in `text` from a place on: quickly where beginnings are seldom alike, and always in time
  /// that grows with the texts alone, not with their product.
  static func find(_ part: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    guard start <= text.count else { return nil }
    guard let needle = part.baseAddress, !part.isEmpty else { return start }
    guard let base = text.baseAddress else { return nil }
    let last = text.count - part.count
    var place = start, compared = 0
    while place <= last, let found = memchr(base + place, Int32(needle[0]), last - place + 1) {
      place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      let (isEqual, work) = compare(base + place, needle, part.count)
      if isEqual { return place }
      compared += work
      place += 1
      // A short part costs little at each miss.
      if part.count > 32, compared > 4_096 + 8 * (place - start) { return steadily(part, text, from: place) }
    }
    return nil
  }

  /// Whether two stretches of bytes are equal, and about how many bytes were compared to know it.
  private static func compare(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int
  ) -> (isEqual: Bool, work: Int) {
    var done = 0, block = 16
    while done < count {
      let size = min(block, count - done)
      guard memcmp(a + done, b + done, size) == 0 else { return (false, done + size) }
      done += size
      block *= 2
    }
    return (true, count)
  }

  /// The way of Knuth, Morris and Pratt: after a miss the part goes on where its own beginning stands again.
  private static func steadily(
    _ part: UnsafeBufferPointer<UInt8>, _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var borders = [Int32](repeating: 0, count: part.count)
    var length = 0
    for place in 1..<part.count {
      while length > 0, part[place] != part[length] { length = Int(borders[length - 1]) }
      if part[place] == part[length] { length += 1 }
      borders[place] = Int32(truncatingIfNeeded: length)
    }
    length = 0
    for place in start..<text.count {
      while length > 0, text[place] != part[length] { length = Int(borders[length - 1]) }
      if text[place] == part[length] { length += 1 }
      if length == part.count { return place - length + 1 }
    }
    return nil
  }
}

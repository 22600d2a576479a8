import WeirAnalysis

/// Where the characters of a text lie among its bytes: every sixty-fourth of them. A character may be several bytes, so
/// that without it each look at one would begin at the start of the text.
struct TextPlaces {
  /// The text, held as long as this is kept: nothing changes it in place meanwhile.
  let text: Cell
  /// The number of characters.
  let count: Int
  /// A list with the byte at which every sixty-fourth character begins; nil where each character is one byte.
  let offsets: Cell?

  static let step = 64
  /// The lengths in bytes between which it is worth the memory.
  static let lengths = 256...16 << 20

  /// The bytes of whole steps in which some characters lie, and the number of the first character of these.
  func bytes(around characters: Range<Int>) -> (bytes: Range<Int>, first: Int) {
    guard let offsets, !characters.isEmpty else { return (characters, characters.lowerBound) }
    let first = characters.lowerBound / TextPlaces.step, next = (characters.upperBound - 1) / TextPlaces.step + 1
    let end = next < offsets.count ? Int(offsets.numbers[next]) : text.count
    return (Int(offsets.numbers[first])..<end, first * TextPlaces.step)
  }
}

extension NativeCall {
  /// The places of the characters of a text whose length is one of `TextPlaces.lengths`, found once for the text that
  /// was asked for last.
  func places(of text: Cell) throws(RuntimeFailure) -> TextPlaces {
    if let known = machine.textPlaces, known.text == text {
      try charge(1)
      return known
    }
    try charge(text.count / 4)
    var offsets: Cell?
    var count = text.count
    if !text.isPlainText {
      try reserve(bytes: text.count + 8 * text.count / TextPlaces.step)
      var found: [Double] = []
      var offset = 0
      count = 0
      for character in text.string {
        try pause(at: count)
        if count % TextPlaces.step == 0 { found.append(Double(offset)) }
        offset += character.utf8.count
        count += 1
      }
      offsets = heap.makeList(numbers: found)
    }
    Heap.retain(Slot(cell: text))
    machine.forgetPlaces()
    let places = TextPlaces(text: text, count: count, offsets: offsets)
    machine.textPlaces = places
    return places
  }
}

extension Machine {
  /// Lets go of the text whose places are kept.
  func forgetPlaces() {
    guard let places = textPlaces else { return }
    textPlaces = nil
    heap.release(Slot(cell: places.text))
    if let offsets = places.offsets { heap.release(Slot(cell: offsets)) }
  }
}

extension Cell {
  /// Whether the characters of a text are its bytes: ASCII without a carriage return, which joins with a line feed.
  var isPlainText: Bool { textBuffer.allSatisfy { $0 < 0x80 && $0 != 0x0D } }
}

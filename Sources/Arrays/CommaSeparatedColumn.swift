import Quantities

/// What the cells of a column look like.
package enum CommaSeparatedKind: Hashable, Sendable { case number, truth, text }

/// How the numbers of a column are written: the exact scale of its unit.
package struct CommaSeparatedUnit: Sendable {
  /// One of the unit in base units.
  package let scale: Scale
  /// Whether a cell may end in `%`, `‰` or `pp`: only where the column has no unit, or one of these.
  package let takesPercent: Bool
  /// Whether amounts are Money, which ends at 2^53 fen.
  package let isMoney: Bool
  /// The scale as `above / below * 10^tens` with whole numbers below 2^53: the quick way. `above` is 0 where there is
  /// none.
  let above: Double
  let below: Double
  let tens: Int

  package static let none = CommaSeparatedUnit(scale: .one, takesPercent: true, isMoney: false)

  package init(scale: Scale, takesPercent: Bool, isMoney: Bool) {
    self.scale = scale
    self.takesPercent = takesPercent
    self.isMoney = isMoney
    let value = scale.doubleValue
    let inverse = Scale.one.divided(by: scale)?.doubleValue ?? 0
    if value >= 1, value < Fen.limit, value == value.rounded(), Scale(exactly: value) == scale {
      (above, tens) = Self.withoutTens(value)
      below = 1
    } else if inverse >= 1, inverse < Fen.limit, inverse == inverse.rounded(),
      Scale(exactly: inverse)?.multiplied(by: scale) == .one
    {
      let (rest, places) = Self.withoutTens(inverse)
      (above, below, tens) = (1, rest, -places)
    } else {
      (above, below, tens) = (0, 0, 0)
    }
  }

  /// A whole number as one that ends in no zero, and how many zeros went.
  private static func withoutTens(_ whole: Double) -> (Double, Int) {
    var rest = whole, places = 0
    while rest >= 10, rest.truncatingRemainder(dividingBy: 10) == 0 {
      rest /= 10
      places += 1
    }
    return (rest, places)
  }
}

extension CommaSeparatedFile {
  /// Whether the cell is empty: nothing between its commas; `""` is an empty text all the same.
  package func isEmpty(row: Int, column: Int) -> Bool {
    let index = row * heads.count + column
    return cells.indices.contains(index) && cells[index].length == 0
  }

  /// What a column holds by its cells alone: numbers when all are, truths when all are, else texts; so codes of digits,
  /// which begin with 0 or are longer than any number is exact. Empty cells say nothing; a column of nothing but these
  /// counts as one of numbers, since no cell of it is anything else.
  package func kind(of column: Int) -> CommaSeparatedKind {
    guard heads.indices.contains(column) else { return .text }
    return bytes.withUnsafeBufferPointer { bytes in
      var mayBeNumber = true, mayBeTruth = true
      var index = column
      while index < cells.count, mayBeNumber || mayBeTruth {
        let cell = cells[index]
        index += heads.count
        if cell.length == 0 { continue }
        if mayBeNumber, NumberCell(bytes, cell) == nil || isCode(bytes, cell) { mayBeNumber = false }
        if mayBeTruth, Self.truth(bytes, cell) == nil { mayBeTruth = false }
      }
      return mayBeNumber ? .number : mayBeTruth ? .truth : .text
    }
  }

  /// Whether digits are a code and no number: one that begins with 0, or is too long to be kept to its last digit.
  private func isCode(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Cell) -> Bool {
    let digits = bytes[Int(cell.start)..<Int(cell.start) + cell.length]
    guard digits.count > 1, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return false }
    return digits.first == 0x30 || digits.count > 16
  }

  /// The first row whose cell is no number, in a column most of whose cells are; nil where all are, or too few.
  package func strayRow(of column: Int) -> Int? {
    guard heads.indices.contains(column) else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      var numbers = 0, others = 0, first: Int?
      for row in 0..<rowCount {
        let cell = cells[row * heads.count + column]
        if cell.length == 0 { continue }
        if NumberCell(bytes, cell) != nil {
          numbers += 1
        } else {
          others += 1
          if first == nil { first = row }
        }
      }
      return numbers >= others ? first : nil
    }
  }

  /// The numbers of a column in base units, each rounded once from what is written; `empty` stands for an empty cell.
  ///
  /// - Parameter empty: the slot of an empty cell, or nil where that is an error.
  package func numbers(column: Int, unit: CommaSeparatedUnit, empty: Double?) throws(CommaSeparatedProblem) -> [Double]
  {
    var problem: CommaSeparatedProblem?
    let values = bytes.withUnsafeBufferPointer { bytes in
      [Double](unsafeUninitializedCapacity: rowCount) { buffer, count in
        var index = column
        for row in 0..<rowCount {
          let cell = cells[index]
          index += heads.count
          if cell.length == 0, let empty {
            buffer[row] = empty
          } else {
            switch Self.number(bytes, cell, unit) {
            case .success(let value): buffer[row] = value
            case .failure(let kind):
              problem = CommaSeparatedProblem(
                kind, line: Int(lines[row]), column: column + 1, text: Self.text(of: cell, in: self.bytes))
              return
            }
          }
          count = row + 1
        }
      }
    }
    if let problem { throw problem }
    return values
  }

  /// The truths of a column as 1 and 0; `empty` as with numbers.
  package func truths(column: Int, empty: Double?) throws(CommaSeparatedProblem) -> [Double] {
    var values: [Double] = []
    values.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      let cell = cells[row * heads.count + column]
      if let value = bytes.withUnsafeBufferPointer({ Self.truth($0, cell) }) {
        values.append(value)
      } else if cell.length == 0, let empty {
        values.append(empty)
      } else {
        throw CommaSeparatedProblem(
          cell.length == 0 ? .empty : .notTruth, line: Int(lines[row]), column: column + 1,
          text: Self.text(of: cell, in: bytes))
      }
    }
    return values
  }

  /// The texts of a column; an empty cell is nil where `emptyIsNone`, and an error else.
  ///
  /// - Parameter stops: whether to end early, asked now and then; the texts then mean nothing.
  package func texts(
    column: Int, emptyIsNone: Bool, stops: LongWork.Stops = { false }
  ) throws(CommaSeparatedProblem) -> [String?] {
    var values: [String?] = []
    values.reserveCapacity(rowCount)
    for row in 0..<rowCount {
      if row & 0xFFFF == 0xFFFF, stops() { break }
      let cell = cells[row * heads.count + column]
      if cell.length == 0, cell.extent & Cell.quoted == 0 {
        guard emptyIsNone else { throw CommaSeparatedProblem(.empty, line: Int(lines[row]), column: column + 1) }
        values.append(nil)
      } else {
        values.append(Self.text(of: cell, in: bytes))
      }
    }
    return values
  }

  private static func truth(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Cell) -> Double? {
    func reads(_ word: StaticString) -> Bool {
      guard word.utf8CodeUnitCount == cell.length else { return false }
      for offset in 0..<cell.length where bytes[Int(cell.start) + offset] | 0x20 != word.utf8Start[offset] {
        return false
      }
      return true
    }
    return reads("true") ? 1 : reads("false") ? 0 : nil
  }

  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ cell: Cell, _ unit: CommaSeparatedUnit
  ) -> NumberOutcome {
    guard cell.length > 0 else { return .failure(.empty) }
    guard let read = NumberCell(bytes, cell), read.percentPlaces == 0 || unit.takesPercent else {
      return .failure(.notNumber)
    }
    // A cell that says `85%` itself is not divided by the hundred of its column once more.
    let carriesOwn = read.percentPlaces > 0
    let value =
      read.quickValue(carriesOwn ? .none : unit)
      ?? read.exactValue(bytes, cell, carriesOwn ? .one : unit.scale)
    guard let value, value.isFinite, !unit.isMoney || Fen.isWithinLimit(value) else { return .failure(.tooLarge) }
    return .success(value)
  }

  private enum NumberOutcome {
    case success(Double)
    case failure(CommaSeparatedProblem.Kind)
  }
}

/// Numbers in texts, written as cells of a file write them.
package enum WrittenNumber {
  /// The number that a text holds, blanks at its ends apart; nil for any other text and past all doubles.
  package static func value(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var start = 0, end = text.count
    while start < end, text[start] == 0x20 || text[start] == 0x09 { start += 1 }
    while end > start, text[end - 1] == 0x20 || text[end - 1] == 0x09 { end -= 1 }
    guard end - start > 0, end - start < 1 << 20 else { return nil }
    let cell = CommaSeparatedFile.Cell(start: UInt32(truncatingIfNeeded: start), extent: UInt32(end - start))
    guard start < 1 << 31, let read = NumberCell(text, cell) else { return nil }
    let value = read.quickValue(.none) ?? read.exactValue(text, cell, .one)
    return value.flatMap { $0.isFinite ? $0 : nil }
  }
}

/// A number as it stands in a cell: a sign, digits that may be grouped in threes by commas, a fraction, an exponent,
/// `%`, `‰` or `pp`.
struct NumberCell {
  var isNegative = false
  /// The digits as one whole number; exact while `digitCount` is at most 18.
  var mantissa: UInt64 = 0
  var digitCount = 0
  /// The power of ten by which the mantissa is to be multiplied, `%` included.
  var exponent = 0
  /// 2 with `%` or `pp`, 3 with `‰`.
  var percentPlaces = 0
  private var end = 0

  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: CommaSeparatedFile.Cell) {
    var position = Int(cell.start)
    end = position + cell.length
    guard readSuffix(bytes, Int(cell.start)) else { return nil }
    if position < end, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      isNegative = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    guard readWhole(bytes, &position) else { return nil }
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      let before = position
      while position < end, let digit = Self.digit(bytes[position]) {
        take(digit)
        exponent -= 1
        position += 1
      }
      guard position > before else { return nil }
    }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      guard readExponent(bytes, &position) else { return nil }
    }
    guard position == end else { return nil }
    exponent -= percentPlaces
  }

  private static func digit(_ byte: UInt8) -> UInt64? {
    let value = byte &- 48
    return value < 10 ? UInt64(value) : nil
  }

  private mutating func take(_ digit: UInt64) {
    if digitCount > 0 || digit > 0 { digitCount += 1 }
    mantissa = mantissa &* 10 &+ digit
  }

  /// Takes `%`, `‰` or `pp` from the end; false where nothing is left.
  private mutating func readSuffix(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    let length = end - start
    guard length > 0 else { return false }
    if bytes[end - 1] == UInt8(ascii: "%") {
      percentPlaces = 2
      end -= 1
    } else if length >= 2, bytes[end - 1] == UInt8(ascii: "p"), bytes[end - 2] == UInt8(ascii: "p") {
      percentPlaces = 2
      end -= 2
    } else if length >= 3, bytes[end - 1] == 0xB0, bytes[end - 2] == 0x80, bytes[end - 3] == 0xE2 {
      percentPlaces = 3
      end -= 3
    } else if length >= 3, bytes[end - 1] == 0x85, bytes[end - 2] == 0xBC, bytes[end - 3] == 0xEF {
      percentPlaces = 2
      end -= 3
    }
    while percentPlaces > 0, end > start, bytes[end - 1] == 0x20 { end -= 1 }
    return end > start
  }

  /// The digits before the point, plain or in groups of three.
  private mutating func readWhole(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
    var groupLength = 0, isGrouped = false
    while position < end {
      if let digit = Self.digit(bytes[position]) {
        take(digit)
        groupLength += 1
      } else if bytes[position] == UInt8(ascii: ",") {
        guard isGrouped ? groupLength == 3 : (1...3).contains(groupLength) else { return false }
        isGrouped = true
        groupLength = 0
      } else {
        break
      }
      position += 1
    }
    return isGrouped ? groupLength == 3 : groupLength > 0
  }

  private mutating func readExponent(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Bool {
    var isBelow = false
    if position < end, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
      isBelow = bytes[position] == UInt8(ascii: "-")
      position += 1
    }
    var power = 0, count = 0
    while position < end, let digit = Self.digit(bytes[position]) {
      power = min(100_000, power * 10 + Int(digit))
      count += 1
      position += 1
    }
    exponent += isBelow ? -power : power
    return count > 0
  }

  private static let powers: [Double] = (0...22).map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }

  /// The value where one division or multiplication of whole numbers below 2^53 gives it, and so rounds once.
  func quickValue(_ unit: CommaSeparatedUnit) -> Double? {
    let exponent = exponent + unit.tens
    guard digitCount <= 15, unit.above > 0, exponent.magnitude <= 22 else { return nil }
    var numerator = Double(mantissa) * unit.above, denominator = unit.below
    guard numerator < Fen.limit else { return nil }
    let power = NumberCell.powers[Int(exponent.magnitude)]
    if exponent >= 0 {
      numerator *= power
      guard numerator < Fen.limit || (unit.above == 1 && unit.below == 1) else { return nil }
    } else {
      denominator *= power
      // Powers of ten up to 10^22 are exact by themselves.
      guard unit.below == 1 || denominator < Fen.limit else { return nil }
    }
    let value = numerator / denominator
    return isNegative && value != 0 ? -value : value
  }

  /// The value by exact arithmetic.
  func exactValue(
    _ bytes: UnsafeBufferPointer<UInt8>, _ cell: CommaSeparatedFile.Cell, _ scale: Scale
  ) -> Double? {
    var digits: [UInt8] = []
    for position in Int(cell.start)..<end {
      let byte = bytes[position]
      if byte == UInt8(ascii: ",") || (digits.isEmpty && (byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+"))) {
        continue
      }
      digits.append(byte)
    }
    let text = String(decoding: digits, as: UTF8.self)
    let percent = percentPlaces == 2 ? [Scale(1, over: 100)] : percentPlaces == 3 ? [Scale(1, over: 1000)] : []
    guard let value = DecimalLiteral.value(digits: text, times: [scale] + percent) else { return nil }
    return isNegative && value != 0 ? -value : value
  }
}

/// A raster of dots drawn as braille characters, two dots wide and four high a cell.
struct BrailleCanvas {
  let columns: Int
  let rows: Int
  private var bits: [UInt8]
  private var owners: [Int]

  init(columns: Int, rows: Int) {
    self.columns = max(1, columns)
    self.rows = max(1, rows)
    bits = [UInt8](repeating: 0, count: self.columns * self.rows)
    owners = [Int](repeating: 0, count: self.columns * self.rows)
  }

  /// Sets a dot, counted from the top left; outside the canvas nothing happens.
  mutating func set(_ x: Int, _ y: Int, owner: Int) {
    guard x >= 0, y >= 0, x < columns * 2, y < rows * 4 else { return }
    // Dots 1 2 3 7 stand in the left column from the top, 4 5 6 8 in the right one (Unicode, block Braille Patterns).
    let masks: [UInt8] = x % 2 == 0 ? [0x01, 0x02, 0x04, 0x40] : [0x08, 0x10, 0x20, 0x80]
    let cell = y / 4 * columns + x / 2
    bits[cell] |= masks[y % 4]
    owners[cell] = owner
  }

  /// A straight line by Bresenham's algorithm (IBM Systems Journal 4, 1965).
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int), owner: Int) {
    let width = abs(end.x - start.x)
    let height = -abs(end.y - start.y)
    let right = start.x < end.x ? 1 : -1
    let down = start.y < end.y ? 1 : -1
    var (x, y) = start
    var error = width + height
    while true {
      set(x, y, owner: owner)
      if x == end.x && y == end.y { return }
      let twice = 2 * error
      if twice >= height {
        error += height
        x += right
      }
      if twice <= width {
        error += width
        y += down
      }
    }
  }

  /// The character of a cell and who drew it last; nil where it is empty.
  func cell(_ column: Int, _ row: Int) -> (character: Character, owner: Int)? {
    guard column >= 0, row >= 0, column < columns, row < rows else { return nil }
    let place = row * columns + column
    guard bits[place] != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(bits[place])) else { return nil }
    return (Character(scalar), owners[place])
  }
}

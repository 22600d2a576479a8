import Quantities
import WeirAnalysis
import WeirSyntax

/// The code of one function, with what is needed to explain where it failed.
final class Code {
  let name: String
  let words: UnsafeMutablePointer<UInt64>
  let count: Int
  /// Registers of a frame.
  let frameSize: Int
  /// The registers of references: they are dropped when the frame ends.
  let referenceStart: Int
  let referenceCount: Int
  /// Registers above the frame that arguments of calls may use.
  let outgoingCount: Int
  /// Where instructions come from: offset of the first word from which a range holds, ascending.
  let places: [(offset: Int, range: SourceRange)]
  /// `try`: an error between start and end goes on at the handler; inner ones stand first.
  let handlers: [(start: Int, end: Int, handler: Int)]

  init(
    name: String, words: [UInt64], frameSize: Int, referenceStart: Int, referenceCount: Int,
    outgoingCount: Int,
    places: [(offset: Int, range: SourceRange)], handlers: [(start: Int, end: Int, handler: Int)]
  ) {
    self.name = name
    self.words = .allocate(capacity: max(1, words.count))
    self.words.initialize(from: words, count: words.count)
    count = words.count
    self.frameSize = frameSize
    self.referenceStart = referenceStart
    self.referenceCount = referenceCount
    self.outgoingCount = outgoingCount
    self.places = places
    self.handlers = handlers
  }

  deinit { words.deallocate() }

  /// The source of an instruction.
  func range(at offset: Int) -> SourceRange {
    var low = 0, high = places.count
    while high > low {
      let middle = (low + high) / 2
      if places[middle].offset <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? places[low - 1].range : .nowhere
  }

  func contains(_ word: UnsafeMutablePointer<UInt64>) -> Bool { word >= words && word < words + count }
}

/// What the machine's loop needs of a function.
struct FunctionEntry {
  var code: UnsafeMutablePointer<UInt64>
  var frameSize: Int32
  /// Registers to clear at entry: references beyond the parameters.
  var clearStart: Int32
  var clearEnd: Int32
  /// Arguments, without what a closure captured.
  var parameterCount: Int32
  /// How many of them are references; these stand last.
  var referenceParameters: Int32
  var hasEnvironment: Bool
}

/// How a native or structure takes an argument from where it is.
struct ArgumentSource {
  enum Mode: UInt8 {
    /// The bits are lent (numbers too).
    case lent
    /// The ownership moves: the register is emptied.
    case taken
    /// A new ownership.
    case retained
  }
  let register: Int
  let mode: Mode
  /// A global's number instead of a register.
  let isGlobal: Bool
  init(_ register: Int, _ mode: Mode, isGlobal: Bool = false) {
    self.register = register
    self.mode = mode
    self.isGlobal = isGlobal
  }
}

/// A step into a value on the way to a place that changes.
enum PlaceStep {
  case field(Int)
  /// Register of the number.
  case element(Int)
  /// Register of the key.
  case key(Int, isText: Bool)
  /// Selectors' kinds and the registers of their values; only as the last step.
  case part([(selector: ArraySelector, register: Int)])
}

/// A part of an interpolated text.
struct TextPart {
  enum Form: UInt8 {
    /// A constant text.
    case literal
    /// A text as it stands.
    case text
    /// A plain number: small whole ones are written at once, others by the host.
    case number
    /// Anything else, by the host.
    case value
  }
  let form: Form
  /// The number of the constant, or of the argument.
  let number: Int
}

/// The parts of a site that the machine reads again and again, at a fixed address.
struct SiteCode {
  let arguments: UnsafeBufferPointer<ArgumentSource>
  let parts: UnsafeBufferPointer<TextPart>
  let owned: UInt64
  let frameTop: Int
  let referenceCount: Int
  let native: Unmanaged<NativeSite>?
  let site: Unmanaged<Site>
}

/// What belongs to one instruction and does not fit into it.
final class Site {
  /// The number of the site in the machine.
  var number = 0
  /// Registers from the frame's start to where the arguments of a native go.
  var frameTop = 0
  var arguments: [ArgumentSource] = []
  /// Bits of arguments that a native owns.
  var owned: UInt64 = 0
  var native: NativeSite?
  var scalar: ScalarTable.Function?
  var scalarName = ""
  /// For structures: references among the contents; for closures: the function.
  var referenceCount = 0
  var function = 0
  var holdsReferences = false
  var hasTextKeys = false
  /// For places.
  var root = ArgumentSource(0, .lent)
  var steps: [PlaceStep] = []
  var isReference = false
  /// For interpolated texts.
  var parts: [TextPart] = []
  /// How the host is to show each argument.
  var shown: [(type: Type, format: FormatSpec?)] = []

  /// What the machine reads, once registers have their places.
  private(set) var code: SiteCode?

  /// Copies what the machine reads into memory of its own.
  func seal() -> SiteCode {
    if let code { return code }
    let sources = UnsafeMutableBufferPointer<ArgumentSource>.allocate(capacity: arguments.count)
    _ = sources.initialize(from: arguments)
    let texts = UnsafeMutableBufferPointer<TextPart>.allocate(capacity: parts.count)
    _ = texts.initialize(from: parts)
    let made = SiteCode(
      arguments: UnsafeBufferPointer(sources), parts: UnsafeBufferPointer(texts), owned: owned, frameTop: frameTop,
      referenceCount: referenceCount, native: native.map { Unmanaged.passUnretained($0) },
      site: Unmanaged.passUnretained(self))
    code = made
    return made
  }

  deinit {
    code?.arguments.deallocate()
    code?.parts.deallocate()
  }
}

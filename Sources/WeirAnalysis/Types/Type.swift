import Quantities

/// How a number is shown; it never changes what the number is, so types that differ only in it are equal.
public enum Display: Sendable {
  /// In the unit that suits its size.
  case plain
  /// As a percentage: the literal, declaration or parameter was a rate.
  case percent
  /// As percentage points.
  case points
  /// In per mille.
  case permille
  /// In the unit named behind `->`: its text and how many base units one of it holds.
  case unit(name: String, scale: Double)

  /// In months, whatever their number.
  static let months = Display.unit(name: "months", scale: 1.0 / 12)

  /// The display of a value made of two parts by `+ - min max mean`: kept where both have the same.
  public func merged(_ other: Display) -> Display {
    switch (self, other) {
    case (.percent, .percent): .percent
    case (.points, .points): .points
    case (.permille, .permille): .permille
    case (.percent, .points), (.points, .percent): .percent
    case (.unit(let a, let scale), .unit(let b, _)) where a == b: .unit(name: a, scale: scale)
    default: .plain
    }
  }
}

/// A number's dimension and the way it is shown. Equality looks at the dimension alone.
public struct Quantity: Hashable, Sendable {
  /// What it measures: money, people, time …
  public var dimension: Dimension
  /// How it is shown.
  public var display: Display

  /// A quantity of a dimension.
  public init(_ dimension: Dimension, _ display: Display = .plain) {
    self.dimension = dimension
    self.display = display
  }

  /// Whether the dimensions are the same, however the numbers are shown.
  public static func == (a: Quantity, b: Quantity) -> Bool { a.dimension == b.dimension }
  /// Hashes the dimension.
  public func hash(into hasher: inout Hasher) { hasher.combine(dimension) }
}

/// The set of index names by which an array varies, in the order in which they appeared. Equality ignores the order.
public struct Shape: Hashable, Sendable {
  /// The names, each once.
  public private(set) var names: [String]

  /// The shape of an array that varies by these indexes.
  public init(_ names: [String] = []) {
    self.names = []
    for name in names where !self.names.contains(name) { self.names.append(name) }
  }

  /// Whether it varies by nothing.
  public var isScalar: Bool { names.isEmpty }
  /// Whether it varies by an index.
  public func contains(_ name: String) -> Bool { names.contains(name) }
  /// The indexes of both, those of this one first.
  public func union(_ other: Shape) -> Shape { Shape(names + other.names) }
  /// The shape without some indexes.
  public func removing(_ removed: [String]) -> Shape { Shape(names.filter { !removed.contains($0) }) }
  /// Whether another shape has all its indexes.
  public func isSubset(of other: Shape) -> Bool { names.allSatisfy(other.contains) }

  /// Whether the indexes are the same, in whatever order.
  public static func == (a: Shape, b: Shape) -> Bool { a.names.count == b.names.count && a.isSubset(of: b) }
  /// Hashes the names of the indexes in order of the alphabet.
  public func hash(into hasher: inout Hasher) { hasher.combine(names.sorted()) }
}

/// Fields of a record: in the order written for showing, sorted by name in memory. Equal fields make equal types.
public struct RecordType: Hashable, Sendable {
  /// A field: its name and type.
  public struct Field: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// The type of its value.
    public let type: Type
    package init(_ name: String, _ type: Type) {
      self.name = name
      self.type = type
    }
  }
  /// The fields as written.
  public let fields: [Field]
  /// The fields as they lie in memory: sorted by name.
  package let layout: [Field]
  /// The place in memory of each field of `layout`.
  package let places: [Int]
  /// How many parts it has and how deep they nest, kept so that a type that holds others many times over is never
  /// walked.
  let size: TypeSize

  package init(_ fields: [Field]) {
    self.fields = fields
    layout = fields.sorted { $0.name < $1.name }
    places = FieldLayout.places(layout.map(\.type))
    size = fields.reduce(TypeSize(parts: 1, depth: 0)) { $0.holding($1.type.size) }
  }

  /// The position of a field in `layout`.
  package func position(of name: String) -> Int? {
    var low = 0, high = layout.count
    while low < high {
      let middle = (low + high) / 2
      if layout[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < layout.count && layout[low].name == name ? low : nil
  }
  /// The type of a field; nil if there is none.
  public func type(of name: String) -> Type? { position(of: name).map { layout[$0].type } }

  /// Whether the fields are the same by name and type, in whatever order they were written.
  public static func == (a: RecordType, b: RecordType) -> Bool { a.layout == b.layout }
  /// Hashes the fields as they lie in memory.
  public func hash(into hasher: inout Hasher) { hasher.combine(layout) }
}

/// Columns that share one row index. In memory a table is a cell of its columns, in the order given here, each an array
/// by `row`.
public struct TableType: Hashable, Sendable {
  /// A column: its name and the type of its elements.
  public struct Column: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// The element's type (not an array).
    public let type: Type
    package init(_ name: String, _ type: Type) {
      self.name = name
      self.type = type
    }
  }
  /// The name of the row index; a table read without `index:` has one of its own that starts with `#`.
  public let row: String
  /// The columns, in order.
  public let columns: [Column]

  package init(row: String, columns: [Column]) {
    self.row = row
    self.columns = columns
  }
  /// `Table` as written: whichever table a value is.
  static let any = TableType(row: "", columns: [])
  package func position(of name: String) -> Int? { columns.firstIndex { $0.name == name } }
  /// The type of a column; nil if there is none.
  public func type(of name: String) -> Type? { columns.first { $0.name == name }?.type }
}

/// A function or lambda that is not yet bound to types: it is checked anew for each combination of argument types.
///
/// At run time a value of such a type is the cell of what it captures (or 0 if nothing). `body` belongs to the checker.
public final class FunctionTemplate: Hashable, Sendable {
  /// The name of the function; empty for a lambda.
  public let name: String
  /// The names of its parameters.
  public let parameterNames: [String]
  package let identity: Int
  package init(name: String, parameterNames: [String], identity: Int) {
    self.name = name
    self.parameterNames = parameterNames
    self.identity = identity
  }
  /// Whether both are the same function, written at one place.
  public static func == (a: FunctionTemplate, b: FunctionTemplate) -> Bool { a.identity == b.identity }
  /// Hashes what tells the function from others.
  public func hash(into hasher: inout Hasher) { hasher.combine(identity) }
}

/// The type of something declared by `province city fund tier plan stage model scenario source behaviour`, or of a
/// projection.
///
/// Two are equal when they are of the same declaration. `info` holds what the check knows of it (its class belongs to
/// the kind).
public struct DeclaredType: Hashable, Sendable {
  /// What was declared.
  public enum Kind: String, Sendable {
    /// By a declaration of that kind; `cities` and `fund` are parts of a province, `projection` is what `run` gives.
    case province, cities, city, fund, tier, plan, stage, model, scenario, source, behaviour, projection
    /// A pooling rule or a convergence, as a stage's field takes them.
    case rule, convergence
  }
  /// What it is.
  public let kind: Kind
  /// The name it was declared under.
  public let name: String
  /// What tells declarations of one name apart.
  package let identity: Int
  /// What the check knows of it.
  public let info: any DeclaredInfo

  package init(kind: Kind, name: String, identity: Int, info: any DeclaredInfo) {
    self.kind = kind
    self.name = name
    self.identity = identity
    self.info = info
  }
  /// Whether both come from one declaration.
  public static func == (a: DeclaredType, b: DeclaredType) -> Bool { a.kind == b.kind && a.identity == b.identity }
  /// Hashes the kind of the declaration and what tells it from others.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(identity)
  }
}

/// What the check knows of a declaration: its fields with their types, its parts, its sources.
public protocol DeclaredInfo: AnyObject, Sendable {
  /// The type of `x.name`, or nil if it has no such member.
  func memberType(_ name: String) -> Type?
  /// All members, in the order in which to offer them.
  var memberNames: [String] { get }
}

/// The static type of a value. It says how the value lies in its 64-bit slot: see `isReference`.
public indirect enum Type: Hashable, Sendable {
  /// A quantity; `Number` has the empty dimension.
  case number(Quantity)
  /// `true` or `false`.
  case truth
  /// A text.
  case text
  /// A label of the index of that name. In its slot: the number of the interned text (a Double).
  case label(String)
  /// The type of `none`.
  case absent
  /// A value or `none`.
  case optional(Type)
  /// A list of values of one type.
  case list(Type)
  /// A map from keys of one type to values of another.
  case map(Type, Type)
  /// A record of fields.
  case record(RecordType)
  /// `a..b` or `a..<b` over numbers of one dimension.
  case range(Quantity)
  /// `85% to 5万元`: a rate up to an amount of the dimension.
  case band(Dimension)
  /// A list of bands that ends in a plain rate.
  case schedule(Dimension)
  /// A function bound to types.
  case function([Type], Type)
  /// A function that is checked anew for each combination of argument types.
  case template(FunctionTemplate)
  /// An array; the element is a number, truth, text, label or an optional of these, the shape is never empty.
  case array(Type, Shape)
  /// A table of columns.
  case table(TableType)
  /// An index as a value, as in `over: level`.
  case index(String)
  /// Something declared, or a projection.
  case declared(DeclaredType)
  /// The value of a statement.
  case nothing
  /// The value of what never returns: `fail`, `return`.
  case never
  /// What a reported mistake leaves: fits everywhere and reports nothing more.
  case unknown

  /// A number without a unit.
  public static let plainNumber = Type.number(Quantity(.number))
  /// An amount of money, in fen.
  public static let money = Type.number(Quantity(.money))
  /// A number that is shown as a percentage.
  public static let rate = Type.number(Quantity(.number, .percent))

  /// Whether the slot holds a reference to a cell (0 for none), else a Double: numbers, truths (0 and 1), labels and
  /// optionals of these, where `none` is a NaN of its own (`SlotLayout.none`).
  package var isReference: Bool {
    switch self {
    case .number, .truth, .label, .absent, .nothing, .never, .unknown: false
    case .optional(let wrapped): wrapped.isReference
    default: true
    }
  }

  /// Whether it names a kind (`Projection`, `Table`) and no type of its own: the value's says which one it is.
  var isKind: Bool {
    switch self {
    case .declared(let declared): declared.identity < 0
    case .table(let table): table == .any
    default: false
    }
  }

  /// Whether it is a kind or holds one: `List<Projection>`, `Plan?`.
  var holdsKind: Bool {
    switch self {
    case .list(let wrapped), .map(_, let wrapped), .optional(let wrapped): wrapped.holdsKind
    case .record(let record): record.fields.contains { $0.type.holdsKind }
    default: isKind
    }
  }

  /// Whether it is what a `var` begins with that will say later what it holds: `none`, `[]`, `[:]`.
  var isUndetermined: Bool {
    switch self {
    case .absent, .list(.never), .map(.never, .never): true
    default: false
    }
  }

  /// Whether it is not known or has a part that is not: `(T) -> Bool` where nothing says what T is.
  var holdsUnknown: Bool {
    switch self {
    case .unknown: true
    case .list(let wrapped), .optional(let wrapped): wrapped.holdsUnknown
    case .map(let key, let value): key.holdsUnknown || value.holdsUnknown
    case .record(let record): record.fields.contains { $0.type.holdsUnknown }
    case .function(let parameters, let result): result.holdsUnknown || parameters.contains(where: \.holdsUnknown)
    default: false
    }
  }

  /// What an annotation says of the value before that is checked: nothing where its parts are of a kind.
  var expectation: Type? { self == .unknown || holdsKind && !isKind ? nil : self }

  /// How many parts it has, and how deep they nest.
  var size: TypeSize {
    switch self {
    case .optional(let wrapped), .list(let wrapped): TypeSize(parts: 1, depth: 0).holding(wrapped.size)
    case .map(let key, let value): TypeSize(parts: 1, depth: 0).holding(key.size).holding(value.size)
    case .record(let record): record.size
    case .function(let parameters, let result):
      parameters.reduce(TypeSize(parts: 1, depth: 0).holding(result.size)) { $0.holding($1.size) }
    case .table(let table): TypeSize(parts: 1 + table.columns.count / 16, depth: 1)
    default: TypeSize(parts: 1, depth: 0)
    }
  }

  /// The element's type of an array, the type itself otherwise.
  public var element: Type { if case .array(let element, _) = self { element } else { self } }
  /// The indexes of an array; none otherwise.
  public var shape: Shape { if case .array(_, let shape) = self { shape } else { Shape() } }

  /// The type shaped by `shape`; a scalar when the shape is empty.
  public func shaped(_ shape: Shape) -> Type { shape.isScalar ? element : .array(element, shape) }
}

/// How large a type is. A type that holds another twice is twice as large, so a few lines can make one of more parts
/// than there is memory: what is larger than `most` is an error of the check.
struct TypeSize: Hashable, Sendable {
  var parts: Int
  var depth: Int

  static let most = TypeSize(parts: 10_000, depth: 300)
  var isTooLarge: Bool { parts > TypeSize.most.parts || depth > TypeSize.most.depth }

  /// The size with a further part of a size.
  func holding(_ part: TypeSize) -> TypeSize {
    TypeSize(parts: min(parts + part.parts, 1 << 40), depth: max(depth, part.depth + 1))
  }
}

/// Bit patterns that slots hold.
public enum SlotLayout {
  /// `none` in a numeric slot: a quiet NaN that no arithmetic makes.
  public static let noneBits: UInt64 = 0x7FF8_0000_4E4F_4E45
  /// The base of errors that belong to an element of an array: a quiet NaN whose low 32 bits number the error in the
  /// machine's table.
  public static let errorBits: UInt64 = 0x7FFA_0000_0000_0000
}

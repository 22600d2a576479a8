/// Instructions of the register machine: words of 64 bits, from the low end 8 bits of operation, 8 of operand d, and 16
/// each of operands a, b and c; some have a second word with a constant or further operands.
///
/// Numbers and references stand in different registers of a frame; which an operand names is said once, in `layout`,
/// which the code generator, the verifier and the machine's error paths share.
enum Operation: UInt8, CaseIterable {
  // Conditional jumps forward; each has a twin for jumps back, 16 further on, that counts fuel.
  case jumpLess, jumpLessOrEqual, jumpEqual, jumpNotEqual
  case jumpLessConstant, jumpLessOrEqualConstant, jumpGreaterConstant, jumpGreaterOrEqualConstant
  case jumpEqualConstant, jumpNotEqualConstant
  case jumpTrue, jumpFalse, jumpNone, jumpSome, jumpNull, jump
  case loopLess, loopLessOrEqual, loopEqual, loopNotEqual
  case loopLessConstant, loopLessOrEqualConstant, loopGreaterConstant, loopGreaterOrEqualConstant
  case loopEqualConstant, loopNotEqualConstant
  case loopTrue, loopFalse, loopNone, loopSome, loopNull, loop
  // Numbers
  case move, constant
  case add, subtract, multiply, divide, modulo, power
  case addConstant, subtractConstant, multiplyConstant, divideConstant, moduloConstant
  case constantSubtract, constantDivide
  /// a = b * c + d and a = d - b * c; d in the second word.
  case multiplyAdd, multiplySubtract
  /// a = c + b * k and a = c - b * k, k in the second word.
  case multiplyConstantAdd, multiplyConstantSubtract
  case negate, not, absolute, squareRoot, floor, minimum, maximum
  /// a = scalar function of a site's registers.
  case scalar
  case less, lessOrEqual, equal, notEqual, near
  /// The bits of two slots are the same: for optionals.
  case sameBits
  /// Whether a numeric slot, a reference, is `none`.
  case isNone, isNull
  // Loops
  case checkWhole, forNext, forNextConstant, eachNumber, eachReference, eachEntry
  // References
  case moveReference, takeReference, clear, null, text, pass, give
  case getGlobal, getGlobalReference, setGlobal, giveGlobal
  case captured, capturedReference
  case compareTexts, equalReferences
  case record, list, map, closure, environment
  case field, fieldReference, borrowField
  case element, elementReference, borrowElement, elementField
  case lookup, lookupReference
  case count
  case setElement, setElementReference, setField, setFieldReference, setElementField
  case setKey, append, appendText
  /// a = the text of a site's parts.
  case interpolate
  /// A value into, or a native upon, any place: a site says where.
  case assignPlace, mutatePlace
  // Calls
  case call, callReference, callNothing
  case callValue, callValueReference, callValueNothing
  case result, resultDropping, resultReference, resultNothing
  case native, nativeReference, nativeNothing
  /// Makes the code of a function at its first call.
  case compile
  case halt
}

/// What an operand of an instruction is.
enum OperandKind: UInt8 {
  case none
  /// A register of a number.
  case number
  /// A register of a reference.
  case reference
  /// Either: a reference, or one that is only lent, in a register of a number.
  case any
  /// A reference register, or a global's number where bit 7 of d is set.
  case place
  /// A number as it stands.
  case immediate
  /// A signed distance of a jump (c).
  case distance
}

/// What the second word of an instruction is.
enum SecondWord: UInt8 {
  case none
  case constant
  /// A register of a number in its low 16 bits.
  case number
  /// A register of a number in its low 16 bits, and one of either kind in the next 16.
  case numberAndAny
}

struct InstructionLayout {
  let a: OperandKind
  let b: OperandKind
  let c: OperandKind
  let second: SecondWord
  init(_ a: OperandKind = .none, _ b: OperandKind = .none, _ c: OperandKind = .none, _ second: SecondWord = .none) {
    self.a = a
    self.b = b
    self.c = c
    self.second = second
  }
  var words: Int { second == .none ? 1 : 2 }
}

extension Operation {
  /// The one table of what operands are.
  var layout: InstructionLayout {
    switch self {
    case .jumpLess, .jumpLessOrEqual, .jumpEqual, .jumpNotEqual, .loopLess, .loopLessOrEqual, .loopEqual, .loopNotEqual:
      InstructionLayout(.number, .number, .distance)
    case .jumpLessConstant, .jumpLessOrEqualConstant, .jumpGreaterConstant, .jumpGreaterOrEqualConstant,
      .jumpEqualConstant, .jumpNotEqualConstant, .loopLessConstant, .loopLessOrEqualConstant, .loopGreaterConstant,
      .loopGreaterOrEqualConstant, .loopEqualConstant, .loopNotEqualConstant:
      InstructionLayout(.number, .none, .distance, .constant)
    case .jumpTrue, .jumpFalse, .jumpNone, .jumpSome, .loopTrue, .loopFalse, .loopNone, .loopSome:
      InstructionLayout(.number, .none, .distance)
    case .jumpNull, .loopNull: InstructionLayout(.any, .none, .distance)
    case .jump, .loop: InstructionLayout(.none, .none, .distance)
    case .move, .negate, .not, .absolute, .squareRoot, .floor, .isNone: InstructionLayout(.number, .number)
    case .constant: InstructionLayout(.number, .none, .none, .constant)
    case .add, .subtract, .multiply, .divide, .modulo, .power, .less, .lessOrEqual, .equal, .notEqual, .near,
      .sameBits, .minimum, .maximum:
      InstructionLayout(.number, .number, .number)
    case .addConstant, .subtractConstant, .multiplyConstant, .divideConstant, .moduloConstant, .constantSubtract,
      .constantDivide:
      InstructionLayout(.number, .number, .none, .constant)
    case .multiplyAdd, .multiplySubtract: InstructionLayout(.number, .number, .number, .number)
    case .multiplyConstantAdd, .multiplyConstantSubtract: InstructionLayout(.number, .number, .number, .constant)
    case .scalar: InstructionLayout(.number, .immediate, .immediate)
    case .isNull: InstructionLayout(.number, .any)
    case .checkWhole: InstructionLayout(.number, .number)
    case .forNext: InstructionLayout(.number, .number, .distance)
    case .forNextConstant: InstructionLayout(.number, .none, .distance, .constant)
    case .eachNumber: InstructionLayout(.number, .reference, .distance, .number)
    case .eachReference: InstructionLayout(.reference, .reference, .distance, .number)
    case .eachEntry: InstructionLayout(.any, .reference, .distance, .numberAndAny)
    case .moveReference: InstructionLayout(.reference, .any)
    case .takeReference: InstructionLayout(.reference, .reference)
    case .clear, .null: InstructionLayout(.reference)
    case .text: InstructionLayout(.reference, .immediate, .immediate)
    case .pass: InstructionLayout(.number, .any)
    case .give: InstructionLayout(.number, .reference)
    case .getGlobal, .setGlobal: InstructionLayout(.number, .immediate, .immediate)
    case .getGlobalReference, .giveGlobal: InstructionLayout(.reference, .immediate, .immediate)
    case .captured: InstructionLayout(.number, .any, .immediate)
    case .capturedReference: InstructionLayout(.reference, .any, .immediate)
    case .compareTexts, .equalReferences: InstructionLayout(.number, .any, .any)
    case .record, .list, .map, .closure, .environment, .interpolate:
      InstructionLayout(.reference, .immediate, .immediate)
    case .field, .borrowField: InstructionLayout(.number, .any, .immediate)
    case .fieldReference: InstructionLayout(.reference, .any, .immediate)
    case .element, .borrowElement, .elementField: InstructionLayout(.number, .any, .number)
    case .elementReference: InstructionLayout(.reference, .any, .number)
    case .lookup: InstructionLayout(.number, .any, .any)
    case .lookupReference: InstructionLayout(.reference, .any, .any)
    case .count: InstructionLayout(.number, .any)
    case .setElement, .setElementField: InstructionLayout(.place, .number, .number)
    case .setElementReference: InstructionLayout(.place, .number, .reference)
    case .setField: InstructionLayout(.place, .number, .immediate)
    case .setFieldReference: InstructionLayout(.place, .reference, .immediate)
    case .setKey: InstructionLayout(.place, .any, .any)
    case .append, .appendText: InstructionLayout(.place, .any)
    case .assignPlace: InstructionLayout(.any, .immediate, .immediate)
    case .mutatePlace: InstructionLayout(.none, .immediate, .immediate)
    case .call, .callValue: InstructionLayout(.immediate, self == .call ? .immediate : .any, .number)
    case .callReference, .callValueReference:
      InstructionLayout(.immediate, self == .callReference ? .immediate : .any, .reference)
    case .callNothing: InstructionLayout(.immediate, .immediate)
    case .callValueNothing: InstructionLayout(.immediate, .any)
    case .result: InstructionLayout(.number)
    case .resultDropping: InstructionLayout(.number, .immediate, .immediate)
    case .resultReference: InstructionLayout(.reference, .immediate, .immediate)
    case .resultNothing: InstructionLayout(.none, .immediate, .immediate)
    case .native: InstructionLayout(.number, .immediate, .immediate)
    case .nativeReference: InstructionLayout(.reference, .immediate, .immediate)
    case .nativeNothing: InstructionLayout(.none, .immediate, .immediate)
    case .compile, .halt: InstructionLayout(.none, .immediate)
    }
  }
}

extension UInt64 {
  /// An instruction word.
  init(_ operation: Operation, d: Int = 0, a: Int = 0, b: Int = 0, c: Int = 0) {
    self = UInt64(operation.rawValue) | UInt64(UInt8(truncatingIfNeeded: d)) << 8
      | UInt64(UInt16(truncatingIfNeeded: a)) << 16 | UInt64(UInt16(truncatingIfNeeded: b)) << 32
      | UInt64(UInt16(truncatingIfNeeded: c)) << 48
  }
  var operation: Operation { unsafeBitCast(UInt8(truncatingIfNeeded: self), to: Operation.self) }
  @inline(__always) var operandA: Int { Int(truncatingIfNeeded: (self &>> 16) & 0xFFFF) }
  @inline(__always) var operandB: Int { Int(truncatingIfNeeded: (self &>> 32) & 0xFFFF) }
  @inline(__always) var operandC: Int { Int(truncatingIfNeeded: self &>> 48) }
  @inline(__always) var operandD: Int { Int(truncatingIfNeeded: (self &>> 8) & 0xFF) }
  /// The signed distance in c.
  @inline(__always) var distance: Int { Int(Int64(bitPattern: self) &>> 48) }
  /// The signed distance in b and c.
  @inline(__always) var longDistance: Int { Int(Int64(bitPattern: self) &>> 32) }
  /// The unsigned number in b and c.
  @inline(__always) var wideB: Int { Int(truncatingIfNeeded: self &>> 32) }
}

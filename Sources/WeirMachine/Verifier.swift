/// Looks at code before it runs: every operand within the frame, every jump to an instruction, references only where
/// references stand. The machine's loop relies on it.
struct Verifier {
  let code: Code
  let globalCount: Int
  let siteCount: Int
  let constantCount: Int
  let functionCount: Int

  /// What is wrong with the code, nil if nothing is.
  func fault() -> String? {
    var starts = Set<Int>()
    var offset = 0
    while offset < code.count {
      guard Operation(rawValue: UInt8(truncatingIfNeeded: code.words[offset])) != nil else { return "word \(offset)" }
      starts.insert(offset)
      offset += code.words[offset].operation.layout.words
    }
    guard offset == code.count else { return "the code ends within an instruction" }
    for start in starts.sorted() {
      if let fault = fault(at: start, starts) { return "\(code.words[start].operation) at \(start): \(fault)" }
    }
    for handler in code.handlers where !starts.contains(handler.handler) { return "handler \(handler.handler)" }
    return nil
  }

  private func isReference(_ register: Int) -> Bool {
    register >= code.referenceStart && register < code.referenceStart + code.referenceCount
  }

  /// Arguments of calls stand above the frame.
  private func isNumber(_ register: Int, word: UInt64) -> Bool {
    if register < code.frameSize { return !isReference(register) }
    return register >= code.frameSize + 2 && register < code.frameSize + 2 + code.outgoingCount
  }

  private func fault(at start: Int, _ starts: Set<Int>) -> String? {
    let word = code.words[start], operation = word.operation, layout = operation.layout
    for (operand, kind) in [(word.operandA, layout.a), (word.operandB, layout.b), (word.operandC, layout.c)] {
      switch kind {
      case .number: if !isNumber(operand, word: word) { return "\(operand) is no register of a number" }
      case .reference: if !isReference(operand) { return "\(operand) is no register of a reference" }
      case .any: if !isReference(operand) && !isNumber(operand, word: word) { return "\(operand) is no register" }
      case .place:
        if word.operandD & 0x80 != 0 ? operand >= globalCount : !isReference(operand) {
          return "\(operand) is no place"
        }
      case .distance:
        let distance = operation == .jump || operation == .loop ? word.longDistance : word.distance
        if !starts.contains(start + distance) { return "a jump to \(start + distance)" }
      case .none, .immediate: break
      }
    }
    return faultOfNumbers(word, start)
  }

  /// Numbers of sites, constants, globals and functions, and the registers in a second word.
  private func faultOfNumbers(_ word: UInt64, _ start: Int) -> String? {
    switch word.operation {
    case .record, .list, .map, .closure, .environment, .interpolate, .native, .nativeReference, .nativeNothing, .scalar,
      .assignPlace,
      .mutatePlace:
      if word.wideB >= siteCount { return "site \(word.wideB)" }
    case .text: if word.wideB >= constantCount { return "constant \(word.wideB)" }
    case .getGlobal, .getGlobalReference, .setGlobal, .giveGlobal:
      if word.wideB >= globalCount { return "global \(word.wideB)" }
    case .call, .callReference, .callNothing: if word.operandB >= functionCount { return "function \(word.operandB)" }
    default: break
    }
    let second = word.operation.layout.second
    if second == .number || second == .numberAndAny {
      let register = Int(code.words[start + 1] & 0xFFFF)
      if !isNumber(register, word: word) { return "\(register) is no register of a number" }
    }
    return nil
  }
}

extension Code {
  /// The instructions as text, a line each: for tests and for whoever looks for a fault.
  var listing: String {
    var lines: [String] = []
    var offset = 0
    while offset < count {
      let word = words[offset], layout = word.operation.layout
      var parts = ["\(offset)", "\(word.operation)"]
      for (name, operand, kind) in [
        ("a", word.operandA, layout.a), ("b", word.operandB, layout.b), ("c", word.operandC, layout.c)
      ] {
        switch kind {
        case .none: break
        case .distance:
          let isLong = word.operation == .jump || word.operation == .loop
          parts.append("-> \(offset + (isLong ? word.longDistance : word.distance))")
        default: parts.append("\(name)=\(operand)")
        }
      }
      if word.operandD != 0 { parts.append("d=\(word.operandD)") }
      switch layout.second {
      case .none: break
      case .constant: parts.append("\(words[offset + 1].number)")
      case .number, .numberAndAny: parts.append("[\(words[offset + 1] & 0xFFFF)]")
      }
      lines.append(parts.joined(separator: " "))
      offset += layout.words
    }
    return lines.joined(separator: "\n")
  }
}

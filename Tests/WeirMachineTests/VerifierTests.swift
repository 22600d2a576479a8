import Testing

@testable import WeirMachine

/// Code that would leave its frame or mix numbers with references does not get to the loop.
struct VerifierTests {
  private func fault(_ words: [UInt64], handlers: [(start: Int, end: Int, handler: Int)] = []) -> String? {
    // Registers 0, 1 numbers; 2, 3 references; 4 a number.
    let code = Code(
      name: "f", words: words, frameSize: 5, referenceStart: 2, referenceCount: 2, outgoingCount: 2, places: [],
      handlers: handlers)
    return Verifier(code: code, globalCount: 3, siteCount: 1, constantCount: 1, functionCount: 1).fault()
  }

  @Test func soundCodePasses() {
    #expect(
      fault([
        UInt64(.add, a: 0, b: 1, c: 4), UInt64(.constant, a: 7), 1.5.bitPattern, UInt64(.moveReference, a: 2, b: 3),
        UInt64(.jumpLess, a: 0, b: 1, c: 1), UInt64(.call, a: 7, b: 0, c: 1), UInt64(.resultNothing, b: 2, c: 2),
      ]) == nil)
  }

  @Test func registersKeepTheirKinds() {
    #expect(fault([UInt64(.add, a: 2, b: 1, c: 4)]) != nil)
    #expect(fault([UInt64(.moveReference, a: 0, b: 3)]) != nil)
    #expect(fault([UInt64(.move, a: 0, b: 9)]) != nil)
    #expect(fault([UInt64(.move, a: 100, b: 0)]) != nil)
    #expect(fault([UInt64(.multiplyAdd, a: 0, b: 0, c: 0), 3]) != nil)
  }

  @Test func jumpsGoToInstructions() {
    #expect(fault([UInt64(.jumpTrue, a: 0, c: 2), UInt64(.constant, a: 0), 0]) != nil)
    #expect(fault([UInt64(.jumpTrue, a: 0, c: 9)]) != nil)
    #expect(fault([UInt64(.halt)], handlers: [(0, 1, 5)]) != nil)
  }

  @Test func numbersOfThingsExist() {
    #expect(fault([UInt64(.call, a: 7, b: 1, c: 0)]) != nil)
    #expect(fault([UInt64(.native, a: 0, b: 1)]) != nil)
    #expect(fault([UInt64(.text, a: 2, b: 1)]) != nil)
    #expect(fault([UInt64(.getGlobal, a: 0, b: 3)]) != nil)
    #expect(fault([UInt64(.setElement, d: 0x80, a: 3, b: 0, c: 1)]) != nil)
    #expect(fault([UInt64(.constant, a: 0)]) != nil)
    #expect(fault([0xFF]) != nil)
  }

  @Test func everyOperationHasATwinForJumpsBack() {
    for operation in Operation.allCases.prefix(16) {
      let twin = Operation(rawValue: operation.rawValue + 16)
      #expect("\(twin.map { "\($0)" } ?? "")".replacing("loop", with: "jump") == "\(operation)")
    }
  }
}

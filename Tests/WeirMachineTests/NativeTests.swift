import Testing

@testable import WeirMachine

/// The tables of natives: a name that stood in two would hide one of them without a word.
@Suite struct NativeTests {
  @Test func `each native stands in one table`() {
    #expect(repeated(NativeTable.parts.flatMap(\.keys)) == [])
    #expect(repeated(ScalarTable.parts.flatMap(\.keys)) == [])
  }

  private func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }.sorted()
  }
}

import Testing
import Weir

/// The check takes time in proportion to the source, whatever it holds many of.
///
/// The sources are so large that work for each pair of pieces takes many times as long as work for each piece.
@Suite struct GrowthTests {
  private static let count = 16_000
  private static func lines(_ count: Int = count, _ line: (Int) -> String) -> String {
    (0..<count).map { line($0) + "\n" }.joined()
  }
  private static let fund = "insured: 10人, balance: 1元"

  @Test func `A match over an index with many labels`() {
    let labels = (0..<Self.count).map { "a\($0)" }.joined(separator: ", ")
    let arms = Self.lines { "a\($0) => \($0)" }
    let script = "index a { \(labels) }\nfor x in a { print(match x {\n\(arms)}) }\n"
    #expect(Scripts.diagnostics(script).isEmpty)
  }

  @Test func `Fields of a record`() {
    // A record may hold about so many: its type is bounded.
    let count = 8_000
    let fields = (0..<count).map { "f\($0): \($0)" }.joined(separator: ", ")
    #expect(Scripts.codes("let r = { \(fields) }\n" + Self.lines(count) { "let g\($0) = r.f\($0)" }) == [])
  }

  @Test func `Fields of one fund`() {
    let province = "province G {\n city C { fund employee { \(Self.fund)\n\(Self.lines { "f\($0): \($0)" }) } }\n}\n"
    #expect(Scripts.codes(province) == [])
  }

  @Test func `Cities of a province`() {
    let province = "province G {\n\(Self.lines { "city C\($0) { fund employee { \(Self.fund) } }" })}\n"
    #expect(Scripts.codes(province) == [])
  }

  @Test func `Funds of which each city has another`() {
    let province = "province G {\n\(Self.lines { "city C\($0) { fund f\($0) { \(Self.fund) } }" })}\n"
    #expect(Scripts.codes(province).count > 200)
  }
}

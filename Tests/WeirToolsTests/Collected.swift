import Weir

@testable import WeirTools

/// Runs command lines and keeps what they write.
final class Collected {
  var output = ""
  var errors = ""

  /// The exit status of a command line.
  func run(_ words: String..., language: Language = .en) -> Int32 {
    output = ""
    errors = ""
    let console = Console(language: language, output: { self.output += $0 }, errors: { self.errors += $0 })
    return Program(console: console).run(words)
  }
}

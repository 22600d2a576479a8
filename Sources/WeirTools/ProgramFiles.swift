import Weir

/// What the program itself needs of files.
package enum ProgramFiles {
  /// Makes a folder that only its owner may enter, and those above it.
  package static func makeFolders(_ path: String) -> Bool { Files.makeFolders(path, mode: 0o700) }

  /// Writes all of a text to a descriptor; false where that fails.
  package static func write(_ text: String, to descriptor: Int32) -> Bool { write(Array(text.utf8), to: descriptor) }

  /// Writes all bytes to a descriptor; false, with `errno` set, where that fails.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool { Files.writeAll(bytes, to: descriptor) }
}

/// What the words of the command line say of a session at the prompt.
package struct PromptStart {
  package let console: Console
  let readable: [String]
  let writable: String?

  package init(_ line: Invocation, console: Console) throws(UsageError) {
    self.console = try console.speaking(line)
    let options = try RunOptions(line, isInteractive: true)
    readable = options.readable
    writable = options.writable
  }
}

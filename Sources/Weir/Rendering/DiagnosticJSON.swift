import Quantities
import WeirSyntax

extension DiagnosticRenderer {
  /// The JSON of a diagnostic on one line, without line break; columns count characters from 1.
  ///
  /// `notes` holds the texts of second places, with their places, then the notes, then the call chain;
  /// `mend` the edits or `null`.
  public func json(_ diagnostic: Diagnostic, calls: [CallFrame] = []) -> String {
    let isChinese = language == .zh
    var json = JSONWriter()
    json.object { json in
      json.member("kind", "diagnostic")
      json.member("severity", diagnostic.severity.rawValue)
      json.member("code", diagnostic.code)
      if let file = files[diagnostic.range.file] {
        json.member("file", file.name)
        write(diagnostic.range, to: &json)
      } else {
        for name in ["file", "line", "column", "end_line", "end_column"] {
          json.key(name)
          json.null()
        }
      }
      json.member("message", diagnostic.message.text(chinese: isChinese))
      json.key("notes")
      json.array { json in
        for label in diagnostic.labels { json.string(placed(label.range, label.message.text(chinese: isChinese))) }
        for note in diagnostic.notes { json.string(note.text(chinese: isChinese)) }
        for call in calls {
          let text = Message(RenderingCatalogue.calledHere, [.text(call.name)]).text(chinese: isChinese)
          json.string(placed(call.range, text))
        }
      }
      json.key("mend")
      write(diagnostic.mend, to: &json)
    }
    return json.text
  }

  private func placed(_ range: SourceRange, _ text: String) -> String {
    guard let file = files[range.file] else { return text }
    let (line, column) = file.place(range.start)
    return "\(file.name):\(line):\(column): \(text)"
  }

  private func write(_ range: SourceRange, to json: inout JSONWriter) {
    guard let file = files[range.file] else { return }
    let start = file.place(range.start)
    let end = file.place(max(range.start, range.end))
    json.member("line", start.line)
    json.member("column", start.column)
    json.member("end_line", end.line)
    json.member("end_column", end.column)
  }

  private func write(_ mend: Mend?, to json: inout JSONWriter) {
    guard let mend else {
      json.null()
      return
    }
    json.array {
      for edit in mend.edits {
        $0.object {
          write(edit.range, to: &$0)
          $0.member("text", edit.replacement)
        }
      }
    }
  }
}

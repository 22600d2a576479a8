import WeirAnalysis
import WeirSyntax

/// The paths of files that a script names: they are relative to the folder in which it stands.
enum FilePaths {
  /// The paths that a statement names, with their quotation marks: that of the file it uses, those that `csv` reads.
  static func of(_ statement: Statement) -> [PlainText] {
    if case .use(.file(let path), _) = statement.kind { return [path] }
    var found: [PlainText] = []
    SyntaxWalk.visit(statement) { expression in
      guard case .call(let callee, let arguments, _) = expression.kind, case .name(let function) = callee.kind,
        StandardLibrary.function(named: function.text)?.name == "csv",
        let path = arguments.first(where: { $0.name?.text == "path" }) ?? arguments.first(where: { $0.name == nil }),
        case .text(let parts) = path.value.kind, parts.count == 1, case .literal(let text)? = parts.first
      else { return }
      found.append(PlainText(text, path.value.range))
    }
    return found
  }

  /// A text of statements with other paths in it.
  static func moved(_ text: String, by move: (String) -> String) -> String {
    let file = SourceFile(identifier: 0, name: "", text: text)
    var bytes = file.bytes
    let paths = Parser.parse(file).0.statements.flatMap(of).sorted { $0.range.start > $1.range.start }
    for path in paths where path.range.start <= path.range.end && Int(path.range.end) <= bytes.count {
      let other = move(path.value)
      guard other != path.value else { continue }
      bytes.replaceSubrange(Int(path.range.start)..<Int(path.range.end), with: Array(Printable.quoted(other).utf8))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

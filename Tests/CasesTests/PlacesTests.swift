import Foundation
import Testing
import Weir

/// A script puts out the same wherever its statements stand: entered at the prompt one by one, in a function, in a
/// loop, in a module. Values are kept in another way in each, and most cases stand at the top of a script.
@Suite struct PlacesTests {
  @Test(arguments: CaseFile.chosen)
  func `a script entered statement by statement puts out the same`(url: URL) throws {
    guard let script = try MovableScript(url) else { return }
    let pieces = script.run { engine in
      for statement in script.statements {
        let outcome = engine.enter(script.text(statement))
        if !outcome.isAccepted { return outcome.diagnostics }
      }
      return []
    }
    // Only a whole script may use a function above its declaration.
    if pieces.problem == "E201" { return }
    #expect(pieces.problem == nil, "\(script.name)")
    #expect(pieces.words == script.words, "\(script.name)")
  }

  @Test func `a script within a function puts out the same`() throws {
    let compared = try count { script in
      let top = script.text { $0.standsAtTop }, rest = script.text { !$0.standsAtTop }
      let moved = run("\(top)fn whole_script() = {\n\(rest)0\n}\nlet its_result = whole_script()\n", script)
      guard let moved else { return false }
      #expect(moved.problem == nil, "\(script.name)")
      #expect(moved.words == script.words, "\(script.name)")
      return true
    }
    #expect(compared > 400)
  }

  @Test func `a script within a loop puts out the same each time`() throws {
    let compared = try count { script in
      let top = script.text { $0.standsAtTop }, rest = script.text { !$0.standsAtTop }
      guard let moved = run("\(top)for its_turn in 1..2 {\n\(rest)}\n", script) else { return false }
      #expect(moved.problem == nil, "\(script.name)")
      #expect(moved.words == script.words + script.words, "\(script.name)")
      return true
    }
    #expect(compared > 400)
  }

  @Test func `a script whose declarations stand in a module puts out the same`() throws {
    let compared = try count { script in
      let uses = script.text { $0.isUse }, rest = script.text { !$0.isUse && !$0.declares }
      let module = uses + script.text { $0.declares }
      guard let moved = run("\(uses)use \"declarations.weir\"\n\(rest)", script, module: module) else { return false }
      #expect(moved.problem == nil, "\(script.name)")
      // What the module puts out comes first.
      #expect(moved.words.sorted() == script.words.sorted(), "\(script.name)")
      return true
    }
    #expect(compared > 400)
  }

  /// For how many scripts something was compared.
  private func count(_ compare: (MovableScript) -> Bool) throws -> Int {
    try CaseFile.all.count { url in try MovableScript(url).map(compare) ?? false }
  }

  /// Runs the moved script.
  ///
  /// - Returns: nil where it does not check: a function reads a variable that now stands in another one.
  private func run(_ text: String, _ script: MovableScript, module: String? = nil) -> MovableScript.Run? {
    var isChecked = true
    let moved = script.run(module: module) { engine in
      let checked = engine.check(Array(text.utf8), name: "<input>")
      isChecked = !checked.hasErrors
      do throws(WeirError) {
        if isChecked { try engine.run(checked) }
        return []
      } catch {
        return error.diagnostics
      }
    }
    return isChecked ? moved : nil
  }
}

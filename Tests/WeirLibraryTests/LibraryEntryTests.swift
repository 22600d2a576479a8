import Testing
import WeirSyntax

@testable import WeirAnalysis

/// The table of library functions, of which checking, help and the reference are made.
@Suite struct LibraryEntryTests {
  /// What the check says of a script, warnings about unused values apart.
  private func codes(_ text: String) -> [String] {
    let session = CheckSession(libraries: [StandardLibrary()])
    let file = session.addFile(name: "<script>", bytes: Array(text.utf8))
    let (script, problems) = Parser.parse(file)
    guard problems.isEmpty else { return problems.map(\.code) }
    let checker = Checker(session: session)
    _ = checker.check(script)
    return checker.diagnostics.filter { $0.severity == .error }.map(\.code)
  }

  @Test func everySignatureIsRead() {
    for function in LibraryFunction.all {
      for overload in function.overloads {
        #expect(overload.signature?.name == function.name, "\(overload.text)")
      }
    }
  }

  @Test func namesAreDistinctInBothLanguages() {
    let english = LibraryFunction.all.map(\.name), chinese = LibraryFunction.all.map(\.chineseName)
    #expect(Set(english).count == english.count)
    #expect(Set(chinese).count == chinese.count)
    #expect(StandardLibrary().names == (english + chinese).sorted())
  }

  @Test func everyFunctionIsExplainedInBothLanguages() {
    for function in LibraryFunction.all {
      #expect(function.summaryEn.count > 10 && function.summaryZh.count > 4, "\(function.name)")
      #expect(function.summary(chinese: true) != function.summary(chinese: false))
    }
  }

  @Test func everyExampleChecks() {
    for function in LibraryFunction.all where !function.example.isEmpty {
      #expect(codes(function.example).isEmpty, "\(function.name): \(function.example)")
    }
  }

  @Test func codesAreDistinctAndEveryMessageIsInBothLanguages() {
    let all = LibraryCatalogue.templates
    #expect(Set(all.map(\.code)).count == all.count)
    for template in all {
      #expect(
        !template.en.isEmpty && !template.zh.isEmpty && !template.helpEn.isEmpty && !template.helpZh.isEmpty,
        "\(template.code)")
      for number in 0..<6 {
        #expect(
          template.en.contains("{\(number)}") == template.zh.contains("{\(number)}"),
          "\(template.code) argument \(number)")
      }
    }
  }

  @Test func everyMistakeOfTheCatalogueIsFoundAndItsMendChecks() {
    // Examples with files are run by the tests of the whole catalogue.
    for template in LibraryCatalogue.templates
    where !template.wrong.isEmpty && ExampleScript(template.wrong).files.isEmpty {
      // What `export` cannot write is known to the check.
      if template.code < "E650" || template.code == "E763" {
        #expect(codes(template.wrong) == [template.code], "\(template.code): \(template.wrong)")
      } else {
        #expect(codes(template.wrong).isEmpty, "\(template.code): \(template.wrong)")
      }
      #expect(codes(template.right).isEmpty, "\(template.code): \(template.right)")
    }
  }
}

import WeirSyntax

/// Checks `explain x`: gathers how a value comes about, as far as that is known without running.
struct ExplainCheck {
  let checker: Checker
  let call: LibraryCall
  func typed() -> Typed? { nil }
}

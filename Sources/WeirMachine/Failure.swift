import WeirSyntax

/// What stopped a run: an error of the script, a limit, an interruption, or a file that cannot be had.
package struct RuntimeFailure: Error, Sendable {
  /// What kind of end it is; each has an exit status of its own.
  package enum Kind: Sendable {
    /// A mistake of the script or its data (exit status 1); the only kind that `try` catches.
    case error
    /// A limit was reached (124).
    case limit
    /// Ctrl-C or the host (130).
    case interruption
    /// A file is missing, forbidden or unreadable (66).
    case file
  }
  /// One call on the way to the place of the failure.
  package struct Call: Sendable, Hashable {
    /// The function that was called.
    package let function: String
    /// Where it was called.
    package let range: SourceRange
  }

  package var message: Message
  package var kind: Kind
  /// Where it happened; `.nowhere` until the machine fills it in.
  package var range: SourceRange
  /// The calls that were running, the innermost first.
  package var chain: [Call] = []
  package var notes: [Message] = []

  package init(
    _ template: Template, _ arguments: [Message.Argument] = [], kind: Kind = .error, at range: SourceRange = .nowhere,
    notes: [Message] = []
  ) {
    message = Message(template, arguments)
    self.kind = kind
    self.range = range
    self.notes = notes
  }

  package var code: String { message.template.code }

  /// The failure as a diagnostic: the place, the calls as labels.
  package var diagnostic: Diagnostic {
    var diagnostic = Diagnostic(message.template, message.arguments, at: range, notes: notes)
    let shown = chain.count > 12 ? Array(chain.prefix(6)) + chain.suffix(5) : chain
    for (place, call) in shown.enumerated() {
      if chain.count > 12 && place == 6 {
        diagnostic.notes.append(Message(MachineMessages.callsLeftOut, [.text(String(chain.count - 11))]))
      }
      diagnostic.labels.append(.init(call.range, Message(MachineMessages.calledHere, [.text(call.function)])))
    }
    return diagnostic
  }
}

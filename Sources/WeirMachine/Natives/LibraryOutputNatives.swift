import WeirAnalysis
import WeirSyntax

/// Natives that put something out. `info.texts` are the name and the type's text, `info.types` the type shown,
/// `info.object` the node of the sources on which it rests.
extension LibraryNatives {
  static let outputTable: [String: NativeFunction] = [
    "out.print": { (call) throws(RuntimeFailure) in
      try call.machine.host.output(.print(call.text(0), sources: sources(call)))
      return 0
    },
    "out.show": { (call) throws(RuntimeFailure) in
      let texts = call.info.texts
      try call.charge(16)
      try call.machine.host.output(
        .show(
          name: texts.first ?? "", type: texts.count > 1 ? texts[1] : "", value: try value(call),
          sources: sources(call)))
      return 0
    },
    "out.chart": { (call) throws(RuntimeFailure) in
      let texts = call.info.texts
      try call.charge(16)
      try call.machine.host.output(
        .chart(
          name: texts.first ?? "", value: try value(call), by: texts.count > 1 ? texts[1] : nil,
          sources: sources(call)))
      return 0
    },
    "out.export": { (call) throws(RuntimeFailure) in
      try call.charge(16)
      try call.machine.host.output(
        .export(Exported(path: call.text(1), value: try value(call), sources: sources(call), place: call.range)))
      return 0
    },
    "out.fail": { (call) throws(RuntimeFailure) in
      throw RuntimeFailure(LibraryCatalogue.failed, [.text(call.text(0))])
    },
  ]

  private static func value(_ call: NativeCall) throws(RuntimeFailure) -> Value {
    try call.machine.reserveSnapshot(of: call.slot(0), call.info.types.first ?? call.types[0])
    return call.machine.value(of: call.slot(0), call.info.types.first ?? call.types[0])
  }

  /// The sources on which what is shown rests.
  static func sources(_ call: NativeCall) -> [Provenance] {
    Provenance.named((call.info.object as? ProvenanceNode)?.sources ?? [])
  }
}

extension Provenance {
  /// The sources of those declarations, by name.
  package static func named(_ sources: [DeclaredType]) -> [Provenance] {
    sources.compactMap { declared in
      guard let info = declared.info as? SourceInfo, let status = Status(rawValue: info.status) else { return nil }
      return Provenance(name: declared.name, title: info.title, status: status)
    }
  }
}

/// How the parts of a record, a closure's captures or a table's columns lie in a cell: references first, each kind in the
/// order given.
package enum FieldLayout {
  /// The place in memory of each field of a layout.
  package static func places(_ types: [Type]) -> [Int] {
    var reference = 0, number = types.count(where: \.isReference)
    return types.map { type in
      defer { if type.isReference { reference += 1 } else { number += 1 } }
      return type.isReference ? reference : number
    }
  }
  package static func referenceCount(_ types: [Type]) -> Int { types.count(where: \.isReference) }
}

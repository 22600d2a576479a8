/// Where fields lie: a record's fields stand in memory with the references first, each half in the order of the layout.
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

/// Natives of the standard library by name.
enum LibraryNatives {
  static let table: [String: NativeFunction] = [:]
}

/// Scalar functions of the standard library by name.
enum LibraryScalars {
  static let table: [String: ScalarTable.Function] = [:]
}

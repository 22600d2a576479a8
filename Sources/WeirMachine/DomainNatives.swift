/// Natives of the domain by name.
enum DomainNatives {
  static let table: [String: NativeFunction] = [:]
}

extension Labelled {
  /// Reduces groups of values to one each: over the axes named, or over all where `names` is nil.
  ///
  /// A group's values come in the order of the array. The axes that remain keep their order.
  /// - Throws: `ArrayError.noAxis`, `.repeatedAxis`, or what `reducer` throws.
  public func reduce<Result: Sendable>(
    over names: [String]? = nil, _ reducer: (UnsafeBufferPointer<Element>) throws -> Result
  ) throws -> Labelled<Result> {
    let (kept, arranged) = try arranged(over: names)
    let groups = try Shape.count(of: kept)
    let size = groups == 0 ? 0 : arranged.count / groups
    var result: [Result] = []
    result.reserveCapacity(groups)
    try arranged.withUnsafeBufferPointer { buffer in
      for group in 0..<groups {
        result.append(try reducer(UnsafeBufferPointer(rebasing: buffer[group * size..<(group + 1) * size])))
      }
    }
    return Labelled<Result>(trusted: kept, result)
  }

  /// Reduces groups of values with the weights that belong to them; weights are repeated along axes they lack.
  ///
  /// - Throws: `ArrayError.noAxis` also where weights have an axis that the array lacks.
  public func reduce<Weight: Sendable, Result: Sendable>(
    over names: [String]? = nil, weights: Labelled<Weight>,
    _ reducer: (UnsafeBufferPointer<Element>, UnsafeBufferPointer<Weight>) throws -> Result
  ) throws -> Labelled<Result> {
    let (kept, arranged) = try arranged(over: names)
    let (_, weightValues) = try weights.broadcast(to: axes).arranged(over: names)
    let groups = try Shape.count(of: kept)
    let size = groups == 0 ? 0 : arranged.count / groups
    var result: [Result] = []
    result.reserveCapacity(groups)
    try arranged.withUnsafeBufferPointer { buffer in
      try weightValues.withUnsafeBufferPointer { weightBuffer in
        for group in 0..<groups {
          let range = group * size..<(group + 1) * size
          result.append(
            try reducer(
              UnsafeBufferPointer(rebasing: buffer[range]), UnsafeBufferPointer(rebasing: weightBuffer[range])))
        }
      }
    }
    return Labelled<Result>(trusted: kept, result)
  }

  /// Changes groups of values into as many others, as ranks or shares within a group are; the shape stays.
  ///
  /// - Throws: `ArrayError.noAxis`, `.countMismatch` for a result of another length than its group, and what
  ///   `transform` throws.
  public func transformGroups<Result: Sendable>(
    over names: [String]? = nil, _ transform: (UnsafeBufferPointer<Element>) throws -> [Result]
  ) throws -> Labelled<Result> {
    let (kept, arranged) = try arranged(over: names)
    let groups = try Shape.count(of: kept)
    let size = groups == 0 ? 0 : arranged.count / groups
    var result: [Result] = []
    result.reserveCapacity(arranged.count)
    try arranged.withUnsafeBufferPointer { buffer in
      for group in 0..<groups {
        let part = try transform(UnsafeBufferPointer(rebasing: buffer[group * size..<(group + 1) * size]))
        guard part.count == size else { throw ArrayError.countMismatch(expected: size, found: part.count) }
        result.append(contentsOf: part)
      }
    }
    // What is worked out of all labels goes on beyond none of them.
    let reduced = axes.filter { axis in !kept.contains { $0.name == axis.name } }.map(\.ended)
    return try Labelled<Result>(trusted: kept + reduced, result).byOrder(axes.map(\.name))
  }

  /// The axes that stay, and the values with those that go innermost.
  private func arranged(over names: [String]?) throws(ArrayError) -> ([Axis], [Element]) {
    guard let names else { return ([], values) }
    var goes = [Bool](repeating: false, count: axes.count)
    for name in names {
      let place = try place(ofAxis: name)
      guard !goes[place] else { throw .repeatedAxis(name) }
      goes[place] = true
    }
    let stay = axes.indices.filter { !goes[$0] }
    let order = stay + axes.indices.filter { goes[$0] }
    return (stay.map { axes[$0] }, permuted(order).values)
  }
}

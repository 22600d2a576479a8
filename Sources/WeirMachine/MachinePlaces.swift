import Quantities
import WeirAnalysis
import WeirSyntax

/// Places that a script writes to: elements of lists and maps, fields of records, parts of arrays.
extension Machine {
  @inline(never)
  func setKey(_ fp: UnsafeMutablePointer<Slot>, _ word: UInt64) {
    let root = word.operandD & 0x80 == 0 ? fp + word.operandA : state.pointee.globals + word.operandA
    let map = heap.unsharedMap(consuming: root.pointee.cell)
    root.pointee = Slot(cell: map)
    let key = fp[word.operandB], isText = word.operandD & 2 != 0, isReference = word.operandD & 4 != 0
    if isText { Heap.retain(key) }
    let value = fp[word.operandC]
    if isReference { fp[word.operandC] = 0 }
    heap.setEntry(map, key: key, value: value, textKey: isText, referenceValue: isReference)
  }

  /// Where a place stands in memory, everything on the way made unshared; nil (and `pending`) where there is no such
  /// place.
  private func locate(_ site: Site, _ fp: UnsafeMutablePointer<Slot>) -> UnsafeMutablePointer<Slot>? {
    var slot = site.root.isGlobal ? state.pointee.globals + site.root.register : fp + site.root.register
    for step in site.steps {
      switch step {
      case .field(let position):
        let record = heap.unsharedRecord(consuming: slot.pointee.cell)
        slot.pointee = Slot(cell: record)
        slot = record.contents + position
      case .element(let register):
        let list = slot.pointee.cell, index = fp[register].number
        guard let place = Int(exactly: index), place >= 0, place < list.count else {
          pending = indexFailure(index, list.count)
          return nil
        }
        let own = heap.unsharedList(consuming: list)
        slot.pointee = Slot(cell: own)
        slot = own.contents + place
      case .key(let register, let isText):
        let map = heap.unsharedMap(consuming: slot.pointee.cell)
        slot.pointee = Slot(cell: map)
        let place = map.count == 0 ? -1 : map.mapPlace(of: isText ? fp[register] : Cell.normalKey(fp[register]))
        guard place >= 0 else {
          pending = RuntimeFailure(MachineMessages.noKey, [.text(keyText(fp[register], isText: isText))])
          return nil
        }
        slot = map.mapEntries + 2 * place + 1
      case .part: return slot
      }
    }
    return slot
  }

  private func keyText(_ key: Slot, isText: Bool) -> String {
    isText ? "\"\(key.cell.string)\"" : NumberFormat.shortest(key.number)
  }

  func indexFailure(_ index: Double, _ count: Int) -> RuntimeFailure {
    if Slot(number: index).isElementError { return elementFailure(Slot(number: index)) }
    let isWhole = index == index.rounded(.towardZero)
    return RuntimeFailure(
      isWhole ? MachineMessages.listIndex : MachineMessages.fractionalIndex,
      [.text(NumberFormat.shortest(index)), .text(String(count))])
  }

  @inline(never)
  func assignPlace(
    _ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>, _ register: Int
  ) -> Bool {
    code.pointee.site._withUnsafeGuaranteedRef { site in
      var outer = site.steps
      guard let last = outer.last else { return false }
      if case .part(let selectors) = last {
        guard let slot = locate(site, fp) else { return false }
        return assignPart(slot, selectors, fp, fp[register], isReference: site.isReference)
      }
      if case .key(let keyRegister, let isText) = last {
        // The last key may be new.
        outer.removeLast()
        let parent = Site()
        parent.root = site.root
        parent.steps = outer
        guard let slot = locate(parent, fp) else { return false }
        let map = heap.unsharedMap(consuming: slot.pointee.cell)
        slot.pointee = Slot(cell: map)
        if isText { Heap.retain(fp[keyRegister]) }
        heap.setEntry(
          map, key: fp[keyRegister], value: fp[register], textKey: isText, referenceValue: site.isReference)
        if site.isReference { fp[register] = 0 }
        return true
      }
      guard let slot = locate(site, fp) else { return false }
      let old = slot.pointee
      slot.pointee = fp[register]
      if site.isReference {
        fp[register] = 0
        heap.release(old)
      }
      return true
    }
  }

  /// A native upon the value at a place: moved out, changed, put back.
  @inline(never)
  func mutatePlace(_ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>) -> Bool {
    code.pointee.site._withUnsafeGuaranteedRef { site in
      guard let native = site.native else { return false }
      let arguments = fp + site.frameTop
      var part: [(selector: ArraySelector, register: Int)]?
      if case .part(let selectors)? = site.steps.last { part = selectors }
      gather(code, fp, arguments + 1)
      guard let slot = locate(site, fp) else {
        giveBack(code, fp, arguments + 1)
        return false
      }
      if let part { return mutatePart(slot, part, site, native, code, fp) }
      arguments[0] = slot.pointee
      if site.isReference { slot.pointee = 0 }
      var call = NativeCall(arguments: arguments, site: native, owned: site.owned, machine: self)
      let outer = state.pointee.top
      state.pointee.top = arguments + site.arguments.count + 1
      defer { state.pointee.top = outer }
      do throws(RuntimeFailure) {
        slot.pointee = try native.function(&call)
        for place in 0...min(site.arguments.count, 63) where site.owned >> UInt64(place) & 1 == 1 {
          heap.release(arguments[place])
        }
        return true
      } catch {
        if site.isReference { slot.pointee = arguments[0] }
        giveBack(code, fp, arguments + 1)
        pending = error
        return false
      }
    }
  }

  /// As `mutatePlace`, of a part of an array: read, worked out, written back.
  private func mutatePart(
    _ slot: UnsafeMutablePointer<Slot>, _ selectors: [(selector: ArraySelector, register: Int)], _ site: Site,
    _ native: NativeSite, _ code: UnsafeMutablePointer<SiteCode>, _ fp: UnsafeMutablePointer<Slot>
  ) -> Bool {
    let arguments = fp + site.frameTop
    arguments[0] = 0
    let values = selectors.map { fp[$0.register] }
    do throws(RuntimeFailure) {
      arguments[0] = try ArraySelection.select(
        slot.pointee.cell, selectors.map(\.selector), values, machine: self, references: site.isReference)
      var call = NativeCall(arguments: arguments, site: native, owned: site.owned, machine: self)
      let result = try native.function(&call)
      let isStored = assignPart(slot, selectors, fp, result, isReference: site.isReference)
      if site.isReference { heap.release(result) }
      for place in 0...min(site.arguments.count, 63) where site.owned >> UInt64(place) & 1 == 1 {
        heap.release(arguments[place])
      }
      return isStored
    } catch {
      if site.isReference { heap.release(arguments[0]) }
      giveBack(code, fp, arguments + 1)
      pending = error
      return false
    }
  }

  private func assignPart(
    _ slot: UnsafeMutablePointer<Slot>, _ selectors: [(selector: ArraySelector, register: Int)],
    _ fp: UnsafeMutablePointer<Slot>, _ value: Slot, isReference: Bool
  ) -> Bool {
    do throws(RuntimeFailure) {
      let array = heap.unsharedArray(consuming: slot.pointee.cell)
      slot.pointee = Slot(cell: array)
      try ArraySelection.assign(
        array, selectors.map(\.selector), selectors.map { fp[$0.register] }, value, isReference: isReference,
        machine: self)
      return true
    } catch {
      pending = error
      return false
    }
  }
}

import Arrays
import Synchronization
import WeirAnalysis
import WeirSyntax

/// How much a run may use.
public struct Limits: Sendable {
  /// Counted bytes.
  public var memory = 2 << 30
  /// Calls within calls.
  public var depth = 10_000
  /// Instructions, nil for no limit; a native counts by the size of its work.
  public var instructions: Int?
  /// Seconds, nil for no limit; only then is a clock read.
  public var seconds: Double?
  public init() {}
}

/// What a machine needs of the world around it.
public protocol MachineHost: AnyObject {
  /// Takes what the script puts out, in order.
  func output(_ output: Output)
  /// The bytes of a file that the script may read; `base` is the name of the file that asks.
  func readFile(_ path: String, from base: String?) throws(RuntimeFailure) -> [UInt8]
}

/// Runs checked programs: their code, their memory, their limits.
public final class Machine {
  let heap: Heap
  let axes = AxisRegistry()
  let labels = LabelTable()
  let host: any MachineHost
  public let limits: Limits
  /// Objects that natives of a room keep for the life of the machine, by name (the domain's caches).
  var attachments: [String: AnyObject] = [:]

  public init(limits: Limits = Limits(), host: any MachineHost) {
    self.limits = limits
    self.host = host
    heap = Heap(limit: limits.memory)
  }

  /// Work that natives have counted and the loop has not yet taken from its fuel.
  var charged = 0

  /// Counts work of a native and looks whether the run is to stop.
  func charge(_ size: Int) throws(RuntimeFailure) {
    charged += size
  }

  /// The failure of a request that would pass the limit on memory.
  func memoryFailure() -> RuntimeFailure {
    RuntimeFailure(MachineMessages.memoryLimit, [.text(String(limits.memory >> 20))], kind: .limit)
  }
}

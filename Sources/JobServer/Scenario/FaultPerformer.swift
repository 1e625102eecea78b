import Foundation
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOPosix
import Synchronization

/// Makes requests go wrong as a scenario says.
final class FaultPerformer: Sendable {
  private let plan: Mutex<FaultPlan>
  private let registry: JobRegistry
  private let time: Stopwatch

  /// - Parameter registry: what has the scenario, and its time.
  init(_ registry: JobRegistry) {
    plan = Mutex(FaultPlan(registry.scenario.faults))
    self.registry = registry
    time = registry.time
  }

  /// The fault of a request that has just come, nil for none; whatever it is, its delay is over.
  func fault(of request: Request) async throws -> Fault? {
    let (method, path, now) = (request.method.rawValue, request.uri.path, time.now)
    var fault = plan.withLock { $0.next(method: method, path: path, at: now) }
    // What is said of the job itself is closer to the point.
    if request.method == .get, case .job(let id) = Endpoint(path: path) {
      fault = await registry.fault(ofQuestionAbout: id) ?? fault
    }
    guard let fault else { return nil }
    if fault.delay > .zero { try await time.sleep(until: now + fault.delay) }
    return fault
  }

  /// Breaks the connection where the fault is to do so.
  ///
  /// - Throws: ``Exchange/ConnectionEnds`` in that case.
  func breakConnection(_ fault: Fault, _ request: Request, on channel: any Channel) async throws {
    switch fault.kind {
    case .hang:
      try await waitUntilClosed(request)
      throw Exchange.ConnectionEnds()
    case .reset:
      // Without lingering, closing sends a reset (SO_LINGER in socket(7)).
      if let socket = channel as? any SocketOptionProvider {
        try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
      }
      try await channel.close()
      throw Exchange.ConnectionEnds()
    case .none, .status, .truncated, .body, .wrongID: return
    }
  }

  /// Waits until the client closes the connection, or the server ends.
  private func waitUntilClosed(_ request: Request) async throws {
    let (never, keeper) = AsyncStream<Never>.makeStream()
    try await request.body.consumeWithCancellationOnInboundClose { body in
      for try await _ in body {}
      for await _ in never {}
    }
    keeper.finish()
  }
}

extension Fault {
  /// Whether it needs the body of an answer.
  var spoilsBody: Bool {
    switch kind {
    case .truncated, .body, .wrongID: true
    case .none, .status, .hang, .reset: false
    }
  }

  /// What is answered without doing what was asked; nil when it is to be done.
  var refusal: RequestProblem? {
    guard case .status(let code) = kind else { return nil }
    return RequestProblem(status: .init(code: code), message: "The scenario has this request fail.")
  }
}

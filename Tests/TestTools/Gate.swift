import Synchronization

/// Holds whoever comes until it is opened.
package final class Gate: Sendable {
  private struct State {
    var isOpen: Bool
    var arrived = 0
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
  }

  private let state: Mutex<State>
  /// How many have to arrive for it to open by itself, if it does.
  private let opensAt: Int

  package init(isOpen: Bool = false, opensAt: Int = .max) {
    state = Mutex(State(isOpen: isOpen))
    self.opensAt = opensAt
  }

  package var isOpen: Bool { state.withLock { $0.isOpen } }

  package func open() {
    let waiting = state.withLock { state in
      state.isOpen = true
      defer { state.waiting = [:] }
      return state.waiting.values
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Waits until the gate is open.
  ///
  /// - Throws: `CancellationError` when the task was cancelled.
  package func pass() async throws {
    let number = state.withLock { state in
      state.arrived += 1
      return state.arrived
    }
    if number >= opensAt { open() }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let goesOn = state.withLock { state in
          if state.isOpen || Task.isCancelled { return true }
          state.waiting[number] = continuation
          return false
        }
        if goesOn { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
    }
    try Task.checkCancellation()
  }
}

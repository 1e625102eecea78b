import NIOCore
import Synchronization

/// Until when something has to be over, unless there is progress meanwhile.
///
/// It is a timer of an event loop, which is gone once stopped; that of a `Task.sleep` would still wake the process later.
final class Deadline: Sendable {
  private struct State {
    var due: NIODeadline
    var timer: Scheduled<Void>?
  }

  private let loop: any EventLoop
  private let patience: TimeAmount
  private let state: Mutex<State>

  /// - Parameter patience: how long there may be no progress.
  init(_ patience: Duration, on loop: any EventLoop) {
    self.loop = loop
    self.patience = TimeAmount(patience)
    state = Mutex(State(due: .distantFuture, timer: nil))
  }

  /// Starts the time; when it is over, `expire` is called once.
  func start(_ expire: @escaping @Sendable () -> Void) {
    state.withLock {
      $0.due = .now() + patience
      $0.timer = timer(at: $0.due, expire)
    }
  }

  /// There is progress: the time starts anew.
  func extend() { state.withLock { $0.due = .now() + patience } }

  func stop() { state.withLock { $0.timer.take() }?.cancel() }

  private func timer(at due: NIODeadline, _ expire: @escaping @Sendable () -> Void) -> Scheduled<Void> {
    loop.scheduleTask(deadline: due) {
      let isOver = self.state.withLock { state in
        guard state.timer != nil, state.due > .now() else { return true }
        state.timer = self.timer(at: state.due, expire)
        return false
      }
      if isOver { expire() }
    }
  }
}

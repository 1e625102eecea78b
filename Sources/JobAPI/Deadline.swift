import NIOCore
import Synchronization

/// Until when something has to be over, unless there is progress meanwhile.
struct Deadline: Sendable {
  private let deadlines: Deadlines
  private let number: Int
  private let patience: TimeAmount
  private let due: NIODeadline

  /// - Parameters:
  ///   - patience: how long there may be no progress.
  ///   - deadlines: has the timer.
  init(_ patience: Duration, among deadlines: Deadlines) {
    self.deadlines = deadlines
    number = deadlines.nextNumber()
    self.patience = TimeAmount(patience)
    due = .now() + self.patience
  }

  /// Has `expire` called once when the time is over, in place of what was to be called until now.
  func start(_ expire: @escaping @Sendable () -> Void) {
    deadlines.start(number, due: due, expire)
  }

  /// There is progress: the time starts anew.
  func extend() { deadlines.extend(number, due: .now() + patience) }

  func stop() { deadlines.stop(number) }
}

/// The deadlines of what goes on at the same time, with one timer for all: to set one and to take it back for each request
/// would wake an event loop twice.
///
/// The timer is one of an event loop, which is gone once nothing goes on; that of a `Task.sleep` would still wake the
/// process later.
final class Deadlines: Sendable {
  private struct Entry {
    var due: NIODeadline
    let expire: @Sendable () -> Void
  }

  private struct State {
    var numbers = 0
    var entries: [Int: Entry] = [:]
    /// Rings when the first entry is due, or before that.
    var timer: (due: NIODeadline, scheduled: Scheduled<Void>)?
  }

  private let group: any EventLoopGroup
  private let state = Mutex(State())

  init(on group: any EventLoopGroup) { self.group = group }

  fileprivate func nextNumber() -> Int {
    state.withLock {
      $0.numbers += 1
      return $0.numbers
    }
  }

  fileprivate func start(_ number: Int, due: NIODeadline, _ expire: @escaping @Sendable () -> Void) {
    state.withLock {
      $0.entries[number] = Entry(due: due, expire: expire)
      setTimer(&$0, due)
    }
  }

  fileprivate func extend(_ number: Int, due: NIODeadline) {
    state.withLock { $0.entries[number]?.due = due }
  }

  fileprivate func stop(_ number: Int) {
    state.withLock {
      $0.entries[number] = nil
      guard $0.entries.isEmpty else { return }
      $0.timer?.scheduled.cancel()
      $0.timer = nil
    }
  }

  /// Sees to it that the timer rings by a moment.
  private func setTimer(_ state: inout State, _ due: NIODeadline) {
    if let timer = state.timer {
      guard due < timer.due else { return }
      timer.scheduled.cancel()
    }
    state.timer = (due, group.any().scheduleTask(deadline: due) { self.ring() })
  }

  private func ring() {
    let now = NIODeadline.now()
    let expired = state.withLock { state in
      state.timer = nil
      let expired = state.entries.filter { $0.value.due <= now }
      for number in expired.keys { state.entries[number] = nil }
      if let next = state.entries.values.map(\.due).min() { setTimer(&state, next) }
      return expired.values
    }
    for entry in expired { entry.expire() }
  }
}

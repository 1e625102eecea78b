import Foundation

/// Wakes a loop once when an instant has come; while there is none there is no timer.
@MainActor
final class WakeUpTimer {
  private var set: (due: Date, task: Task<Void, Never>)?
  private let wake: @Sendable () -> Void

  init(_ wake: @escaping @Sendable () -> Void) { self.wake = wake }

  /// Wakes at an instant in place of the one before; nil cancels.
  func wake(at due: Date?) {
    guard due != set?.due else { return }
    set?.task.cancel()
    set = due.map { due in
      let task = Task { [wake] in
        let pause = Duration.seconds(max(0, due.timeIntervalSinceNow))
        guard (try? await Task.sleep(for: pause)) != nil else { return }
        wake()
      }
      return (due, task)
    }
  }

  /// Has to be told that it woke: the same instant may be wanted again.
  func woke() { set = nil }
}

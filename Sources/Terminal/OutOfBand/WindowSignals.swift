/// What the program may tell a person outside the screen: by the window's title, its progress bar and notifications.
package struct WindowSignals: Hashable, Sendable {
  /// How a person who looks elsewhere is told that jobs have ended.
  package enum Notification: String, Hashable, Sendable, CaseIterable {
    case off
    case bell
    /// As `auto`, and only when jobs have ended that a person waits for together.
    case sets
    /// By the sequence that the terminal is known to take, or else the bell.
    case auto
  }

  package var title = true
  package var progress = true
  package var notification = Notification.auto

  package init() {}
}

/// How much of something is done, as terminals show it in a tab or a task bar.
package struct WindowProgress: Hashable, Sendable {
  /// 0 to 100.
  package let percent: Int
  package let hasFailures: Bool

  package init(percent: Int, hasFailures: Bool) {
    self.percent = min(max(0, percent), 100)
    self.hasFailures = hasFailures
  }
}

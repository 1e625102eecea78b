import Dashboard
import Foundation
import Glibc
import JobTracking
import Synchronization
import Terminal

/// How far a submission is, on standard error: one line that is written over at a terminal, else a line for what a
/// person would want to know of.
final class ProgressLine: Sendable {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let shown = Mutex("")

  func show(_ stage: Submitter.Stage, of item: SubmissionItem) {
    let text = "\(item.name.printable): \(UploadText.describe(stage, size: item.size, isUnicode: false))"
    let news = shown.withLock { shown in
      guard text != shown else { return "" }
      shown = text
      if isTerminal { return "\r\u{1B}[K\(text)" }
      guard case .waiting = stage else { return "" }
      return "jobwatch: \(text)\n"
    }
    write(news)
  }

  /// Takes the line away, so that others can be written.
  func clear() {
    shown.withLock { $0 = "" }
    if isTerminal { write("\r\u{1B}[K") }
  }

  // What cannot be written has nowhere else to go.
  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

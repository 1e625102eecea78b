import Dashboard
import Foundation
import Glibc
import JobTracking
import Synchronization
import Terminal

/// How far a submission is, on standard error: one line that is written over at a terminal, else a line for what a
/// person would want to know of.
final class ProgressLine: Sendable {
  private struct State {
    var text = ""
    var stage = Submitter.Stage.queued
  }

  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let state = Mutex(State())

  func show(_ stage: Submitter.Stage, of item: SubmissionItem) {
    let progress = UploadText.describe(stage, size: item.size, isUnicode: false)
    state.withLock { state in
      state.stage = stage
      let text = isTerminal ? fitted(item.name, progress) : "\(item.name.printable): \(progress)"
      guard text != state.text else { return }
      state.text = text
      if isTerminal {
        write("\r\u{1B}[K\(text)")
      } else if case .waiting = stage {
        write("jobwatch: \(text)\n")
      }
    }
  }

  /// Takes the line away, so that others can be written.
  func clear() {
    state.withLock { state in
      if isTerminal, !state.text.isEmpty { write("\r\u{1B}[K") }
      state.text = ""
    }
  }

  /// Whether all of what was last shown may be with the service, without its answer.
  func wasSent(_ item: SubmissionItem) -> Bool {
    guard case .sending(let bytes) = state.withLock({ $0.stage }) else { return false }
    return item.size.map { bytes >= $0 } ?? true
  }

  /// Both in one row, as only that is written over: the name gives way.
  private func fitted(_ name: String, _ progress: String) -> String {
    var window = winsize()
    let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
    let columns = isKnown ? Int(window.ws_col) - 1 : 79
    let room = max(columns - progress.count - 2, 8)
    let name = Glyph.glyphs(of: name).fitted(to: room, truncation: .middle, ellipsis: "~")
    let line = name + Glyph.glyphs(of: ": \(progress)")
    return line.fitted(to: columns, ellipsis: "~").map(\.text).joined()
  }

  // What cannot be written has nowhere else to go.
  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

import Terminal

/// Tells a person about the jobs outside the screen, and takes it back when the terminal is given back.
@MainActor
final class WindowTelling {
  private let traits: TerminalTraits
  private let signals: WindowSignals
  private var title: String?
  private var progress: WindowProgress?
  /// Whether the terminal keeps the title that was there before.
  private var isTitleSaved = false

  init(_ traits: TerminalTraits, _ signals: WindowSignals) {
    self.traits = traits
    self.signals = signals
  }

  /// What takes back all that may be told.
  var undoing: String {
    (signals.title ? traits.titleRestored : "") + (signals.progress ? traits.progress(nil) : "")
  }

  /// Sends what of it is new.
  func tell(title: String, progress: WindowProgress?) {
    if signals.title, title != self.title {
      TerminalOutput.write((isTitleSaved ? "" : traits.titleSaved) + traits.title(title))
      isTitleSaved = true
      self.title = title
    }
    if signals.progress, progress != self.progress {
      TerminalOutput.write(traits.progress(progress))
      self.progress = progress
    }
  }

  func notify(_ sentence: String) {
    TerminalOutput.write(traits.notification(sentence, as: signals.notification))
  }

  func copy(_ text: String) throws(ClipboardError) { TerminalOutput.write(try traits.copying(text)) }

  /// Takes back what was told, until it is told again.
  func leave() {
    if isTitleSaved { TerminalOutput.write(traits.titleRestored) }
    if progress != nil { TerminalOutput.write(traits.progress(nil)) }
    isTitleSaved = false
    forget()
  }

  /// Tells everything anew next time: somebody else has had the terminal.
  func forget() {
    title = nil
    progress = nil
  }
}

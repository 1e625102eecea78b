import JobTracking

extension DashboardState {
  /// Asks for the rest of the command.
  mutating func openExportPrompt() { prompt = Prompt(.command, text: "export ") }

  /// Has the marked jobs that are shown written to a file, or all that are shown when none is marked.
  mutating func export(
    _ format: ExportFormat, to path: String, replaces: Bool, command: String
  ) -> [DashboardEffect] {
    var jobs: [TrackedJob]
    if marks.isEmpty {
      jobs = (0..<rowCount).compactMap { job(inRow: $0) }
    } else {
      let targets = targets
      jobs = targets.jobs
      guard !jobs.isEmpty else { return nothingToActOn(targets) }
    }
    return export(jobs, format, to: path, replaces: replaces, command: command, areMarked: !marks.isEmpty)
  }

  /// Has some jobs written to a file.
  mutating func export(
    _ jobs: [TrackedJob], _ format: ExportFormat, to path: String, replaces: Bool, command: String,
    areMarked: Bool = false
  ) -> [DashboardEffect] {
    guard !jobs.isEmpty else {
      notice = "There is no job to export."
      return []
    }
    notice = "Exporting..."
    return [
      .export(
        ExportOrder(
          format: format, path: path, replaces: replaces, jobs: jobs, areMarked: areMarked,
          command: command))
    ]
  }

  /// Gives a command back that could not be carried out, unless something else is being typed by now.
  mutating func commandFailed(_ sentence: String, _ command: String) {
    if prompt == nil {
      notice = nil
      prompt = Prompt(.command, text: command, problem: sentence)
    } else {
      notice = sentence
    }
  }
}

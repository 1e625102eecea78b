import JobTracking

/// What jobs can be exported as.
package enum ExportFormat: String, Hashable, Sendable, CaseIterable { case csv, json, markdown }

/// Jobs to be written to a file.
package struct ExportOrder: Hashable, Sendable {
  package let format: ExportFormat
  /// As it was typed.
  package let path: String
  /// Whether a file that is there already is replaced.
  package let replaces: Bool
  /// In the order of the rows.
  package let jobs: [TrackedJob]
  /// Whether they are marked ones, not all that are shown.
  package let areMarked: Bool
  /// The command, for whoever has to mend it.
  package let command: String

  package init(
    format: ExportFormat, path: String, replaces: Bool, jobs: [TrackedJob], areMarked: Bool, command: String
  ) {
    self.format = format
    self.path = path
    self.replaces = replaces
    self.jobs = jobs
    self.areMarked = areMarked
    self.command = command
  }

  /// What the file is to hold, in UTF-8.
  ///
  /// Complexity: O(n)
  package var text: String { format.text(of: jobs.map(ExportRecord.init)) }

  /// What is said when it is done.
  package var sentence: String {
    let what = areMarked ? "marked job" : "job"
    return "\(jobs.count) \(what)\(jobs.count == 1 ? "" : "s") exported to \(path)."
  }
}

extension ExportFormat {
  /// The text of a file of records.
  func text(of records: [ExportRecord]) -> String {
    switch self {
    case .csv: CSVTable.text(of: records)
    case .json: JSONTable.text(of: records)
    case .markdown: MarkdownTable.text(of: records)
    }
  }
}

import JobAPI
import JobTracking

/// What jobs are called on a line: ids, URLs and labels, apart by blanks or commas; in quotes where they hold such.
enum JobNames {
  /// The names on a line.
  static func read(_ text: String) -> [String] { parts(of: text).map(\.name) }

  /// A name as it is written on a line.
  static func written(_ name: String) -> String {
    name.contains { isSeparator($0) || $0 == "\"" } ? FilterQuoting.quoted(name) : name
  }

  /// The name at the end of a line that is being typed, and where it begins, in characters; empty behind a separator.
  static func last(in text: String) -> (name: String, start: Int) {
    let last = parts(of: text).last
    return last.flatMap { $0.isOpen ? ($0.name, $0.start) : nil } ?? ("", text.count)
  }

  private struct Part {
    var name = ""
    let start: Int
    /// Whether what is typed next belongs to it.
    var isOpen = true
  }

  private static func isSeparator(_ character: Character) -> Bool {
    character.isWhitespace || character == ","
  }

  private static func parts(of text: String) -> [Part] {
    var parts: [Part] = []
    var part: Part?
    var isQuoted = false
    var isEscaped = false
    for (place, character) in text.enumerated() {
      if isQuoted {
        if isEscaped || (character != "\\" && character != "\"") {
          part?.name.append(character)
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else {
          isQuoted = false
        }
      } else if isSeparator(character) {
        part?.isOpen = false
        if let part { parts.append(part) }
        part = nil
      } else {
        if part == nil { part = Part(start: place) }
        if character == "\"", part?.name.isEmpty == true {
          isQuoted = true
        } else {
          part?.name.append(character)
        }
      }
    }
    return parts + [part].compactMap(\.self)
  }
}

extension DashboardState {
  /// The jobs that somebody names, in the order of the table, whether they are shown or not; all of a label that several
  /// have. The whole text may be one label without quotes.
  ///
  /// - Throws: ``CommandMistake`` when a name is no job's; then none of them is meant.
  ///
  /// Complexity: O(n) in the number of tracked jobs
  func targets(named text: String) throws(CommandMistake) -> ActionTargets {
    let whole = jobs(called: [text.trimmed])
    if !whole.isEmpty { return ActionTargets(jobs: whole, areMarked: false, hidden: 0) }
    // URLs name jobs by their ids.
    let names = JobNames.read(text).map {
      $0.contains("://") ? profile.jobIDs(in: $0).ids.first?.rawValue ?? $0 : $0
    }
    let found = jobs(called: Set(names))
    let known = Set(found.flatMap { [$0.key.id.rawValue, $0.label] })
    guard let unknown = names.first(where: { !known.contains($0) }) else {
      return ActionTargets(jobs: found, areMarked: false, hidden: 0)
    }
    throw CommandMistake("No job is called '\(unknown)'.")
  }

  private func jobs(called names: Set<String>) -> [TrackedJob] {
    jobs.keys.compactMap { key in
      guard let job = jobs[key], leaving[key] == nil else { return nil }
      return names.contains(key.id.rawValue) || (!job.label.isEmpty && names.contains(job.label)) ? job : nil
    }
  }

  /// Goes on with the id or the label at the end of a line as far as there is only one way, and shows what there is.
  ///
  /// Complexity: O(n) in the number of tracked jobs
  mutating func completeJobName() {
    guard let line = prompt?.editor.text else { return }
    let parts = CommandParts(line)
    let names = String(line.dropFirst(parts.restStart))
    let last = JobNames.last(in: names)
    // A label may be typed without quotes while it stands alone.
    var (typed, start) = (names, 0)
    var candidates = names.contains("\"") ? [] : self.names(beginning: names)
    if candidates.isEmpty {
      (typed, start) = (last.name, last.start)
      candidates = self.names(beginning: typed)
    }
    guard let first = candidates.first else {
      prompt?.problem = "No id or label of a job begins with '\(typed)'."
      return
    }
    let before = String(line.prefix(parts.restStart) + names.prefix(start))
    if candidates.count == 1 {
      prompt?.editor = LineEditor(before + JobNames.written(first) + " ")
      return
    }
    let common = candidates.dropFirst().reduce(first) { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
    if common.count >= typed.count {
      // The quotes are closed once it is clear which one is meant.
      let written = JobNames.written(common)
      prompt?.editor = LineEditor(before + (written == common ? common : String(written.dropLast())))
    }
    prompt?.candidates = Array(candidates.prefix(Self.mostCandidates))
  }

  /// More than a screen has room for.
  private static let mostCandidates = 100

  private func names(beginning start: String) -> [String] {
    let start = start.lowercased()
    var names: Set<String> = []
    for key in jobs.keys where leaving[key] == nil {
      for name in [key.id.rawValue, jobs[key]?.label ?? ""] where !name.isEmpty {
        if name.lowercased().hasPrefix(start) { names.insert(name) }
      }
    }
    return names.sorted()
  }
}

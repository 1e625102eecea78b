import JobTracking
import Terminal

/// Labels and notes: what a person writes on jobs. They are in the store, and every dashboard on it shows them.
extension DashboardState {
  /// Asks for the label of the selected job, or for one label for all marked ones.
  mutating func openAnnotationPrompt(_ kind: Annotation) -> [DashboardEffect] {
    let targets = targets
    guard !targets.jobs.isEmpty else { return nothingToActOn(targets) }
    let present = Set(targets.jobs.map { kind.text(of: $0) })
    // What they have in common can be changed; else one begins anew.
    let text = present.count == 1 ? present.first ?? "" : ""
    prompt = Prompt(.annotation(kind, targets.jobs.map(\.key)), text: text)
    return []
  }

  /// Writes on the jobs that the prompt was opened for, wherever the cursor is by now.
  mutating func annotate(_ kind: Annotation, _ keys: [JobKey], _ text: String) -> [DashboardEffect] {
    let line: String
    do {
      line = try kind.line(of: text)
    } catch {
      // What came by the command line is kept to be mended, too.
      if prompt == nil { prompt = Prompt(.annotation(kind, keys), text: error.text) }
      prompt?.problem = "\(error)"
      return []
    }
    // Others may have untracked some meanwhile.
    guard keys.contains(where: { jobs[$0] != nil }) else {
      if prompt == nil { prompt = Prompt(.annotation(kind, keys), text: text) }
      let what = keys.count == 1 ? "\(keys[0].id) is" : "All of these \(keys.count) jobs are"
      prompt?.problem = "\(what) not tracked any more, so nothing can be written there; Esc leaves."
      return []
    }
    prompt = nil
    let changed = keys.filter { key in jobs[key].map { kind.text(of: $0) != line } ?? false }
    guard !changed.isEmpty else {
      notice = "The \(kind.rawValue) stays as it is."
      return []
    }
    let what = changed.count == 1 ? name(of: changed[0], writing: kind, line) : "\(changed.count) jobs"
    noteOverwritten(kind, changed)
    let done = line.isEmpty ? "taken away" : "written"
    notice = "\(what): \(kind.rawValue) \(done); \(keyMap.word(for: .undo)) undoes it."
    return [.annotate(kind, changed, line)]
  }

  /// What a job is called once that is written, with its id: by a label that is taken away for the last time.
  private func name(of key: JobKey, writing kind: Annotation, _ line: String) -> String {
    let label = kind == .label && !line.isEmpty ? line : jobs[key]?.label ?? ""
    guard !label.isEmpty else { return key.id.rawValue }
    // What can be done about it stands behind it, and is to be seen.
    let short = Glyph.glyphs(of: label).fitted(to: Self.namedColumns, ellipsis: glyphs.ellipsis)
    return "\(short.map(\.text).joined()) (\(key.id))"
  }

  /// How many columns of a label a sentence has room for.
  private static let namedColumns = 40

  /// Writes on the selected job, or the marked ones.
  mutating func annotateTargets(_ kind: Annotation, _ text: String) -> [DashboardEffect] {
    let targets = targets
    guard !targets.jobs.isEmpty else { return nothingToActOn(targets) }
    return annotate(kind, targets.jobs.map(\.key), text)
  }
}

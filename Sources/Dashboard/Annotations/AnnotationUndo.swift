import JobTracking

/// What stood on jobs before a person wrote something else on them.
struct OverwrittenAnnotations: Sendable {
  let kind: Annotation
  let texts: [JobKey: String]
  /// How many batches of jobs ``DashboardState/undo()`` could bring back then: those that came later go first.
  let untrackedBefore: Int

  /// How many are remembered.
  static let most = 100
}

extension DashboardState {
  /// Remembers what stands on jobs that are written on.
  mutating func noteOverwritten(_ kind: Annotation, _ keys: [JobKey]) {
    let texts = keys.compactMap { key in jobs[key].map { (key, kind.text(of: $0)) } }
    overwritten.append(
      OverwrittenAnnotations(
        kind: kind, texts: Dictionary(uniqueKeysWithValues: texts), untrackedBefore: untracked.count))
    if overwritten.count > OverwrittenAnnotations.most { overwritten.removeFirst() }
  }

  /// Writes again what stood there, if that was done later than what else can be undone.
  mutating func undoAnnotation() -> [DashboardEffect]? {
    guard let last = overwritten.last, last.untrackedBefore >= untracked.count else { return nil }
    overwritten.removeLast()
    let texts = last.texts.filter { jobs[$0.key] != nil }
    let only = texts.count == 1 ? texts.first.flatMap { jobs[$0.key] } : nil
    notice =
      only.map { "\($0.name): the \(last.kind.rawValue) is as it was." }
      ?? "The \(last.kind.rawValue)s of \(texts.count) jobs are as they were."
    return Dictionary(grouping: texts.keys) { texts[$0] ?? "" }
      .map { text, keys in .annotate(last.kind, keys.sorted { $0.id.rawValue < $1.id.rawValue }, text) }
      .sorted { "\($0)" < "\($1)" }
  }
}

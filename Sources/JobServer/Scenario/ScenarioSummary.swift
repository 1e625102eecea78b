extension Scenario {
  /// What it holds, in a few words for the person who starts a server with it.
  ///
  /// - Parameter timeScale: how much faster than real the server's time goes, whatever the scenario says of it.
  package func summary(timeScale: Double) -> String {
    let faults =
      faults.count + jobs.values.reduce(0) { $0 + $1.faults.count }
      + submissions.reduce(0) { $0 + $1.plan.faults.count }
    let parts = [
      usual.map { _ in "a default" },
      Self.count(jobs.count, "job by id", "jobs by id"),
      Self.count(submissions.count, "rule for submitted jobs", "rules for submitted jobs"),
      Self.count(faults, "fault", "faults"),
    ].compactMap(\.self)
    let factor = "\(timeScale)".replacing(/\.0$/, with: "")
    return (parts.isEmpty ? ["nothing"] : parts).joined(separator: ", ") + ", time scale \(factor)"
  }

  /// nil for none.
  private static func count(_ number: Int, _ one: String, _ many: String) -> String? {
    switch number {
    case 0: nil
    case 1: "1 \(one)"
    default: "\(number) \(many)"
    }
  }
}

import Dashboard
import Foundation
import JobAPI
import JobTracking
import TestTools

/// A filter as a tree that is answered in the slowest and most obvious way.
indirect enum FilterModel: Sendable {
  /// A condition as it is written, with what it means.
  case term(String, @Sendable (TrackedJob, Date) -> Bool)
  case not(FilterModel)
  case all([FilterModel])
  case any([FilterModel])

  func accepts(_ job: TrackedJob, _ now: Date) -> Bool {
    switch self {
    case .term(_, let holds): holds(job, now)
    case .not(let part): !part.accepts(job, now)
    case .all(let parts): parts.allSatisfy { $0.accepts(job, now) }
    case .any(let parts): parts.contains { $0.accepts(job, now) }
    }
  }

  /// The filter, in any of the ways that it can be written.
  func text(_ generator: inout SeededGenerator) -> String {
    switch self {
    case .term(let text, _): text
    case .not(let part):
      (["-", "!", "not "].randomElement(using: &generator) ?? "-") + "(\(part.text(&generator)))"
    case .all(let parts):
      Self.joined(parts.map { "(\($0.text(&generator)))" }, by: [" ", " and ", " AND "], &generator)
    case .any(let parts):
      Self.joined(parts.map { "(\($0.text(&generator)))" }, by: [" or ", " OR "], &generator)
    }
  }

  private static func joined(
    _ parts: [String], by words: [String], _ generator: inout SeededGenerator
  ) -> String {
    parts.dropFirst().reduce(parts[0]) { $0 + (words.randomElement(using: &generator) ?? " ") + $1 }
  }

  static func random(depth: Int, _ generator: inout SeededGenerator) -> FilterModel {
    switch depth == 0 ? 0 : Int.random(in: 0..<5, using: &generator) {
    case 1: .not(random(depth: depth - 1, &generator))
    case 2, 3: .all((0..<2).map { _ in random(depth: depth - 1, &generator) })
    case 4: .any((0..<3).map { _ in random(depth: depth - 1, &generator) })
    default: terms.randomElement(using: &generator) ?? terms[0]
    }
  }

  private static func age(_ job: TrackedJob, _ now: Date) -> Double {
    let end = job.isFinished ? job.statusSince ?? now : now
    return end.timeIntervalSince(job.addedAt)
  }

  private static func word(of job: TrackedJob) -> String {
    switch job.status {
    case .inProgress: "in progress in_progress"
    case .some(let status): status.wireName
    case nil: "not known"
    }
  }

  private static func containing(_ word: String) -> @Sendable (TrackedJob, Date) -> Bool {
    { job, _ in
      [job.label, job.key.id.rawValue, self.word(of: job)].contains {
        $0.lowercased().contains(word.lowercased())
      }
    }
  }

  private static let terms: [FilterModel] =
    ["job", "JOB-1", "1", "call", "Monday", "paused", "fail", "zzz", "é", "漢字"].map {
      .term($0, containing($0))
    }
    + [
      .term("\"in progress\"", containing("in progress")),
      .term("\"monday call\"", containing("monday call")),
      .term("id:1") { job, _ in job.key.id.rawValue.contains("1") },
      .term("id:monday") { _, _ in false },
      .term("label:CALL") { job, _ in job.label.lowercased().contains("call") },
      .term("label:\"\"") { job, _ in job.label.isEmpty },
      .term("id:-01,1") { job, _ in ["-01", "1"].contains { job.key.id.rawValue.contains($0) } },
      .term("id:\"1,2\"") { _, _ in false },
      .term("id:/-1.?$/") { job, _ in
        let id = job.key.id.rawValue
        return id.hasSuffix("-1") || id.dropLast().hasSuffix("-1")
      },
      .term("label:/^mon/") { job, _ in job.label.lowercased().hasPrefix("mon") },
      .term("label:/a/x") { job, _ in job.label.contains("/a/x") },
      .term("note:/./") { job, _ in !job.note.isEmpty },
      .term("profile:/^symbl$/") { job, _ in job.key.profile == "symbl" },
      .term("profile:symbl") { _, _ in true },
      .term("note:x") { job, _ in job.note.contains("x") },
      .term("status:failed") { job, _ in job.status == .failed },
      .term("status:running") { job, _ in job.status == .inProgress },
      .term("status:in_progress,scheduled") { job, _ in [.inProgress, .scheduled].contains(job.status) },
      .term("status!=completed") { job, _ in job.status != .completed },
      .term("status:ended") { job, _ in job.isFinished },
      .term("status:\"PAUSED\"") { job, _ in job.status == .unrecognized("paused") },
      .term("health:bad") { job, _ in job.health != .ok || job.anomaly != nil },
      .term("health:ok") { job, _ in job.health == .ok && job.anomaly == nil },
      .term("health:not-found") { job, _ in
        if case .notFound = job.health { true } else { false }
      },
      .term("age>10m") { job, now in age(job, now) > 600 },
      .term("age <= 1000s") { job, now in age(job, now) <= 1000 },
      .term("age=10m") { job, now in age(job, now) >= 600 && age(job, now) < 660 },
      .term("took>1m") { job, _ in job.seconds.map { $0 > 60 } ?? false },
      .term("/job-\\d?1/") { job, _ in
        ["job-", "job-0"].contains { _ in
          let id = Array(job.key.id.rawValue)
          return id.indices.contains { start in
            String(id[start...].prefix(5)) == "job-1"
              || (id.count > start + 5 && String(id[start...].prefix(4)) == "job-" && id[start + 5] == "1")
          }
        }
      },
      .term("/^Mon/") { job, _ in job.label.lowercased().hasPrefix("mon") },
    ]
}

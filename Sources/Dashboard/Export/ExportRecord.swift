import Foundation
import JobTracking

/// A value that is exported.
enum ExportValue: Hashable {
  case text(String)
  /// Written as ISO 8601, in UTC, with milliseconds.
  case date(Date)
  /// A length of time, written as a number.
  case seconds(Double)
  case nothing

  init(_ text: String?) { self = text.map { $0.isEmpty ? .nothing : .text($0) } ?? .nothing }
  init(_ date: Date?) { self = date.map { .date($0) } ?? .nothing }

  static func written(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  /// With milliseconds.
  static func written(seconds: Double) -> String { "\((seconds * 1000).rounded() / 1000)" }
}

/// What is exported of a job: always the same fields, whatever columns the screen shows, so that what reads them can rely on
/// them.
struct ExportRecord: Hashable {
  static let fields = [
    "id", "service", "label", "note", "status", "added", "status_since", "checked", "took_seconds", "kind",
    "conversation", "trouble",
  ]

  /// As many as there are fields.
  let values: [ExportValue]

  init(_ job: TrackedJob) {
    values = [
      .text(job.key.id.rawValue), .text(job.key.profile), .init(job.label), .init(job.note),
      .init(job.status?.wireName), .date(job.addedAt), .init(job.statusSince), .init(job.lastCheckedAt),
      job.seconds.map { .seconds($0) } ?? .nothing, .init(job.kind), .init(job.conversation?.rawValue),
      .init(job.health.message),
    ]
  }
}

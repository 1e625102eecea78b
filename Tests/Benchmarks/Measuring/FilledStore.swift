import Foundation
import JobAPI
import JobTracking

/// A store of jobs that were all tracked and seen just now.
enum FilledStore {
  /// Makes one, and gives its path back.
  ///
  /// - Parameter firstLabel: what the job on top is called: the first of those that were added together. ncurses sends no
  ///   text of one and the same character again and again as it is.
  static func make(
    _ path: String, _ ids: [JobID], baseURL: String, _ status: JobStatus, firstLabel: String
  ) async throws -> String {
    let store = try JobStore(path: path)
    let profile = try JobAPIProfile(baseURL: baseURL)
    var jobs = TrackedJob.batch(of: ids, profile: profile.name, addedAt: .now)
    jobs[0].label = firstLabel
    _ = try await store.track(jobs)
    let seen = StatusTransition(from: nil, to: status, earliest: nil, seenAt: .now)
    try await store.record(jobs.map { ($0.key, seen) })
    return path
  }
}

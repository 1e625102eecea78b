import Foundation
import GRDB
import JobAPI

/// What a poller needs to share its store with other processes.
package struct JobSharing: Sendable {
  let profile: String
  let presence: StorePresence
  let changes: AsyncStream<Void>
  /// The last change that the jobs it comes with already have.
  let sequence: Int64
}

/// What others have changed in a store.
struct StoreNews: Sendable {
  struct Entry: Sendable {
    let job: TrackedJob
    let look: JobLook?
  }

  let sequence: Int64
  let entries: [Entry]
  /// The jobs that are not tracked any more, or not there.
  let removed: [JobKey]
  let lease: StoreLease?
  /// The checks that are left to whoever has the lease.
  let requested: Set<JobKey>
}

extension StoreNews {
  /// The latest question that others have asked, apart from those that a status has come after.
  var latestLook: JobLook? {
    entries.compactMap { entry in
      entry.look.flatMap { $0.at >= entry.job.statusSince ?? .distantPast ? $0 : nil }
    }.max { $0.at < $1.at }
  }
}

extension JobStore {
  /// The jobs tracked under a profile, as ``trackedJobs(profile:)`` has them, and what it takes to hear of changes from
  /// then on; nil when the file system cannot tell who else is there.
  package func share(profile: String) throws(JobStoreError) -> (jobs: [TrackedJob], sharing: JobSharing?) {
    let (jobs, sequence) = try read { database in
      (
        try JobRows.tracked(profile: profile, in: database), try ChangeRows.last(in: database)
      )
    }
    guard trouble == nil else { return (jobs, nil) }  // what others do is not seen in a copy
    // Watched after it was read, but news is looked for once at the start in any case.
    guard let presence = StorePresence(storePath: path) else { return (jobs, nil) }
    let changes = StoreWatch.changes(of: path)
    // Whoever is alone with the store looks out for nobody until then.
    StoreWatch.ring(path)
    return (jobs, JobSharing(profile: profile, presence: presence, changes: changes, sequence: sequence))
  }

  /// What has changed after a change.
  ///
  /// - Parameter version: what the last call has left there; when nobody else has written since then, there is no news.
  func news(
    after sequence: Int64, profile: String, version: inout Int64
  ) throws(JobStoreError) -> StoreNews? {
    let before = version
    let (now, news) = try read { database in
      // Counts the commits of other connections.
      let now = try Int64.fetchOne(database, sql: "PRAGMA data_version") ?? 0
      guard now != before else { return (now, nil as StoreNews?) }
      return (now, try ChangeRows.news(after: sequence, profile: profile, in: database))
    }
    version = now
    return news
  }

  /// Takes the lease if nobody has it, or if its owner is not alive.
  ///
  /// - Parameter silent: a lease that is taken although its owner is alive, provided that it has not changed.
  /// - Returns: whether it is this process's now.
  func takeLease(
    _ profile: String, for presence: StorePresence, over silent: StoreLease? = nil
  ) async throws(JobStoreError) -> Bool {
    try await write { database in
      if let lease = try ChangeRows.lease(profile, in: database), lease != silent {
        guard lease.owner != presence.number else { return true }
        guard !presence.isAlive(lease.owner) else { return false }
      }
      try database.execute(
        sql: "INSERT OR REPLACE INTO lease (profile, owner, beat) VALUES (?, ?, 0)",
        arguments: [profile, presence.number])
      return true
    }
  }

  /// Gives the lease back, so that another process may take it at once.
  func releaseLease(_ profile: String, of presence: StorePresence) async throws(JobStoreError) {
    try await write { database in
      try database.execute(
        sql: "DELETE FROM lease WHERE profile = ? AND owner = ?", arguments: [profile, presence.number])
    }
  }

  /// Tells the others what was seen, and that the owner of the lease is at work.
  ///
  /// It need not survive a power cut, so the disk is not waited for.
  ///
  /// - Parameter responses: what the service said, as far as it is known, about the jobs looked at.
  /// - Returns: whether the lease is still this process's; if not, nothing was told.
  func publish(
    _ looks: [(key: JobKey, look: JobLook)], _ responses: [(key: JobKey, response: LastResponse)] = [],
    profile: String, by presence: StorePresence
  ) async throws(JobStoreError) -> Bool {
    try await write(isDurable: false) { database in
      try database.execute(
        sql: "UPDATE lease SET beat = beat + 1 WHERE profile = ? AND owner = ?",
        arguments: [profile, presence.number])
      guard database.changesCount > 0 else { return false }
      for (key, look) in looks {
        try database.execute(
          sql: "UPDATE job SET lookedAt = ?, trouble = ? WHERE profile = ? AND id = ?",
          arguments: [look.at.timeIntervalSince1970, look.trouble, key.profile, key.id.rawValue])
      }
      for (key, response) in responses { try ResponseRows.keep(response, of: key, in: database) }
      return true
    }
  }
}

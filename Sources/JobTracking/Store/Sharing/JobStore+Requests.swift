import GRDB
import JobAPI

/// The checks that people ask for where another process has the lease: they are left in the store for that one, so that
/// one process alone asks the service, within one budget.
extension JobStore {
  /// Leaves checks to the process that has the lease.
  ///
  /// - Returns: whether another one has it, and lives; if not, nothing was left.
  func requestChecks(
    _ keys: [JobKey], profile: String, by presence: StorePresence
  ) async throws(JobStoreError) -> Bool {
    try await write(isDurable: false) { database in
      guard let lease = try ChangeRows.lease(profile, in: database), lease.owner != presence.number,
        presence.isAlive(lease.owner)
      else { return false }
      for key in keys {
        try database.cachedStatement(sql: "INSERT OR IGNORE INTO requestedCheck (profile, job) VALUES (?, ?)")
          .execute(arguments: [profile, key.id.rawValue])
      }
      return true
    }
  }

  /// Takes the checks that were left to the process that has the lease.
  ///
  /// - Returns: none when that is not this one.
  func takeRequestedChecks(
    profile: String, by presence: StorePresence
  ) async throws(JobStoreError) -> [JobKey] {
    try await write(isDurable: false) { database in
      guard try ChangeRows.lease(profile, in: database)?.owner == presence.number else { return [] }
      let keys = try ChangeRows.requestedChecks(profile, in: database)
      try database.execute(sql: "DELETE FROM requestedCheck WHERE profile = ?", arguments: [profile])
      return Array(keys)
    }
  }
}

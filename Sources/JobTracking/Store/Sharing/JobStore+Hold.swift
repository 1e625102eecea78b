import Foundation
import GRDB

/// Until when a service has asked to be left alone, for whoever asks it next: another process, or this one started anew.
extension JobStore {
  /// The longest that a service is left alone, in seconds; what is longer comes of a clock that was set.
  static let longestHold: TimeInterval = 3_600

  /// Notes until when a service has asked to wait; one that ends earlier than what is kept changes nothing.
  func keepHold(until end: Date, profile: String, at now: Date) async throws(JobStoreError) {
    try await write(isDurable: false) { database in
      try database.execute(
        sql: """
          INSERT INTO serviceHold (profile, until) VALUES (?1, ?2)
          ON CONFLICT (profile) DO UPDATE SET until = ?2 WHERE until < ?2 OR until > ?3
          """,
        arguments: [
          profile, end.timeIntervalSince1970, now.addingTimeInterval(Self.longestHold).timeIntervalSince1970,
        ])
    }
  }

  /// Until when a service has asked to wait, an hour from now at the latest; nil when it has not, or when that is over.
  func hold(profile: String, at now: Date) throws(JobStoreError) -> Date? {
    let end = try read { database in
      try Double.fetchOne(
        database, sql: "SELECT until FROM serviceHold WHERE profile = ?", arguments: [profile])
    }
    guard let end = end.map(Date.init(timeIntervalSince1970:)), end > now else { return nil }
    return min(end, now.addingTimeInterval(Self.longestHold))
  }
}

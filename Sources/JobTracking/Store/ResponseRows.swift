import Foundation
import GRDB
import JobAPI

/// The statements about last responses in the job store.
enum ResponseRows {
  /// Keeps a response in place of an earlier one, if the job is there.
  static func keep(_ response: LastResponse, of key: JobKey, in database: Database) throws {
    var excerpt: ResponseExcerpt?
    var trouble: String?
    switch response.content {
    case .response(let kept): excerpt = kept
    case .nothing(let error):
      trouble = String(decoding: try JSONEncoder().encode(error), as: UTF8.self)
    }
    try database.cachedStatement(
      sql: """
        INSERT INTO lastResponse (profile, job, at, latency, status, body, wholeSize, trouble)
        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM job WHERE profile = ?1 AND id = ?2
        ON CONFLICT (profile, job) DO UPDATE SET
          at = ?3, latency = ?4, status = ?5, body = ?6, wholeSize = ?7, trouble = ?8
        WHERE at < ?3
        """
    ).execute(arguments: [
      key.profile, key.id.rawValue, response.at.timeIntervalSince1970, response.latency.inSeconds,
      excerpt?.status, excerpt.map { Data($0.body) }, excerpt?.wholeSize, trouble,
    ])
  }

  /// The response that is kept about a job, nil when there is none, or one of another version's that says nothing here.
  static func response(of key: JobKey, in database: Database) throws -> LastResponse? {
    let row = try Row.fetchOne(
      database,
      sql: """
        SELECT at, latency, status, body, wholeSize, trouble FROM lastResponse WHERE profile = ? AND job = ?
        """,
      arguments: [key.profile, key.id.rawValue])
    guard let row, let content = content(row) else { return nil }
    return LastResponse(
      at: Date(timeIntervalSince1970: row["at"]), latency: .seconds(row["latency"] as Double), content)
  }

  /// When the response about a job came that is kept, nil when none is, or one that is no answer.
  static func answeredAt(_ key: JobKey, in database: Database) throws -> Date? {
    try Double.fetchOne(
      database.cachedStatement(
        sql: "SELECT at FROM lastResponse WHERE profile = ? AND job = ? AND status IN (200, 304)"),
      arguments: [key.profile, key.id.rawValue]
    ).map { Date(timeIntervalSince1970: $0) }
  }

  private static func content(_ row: Row) -> LastResponse.Content? {
    if let status = row["status"] as Int? {
      let body = (row["body"] as Data?).map { [UInt8]($0) } ?? []
      return .response(ResponseExcerpt(status: status, body: body, wholeSize: row["wholeSize"]))
    }
    return (row["trouble"] as String?).flatMap {
      try? JSONDecoder().decode(JobAPIError.self, from: Data($0.utf8))
    }.map { .nothing($0) }
  }
}

import Foundation
import JobAPI
import JobTracking
import TestTools
import Testing

/// The values tests are made of.
enum Fixture {
  /// The instant at which everything in a test begins.
  static let start = Date(timeIntervalSince1970: 1_658_000_000)

  /// An instant so many seconds after ``start``.
  static func date(_ seconds: Double) -> Date { start.addingTimeInterval(seconds) }

  static func key(_ id: String, profile: String = "test") throws -> JobKey {
    JobKey(profile: profile, id: try JobID(id))
  }

  static func job(_ id: String, profile: String = "test", label: String = "") throws -> TrackedJob {
    TrackedJob(key: try key(id, profile: profile), label: label, addedAt: start)
  }

  /// A job as it is after a look that saw a status.
  static func job(_ id: String, seenAs status: JobStatus) throws -> TrackedJob {
    var job = try job(id)
    job.answered(job.transition(to: status, at: date(1)), at: date(1))
    return job
  }

  /// Every kind of error.
  static let errors: [JobAPIError] = [
    .unknownHost("x"), .refused, .unreachable(reason: "no route to host"), .tls(.untrusted), .notHTTP, .reset,
    .truncated, .timedOut, .unauthorized,
    .noToken(reason: "locked"),
    .notFound,
    .rateLimited(retryAfter: nil),
    .rateLimited(retryAfter: .seconds(7)), .serverError(status: 502),
    .serverError(status: 503, retryAfter: .seconds(7)), .redirected(to: "https://x"),
    .unexpected(status: 400, message: nil), .empty, .webPage(title: nil), .encoded(as: "gzip"), .notUTF8,
    .tooLarge, .malformed(detail: "'{'"), .noStatus(found: "7"), .otherJob(id: "b"),
  ]
}

/// An instant of no clock at all, in seconds.
struct TestInstant: InstantProtocol, ExpressibleByIntegerLiteral {
  var offset: Duration

  init(offset: Duration) { self.offset = offset }
  init(integerLiteral seconds: Int) { offset = .seconds(seconds) }

  func advanced(by duration: Duration) -> TestInstant { TestInstant(offset: offset + duration) }
  func duration(to other: TestInstant) -> Duration { other.offset - offset }
  static func < (left: TestInstant, right: TestInstant) -> Bool { left.offset < right.offset }
}

/// A folder that is gone when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    OpenFiles.allowMany()
    path = NSTemporaryDirectory() + "/jobwatch-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a store in the folder.
  var storePath: String { path + "/state/jobs.sqlite" }
}

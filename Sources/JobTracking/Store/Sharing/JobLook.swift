import Foundation
import JobAPI

/// How the last question about a job ended, as the dashboard that asked tells the others on its store.
struct JobLook: Hashable, Sendable {
  let at: Date
  let health: PollHealth
}

extension JobLook {
  /// What is written down of trouble: nothing of it must keep a store from being read by another version.
  private struct Trouble: Codable {
    let error: JobAPIError
    let failures: Int
  }

  /// - Parameter trouble: as ``trouble`` gave it; nil when there was none.
  init(at: Date, trouble: String?) {
    let read = trouble.flatMap { try? JSONDecoder().decode(Trouble.self, from: Data($0.utf8)) }
    var health = PollHealth.ok
    if let read { health = PollHealth(read.error, failures: read.failures) }
    self.init(at: at, health: health)
  }

  /// The trouble as text; nil when the answer was usable.
  var trouble: String? {
    guard let error = health.error,
      let json = try? JSONEncoder().encode(Trouble(error: error, failures: health.failures))
    else { return nil }
    return String(decoding: json, as: UTF8.self)
  }
}

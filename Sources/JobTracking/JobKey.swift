import JobAPI

/// What tells one tracked job from every other: job ids are unique within one profile.
///
/// The two names lie on the heap and are shared: with very many jobs poller, schedule and dashboard have tables of all keys,
/// with empty places besides, so that a small value is what keeps the memory small.
package struct JobKey: Hashable, Sendable, CustomStringConvertible {
  private final class Names: Sendable {
    let profile: String
    let id: JobID

    init(profile: String, id: JobID) {
      self.profile = profile
      self.id = id
    }
  }

  private let names: Names

  package init(profile: String, id: JobID) { names = Names(profile: profile, id: id) }

  /// ``JobAPIProfile/name`` of the service that made the job.
  package var profile: String { names.profile }
  package var id: JobID { names.id }

  package var description: String { "\(id) of \(profile)" }

  package static func == (left: JobKey, right: JobKey) -> Bool {
    left.names === right.names || (left.id == right.id && left.profile == right.profile)
  }

  // Hardly two jobs have one id, and all but a few one profile.
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

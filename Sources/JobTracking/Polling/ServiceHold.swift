/// What holds all questions to a service, and until when.
package enum ServiceHold<Moment: Hashable & Sendable>: Hashable, Sendable {
  /// Nobody is signed in: all rest until a person acts, adds a job or has one checked.
  case resting
  /// The service has asked to wait.
  case asked(until: Moment)
  /// What it has asked for is over, and one question is under way that finds out whether the others are welcome; without an
  /// answer another one is asked then.
  case trying(next: Moment)
  /// It cannot be reached: one question is asked then, for all.
  case unreachable(probe: Moment)
  /// Another process asks for all who share the store.
  case elsewhere

  /// The same hold, its moment told otherwise.
  func map<Other>(_ moment: (Moment) -> Other) -> ServiceHold<Other> {
    switch self {
    case .resting: .resting
    case .asked(let until): .asked(until: moment(until))
    case .trying(let next): .trying(next: moment(next))
    case .unreachable(let probe): .unreachable(probe: moment(probe))
    case .elsewhere: .elsewhere
    }
  }
}

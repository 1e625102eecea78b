import Foundation

/// How a poller learns until when the service has asked somebody else to wait, and tells when it was asked itself.
extension JobPoller {
  /// The name that jobs are tracked under; nil as long as there is none, and nobody to ask about.
  var profileName: String? { sharing?.profile ?? jobs.keys.first?.profile }

  /// Leaves the service alone for as long as the store says.
  func takeOverHold() {
    guard let profile = profileName, let end = try? store.hold(profile: profile, at: wallClock()) else {
      return
    }
    let now = clock.now
    let until = now.advanced(by: .seconds(end.timeIntervalSince(wallClock())))
    // The same one, told by another clock.
    if let keptHold, until <= keptHold.advanced(by: .milliseconds(1)) { return }
    schedule.wait(until: until, at: now)
    keptHold = schedule.waitEnd(at: now).map { min($0, until) }
  }

  /// Puts into the store until when the service has asked to wait, if that has changed.
  func keepHold() async {
    let (now, date) = (clock.now, wallClock())
    guard let end = newHold, let profile = profileName else { return }
    keptHold = end
    // A store that cannot be written is told of when a status is to be saved.
    let until = date.addingTimeInterval(now.duration(to: end).inSeconds)
    try? await store.keepHold(until: until, profile: profile, at: date)
  }

  /// Until when the service has asked to wait, as long as that is not in the store.
  var newHold: PollClock.Instant? { schedule.waitEnd(at: clock.now).flatMap { $0 == keptHold ? nil : $0 } }
}

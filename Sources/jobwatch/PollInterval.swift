import ArgumentParser

/// How long a job is left alone between two checks, as given on the command line.
struct PollInterval: ExpressibleByArgument, CustomStringConvertible {
  /// In seconds; shorter would be no kindness to a service, longer no watching.
  static let allowed = 0.25...86_400

  let duration: Duration

  init(_ duration: Duration) { self.duration = duration }

  init?(argument: String) {
    guard let seconds = Double(argument), Self.allowed.contains(seconds) else { return nil }
    duration = .seconds(seconds)
  }

  var description: String { "\(duration / .seconds(1))" }
  var defaultValueDescription: String { description }
}

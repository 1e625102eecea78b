import ArgumentParser
import Foundation
import JobAPI

/// Which service a command is about.
struct ServiceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The service (default: base_url of the configuration, or else \(JobAPIProfile.symbl.baseURL)).",
      valueName: "url"))
  var baseURL: String?

  /// The service with what the configuration says, and how to sign in there.
  func signIn() throws(Failure) -> SignIn {
    let environment = ProcessInfo.processInfo.environment
    let configuration = try Configuration(environment: environment)
    let profile: JobAPIProfile
    do {
      profile =
        try (baseURL ?? configuration.baseURL).map {
          try JobAPIProfile(baseURL: $0, allowsInsecure: configuration.allowsInsecure)
        } ?? .symbl
    } catch {
      if baseURL != nil { throw Failure(.usage, "\(error)") }
      throw Failure(.configuration, "base_url in \(configuration.path): \(error)")
    }
    return SignIn(profile: profile, configuration: configuration, environment: environment)
  }
}

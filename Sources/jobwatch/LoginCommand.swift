import ArgumentParser
import AsyncHTTPClient
import Foundation
import JobAPI
import Terminal

/// `jobwatch login`: keeps the id and secret of an app, once the service has made a token for them.
struct LoginCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "login",
    abstract: "Sign in with an app's id and secret, and keep them.",
    discussion: """
      Asks for both; the secret is not shown. Without a terminal they are the first two lines of standard input. They \
      are kept in $XDG_CONFIG_HOME/jobwatch/credentials.yaml, which nobody else can read, once the service has \
      generated a token for them.
      """)

  @OptionGroup var service: ServiceOptions

  func run() async throws {
    try await Failure.reporting {
      let signIn = try service.signIn()
      let file = CredentialsFile(environment: signIn.environment)
      // A file that cannot be used is told of before anything is asked.
      _ = try file.credentials(for: signIn.profile)
      let credentials = try SecretPrompt.credentials(for: signIn.profile)
      try await prove(credentials, signIn.profile)
      try file.keep(credentials, for: signIn.profile)
      print("Signed in to \(signIn.profile.baseURL); kept in \(file.path.printable).")
      if let source = try signIn.source(), case .app(_, .login) = source { return }
      if let source = try signIn.source() {
        Failure.note("\(source.description) comes first, and stays in use.")
      }
    }
  }

  private func prove(_ credentials: AppCredentials, _ profile: JobAPIProfile) async throws {
    do {
      try await HTTPClient.whileOpen { client in
        _ = try await TokenService(profile: profile, client: client).token(for: credentials)
      }
    } catch JobAPIError.unauthorized {
      throw Failure(
        .noPermission,
        "\(profile.baseURL) does not take this id and secret; copy both anew from your account there.")
    } catch JobAPIError.notFound {
      throw Failure(.unavailable, "\(profile.baseURL) generates no tokens; is this the right --base-url?")
    }
  }
}

/// `jobwatch logout`: forgets what `jobwatch login` kept.
struct LogoutCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logout", abstract: "Forget the id and secret that 'jobwatch login' keeps.")

  @OptionGroup var service: ServiceOptions

  func run() async throws {
    try await Failure.reporting {
      let signIn = try service.signIn()
      let wasKept = try CredentialsFile(environment: signIn.environment).forget(signIn.profile)
      let baseURL = signIn.profile.baseURL
      print(wasKept ? "Signed out of \(baseURL)." : "There was nothing kept for \(baseURL).")
      if let source = try signIn.source() { Failure.note("\(source.description) is still in use.") }
    }
  }
}

/// `jobwatch whoami`: says what gives the token.
struct WhoamiCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "whoami",
    abstract: "Say what the access token comes from, never the token.",
    discussion: "Exits with 77 when nothing gives one.")

  @OptionGroup var service: ServiceOptions

  func run() async throws {
    try await Failure.reporting {
      let signIn = try service.signIn()
      print("\(signIn.profile.baseURL): \(try signIn.requiredSource().description.printable)")
    }
  }
}

import AsyncHTTPClient
import Foundation
import JobAPI

/// How a person is known to one service: finds what gives the token, and makes what renews it.
struct SignIn: Sendable {
  /// The environment variables of app credentials: id, secret.
  static let appVariables = ["SYMBL_APP_ID", "SYMBL_APP_SECRET"]

  let profile: JobAPIProfile
  let configuration: Configuration
  let environment: [String: String]

  /// The first source that is there: a token in the environment; `token_command`; credentials in the environment, of
  /// `jobwatch login`, in `symbl.conf`.
  ///
  /// `token_command` counts for the service that the configuration names, and `symbl.conf` for Symbl's: no other one
  /// gets to see them.
  ///
  /// - Throws: ``Failure`` when a source is there and cannot be used.
  func source() throws(Failure) -> TokenSource? {
    if let (name, token) = try AccessToken.fromEnvironment(environment) { return .variable(name, token) }
    let configured = configuration.baseURL ?? JobAPIProfile.symbl.baseURL
    if let command = configuration.tokenCommand,
      (try? JobAPIProfile(baseURL: configured, allowsInsecure: true)) == profile
    {
      return .command(command, configuration: configuration.path)
    }
    if let credentials = try credentialsOfEnvironment() { return .app(credentials, .environment) }
    let file = CredentialsFile(environment: environment)
    if let credentials = try file.credentials(for: profile) {
      return .app(credentials, .login(path: file.path))
    }
    let folders = [FileManager.default.currentDirectoryPath, HomeFolder.path(environment)]
    if profile == .symbl, let (credentials, path) = try SymblConf.credentials(in: folders) {
      return .app(credentials, .symblConf(path: path))
    }
    return nil
  }

  /// The source, or what to do when there is none.
  func requiredSource() throws(Failure) -> TokenSource {
    if let source = try source() { return source }
    throw Failure(
      .noPermission,
      """
      There is no access token for \(profile.baseURL); sign in with \
      'jobwatch login\(profile == .symbl ? "" : " --base-url \(profile.baseURL)")', or set \
      \(AccessToken.environmentVariables[0]).
      """)
  }

  private func credentialsOfEnvironment() throws(Failure) -> AppCredentials? {
    let values = Self.appVariables.map { environment[$0] ?? "" }
    guard values.contains(where: { !$0.isEmpty }) else { return nil }
    if let empty = zip(Self.appVariables, values).first(where: { $0.1.isEmpty }) {
      throw Failure(
        .configuration,
        "\(empty.0) is not set, and the other of \(Self.appVariables.joined(separator: " and ")) is.")
    }
    guard let credentials = AppCredentials(id: values[0], secret: values[1]) else {
      throw Failure(
        .configuration, "\(Self.appVariables.joined(separator: " or ")) holds blanks or control characters.")
    }
    return credentials
  }
}

extension SignIn {
  /// What gives requests their token.
  ///
  /// A source is looked at anew for every token, so that whoever signs in again need not start again.
  ///
  /// - Parameter first: a token that the source has given already.
  func tokens(from source: TokenSource, first: IssuedToken? = nil, client: HTTPClient) -> any TokenProvider {
    if case .variable(_, let token) = source { return FixedToken(token) }
    return RenewingToken(first: first, clock: ContinuousClock()) {
      let source = try currentSource()
      switch source {
      case .variable(_, let token): return IssuedToken(token, lifetime: nil)
      case .command(let command, _): return try await command.token()
      case .app(let credentials, _):
        do {
          return try await TokenService(profile: profile, client: client).token(for: credentials)
        } catch JobAPIError.unauthorized {
          throw JobAPIError.noToken(reason: "the service does not take \(source.description)")
        }
      }
    }
  }

  private func currentSource() throws(JobAPIError) -> TokenSource {
    do {
      return try requiredSource()
    } catch {
      throw .noToken(reason: error.sentence)
    }
  }
}

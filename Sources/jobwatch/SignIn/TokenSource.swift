import JobAPI

/// What gives the token.
enum TokenSource: Sendable {
  /// A token in an environment variable of this name.
  case variable(String, AccessToken)
  /// `token_command` of the configuration at a path.
  case command(TokenCommand, configuration: String)
  /// Credentials that tokens are generated for.
  case app(AppCredentials, AppPlace)

  /// Where credentials were found.
  enum AppPlace: Hashable, Sendable {
    case environment
    case login(path: String)
    case symblConf(path: String)
  }

  /// What it is, without any secret.
  var description: String {
    switch self {
    case .variable(let name, _): "the token in \(name)"
    case .command(let command, let path): "the output of '\(command.program)', token_command in \(path)"
    case .app(let credentials, .environment):
      "app id \(credentials.id) and its secret, in \(SignIn.appVariables.joined(separator: " and "))"
    case .app(let credentials, .login(let path)): "app id \(credentials.id) and its secret, in \(path)"
    case .app(let credentials, .symblConf(let path)): "app id \(credentials.id) and its secret, in \(path)"
    }
  }

  /// What a person does when the service refuses it, in as few words as a header has room for.
  var advice: String {
    switch self {
    case .variable(let name, _): "start again with a new \(name)"
    case .command: "mend token_command, then press {check}"
    case .app(_, .environment): "start again with new \(SignIn.appVariables[0]), _SECRET"
    case .app(_, .login): "jobwatch login, then press {check}"
    case .app(_, .symblConf): "mend symbl.conf, then press {check}"
    }
  }
}

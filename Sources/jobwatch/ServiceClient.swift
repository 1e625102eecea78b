import AsyncHTTPClient
import JobAPI

extension HTTPClient {
  /// Works with a client for a service, and shuts it down afterwards, whatever happens.
  static func whileOpen<Value>(
    isolation: isolated (any Actor)? = #isolation, _ work: (HTTPClient) async throws -> Value
  ) async throws -> Value {
    let client = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: HTTPJobAPI.clientConfiguration)
    do {
      let value = try await work(client)
      try await client.shutdown()
      return value
    } catch {
      // The error that led here is the one to tell.
      try? await client.shutdown()
      throw error
    }
  }
}

extension SignIn {
  /// What gives requests their token, for a command that has the terminal to itself.
  func tokens(client: HTTPClient) async throws -> any TokenProvider {
    let source = try requiredSource()
    return tokens(from: source, first: try await source.firstToken(), client: client)
  }
}

extension TokenSource {
  /// The token of a command that may have something to ask; to be called while the terminal is the person's own.
  func firstToken() async throws -> IssuedToken? {
    guard case .command(let command, _) = self else { return nil }
    return try await command.tokenWithTerminal()
  }
}

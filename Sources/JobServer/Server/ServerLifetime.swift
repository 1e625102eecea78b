extension JobServer {
  /// Runs `work` beside a server, and stops the server when it ends.
  ///
  /// - Parameter work: given the server's base URL, once connections are accepted.
  /// - Throws: what `work` throws, or ``JobServerError`` when there can be no server.
  package static func whileServing<Value>(
    _ configuration: JobServerConfiguration, _ registry: JobRegistry,
    isolation: isolated (any Actor)? = #isolation, _ work: (String) async throws -> Value
  ) async throws -> Value {
    let (baseURLs, found) = AsyncStream<String>.makeStream()
    let server = Task {
      defer { found.finish() }
      try await JobServer(configuration: configuration, registry: registry).run { found.yield($0) }
    }
    defer { server.cancel() }
    for await baseURL in baseURLs {
      let value = try await work(baseURL)
      server.cancel()
      try await server.value
      return value
    }
    try await server.value
    throw CancellationError()  // the task was cancelled before the server listened
  }
}

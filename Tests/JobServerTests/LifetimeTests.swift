import NIOCore
import NIOPosix
import TestTools
import Testing

@testable import JobServer

@Suite(.timeLimit(.minutes(1))) struct LifetimeTests {
  private static func server(_ configuration: JobServerConfiguration) -> JobServer {
    JobServer(configuration: configuration, registry: JobRegistry(clock: ManualClock()))
  }

  /// A server that runs until its task is cancelled.
  private static func start() async throws -> (run: Task<Void, any Error>, server: RunningServer) {
    let (baseURLs, continuation) = AsyncStream.makeStream(of: String.self)
    let run = Task {
      try await server(JobServerConfiguration(token: RunningServer.token)).run { continuation.yield($0) }
    }
    let baseURL = try #require(await baseURLs.first { _ in true })
    return (run, RunningServer(baseURL: baseURL))
  }

  @Test("cancelling ends the run without an error, and nobody listens any more")
  func cancelled() async throws {
    let (run, server) = try await Self.start()
    run.cancel()
    try await run.value
    await #expect(throws: NIOConnectionError.self) {
      _ = try await RawConnection.open(to: server)
    }
  }

  @Test("a run that was cancelled before it began ends at once and says nothing")
  func cancelledBefore() async throws {
    let run = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await Self.server(JobServerConfiguration(token: "t")).run { _ in
        Issue.record("must not be called")
      }
    }
    try await run.value
  }

  @Test(
    "cancelling closes connections that are idle, half sent or waiting",
    arguments: [
      "",
      "GET /v1/job/a HTTP/1.1\r\nHost: x\r\n",
      "POST /v1/process/text HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(RunningServer.token)\r\n"
        + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
    ]
  )
  func connectionsClosed(unfinished: String) async throws {
    let (run, server) = try await Self.start()
    try await RawConnection.open(to: server).executeThenClose { inbound, outbound in
      // A first answer shows that the server has accepted the connection.
      try await outbound.write(ByteBuffer(string: "GET / HTTP/1.1\r\nHost: x\r\n\r\n" + unfinished))
      var iterator = inbound.makeAsyncIterator()
      #expect(try await iterator.next() != nil)
      run.cancel()
      try await run.value
      do {
        while try await iterator.next() != nil {}
      } catch is IOError {
        // A reset closes it as well.
      }
    }
  }

  @Test("a port somebody else listens on is an error that says so")
  func portInUse() async throws {
    try await RunningServer.with { server in
      let second = Self.server(JobServerConfiguration(port: server.port, token: "t"))
      let error = await #expect(throws: JobServerError.self) { try await second.run { _ in } }
      #expect(error == .portInUse(server.port))
      #expect(
        error?.description
          == "Port \(server.port) is in use by another program; choose another with --port."
      )
    }
  }

  @Test("a number that is no port is refused", arguments: [-1, 65_536])
  func portOutOfRange(port: Int) async {
    await #expect(throws: JobServerError.portOutOfRange(port)) {
      try await Self.server(JobServerConfiguration(port: port, token: "t")).run { _ in }
    }
  }

  @Test("a host that is not this machine is refused", arguments: ["192.0.2.1", "no-such-host.invalid"])
  func unusableHost(host: String) async {
    await #expect(throws: JobServerError.unusableHost(host)) {
      try await Self.server(JobServerConfiguration(host: host, token: "t")).run { _ in }
    }
  }

  @Test("a port only the system may use is an error that names the ones to choose from")
  func portReserved() {
    let error = JobServerError(
      bindingTo: "127.0.0.1",
      port: 80,
      failedWith: IOError(errnoCode: 13, reason: "bind")
    )
    #expect(error == .portReserved(80))
    #expect(error.description.contains("from 1024 on"))
  }

  @Test(
    "the base URL is one a client can use",
    arguments: [
      ("127.0.0.1", "http://127.0.0.1:8617"), ("localhost", "http://localhost:8617"),
      ("::1", "http://[::1]:8617"), ("0.0.0.0", "http://127.0.0.1:8617"), ("::", "http://[::1]:8617"),
    ]
  )
  func baseURL(host: String, url: String) {
    #expect(JobServerConfiguration(host: host, token: "t").baseURL(listeningOn: 8617) == url)
  }

  @Test("who is told the base URL may use the server before returning")
  func onListening() async throws {
    let (statuses, continuation) = AsyncStream.makeStream(of: Int.self)
    let run = Task {
      try await Self.server(JobServerConfiguration(token: RunningServer.token)).run { baseURL in
        continuation.yield((try? await RunningServer(baseURL: baseURL).get("/v1/job/a").status) ?? 0)
      }
    }
    #expect(await statuses.first { _ in true } == 404)
    run.cancel()
    try await run.value
  }
}

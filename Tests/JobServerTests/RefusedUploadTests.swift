import AsyncHTTPClient
import JobAPI
import JobServer
import NIOCore
import NIOHTTP1
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct RefusedUploadTests {
  private let registry = JobRegistry(maxConcurrentJobs: 0, clock: ManualClock())

  /// As many bytes as are asked for, in pieces of 64 KiB.
  private struct Zeros: AsyncSequence, Sendable {
    let pieces: Int
    private static let piece = ByteBuffer(repeating: 0, count: 1 << 16)

    struct Iterator: AsyncIteratorProtocol {
      var left: Int

      mutating func next() async -> ByteBuffer? {
        left -= 1
        return left < 0 ? nil : Zeros.piece
      }
    }

    func makeAsyncIterator() -> Iterator { Iterator(left: pieces) }
  }

  private static let head = """
    POST /v1/process/audio HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(RunningServer.token)\r\n\
    Content-Type: audio/wav\r\n
    """

  @Test("an upload over the limit of jobs is refused, short or long", arguments: [1, 100, 500])
  func refused(pieces: Int) async throws {
    try await RunningServer.with(registry) { server in
      var headers = RunningServer.authorization
      headers.add(name: "Content-Type", value: "audio/wav")
      let answer = try await server.send(
        "POST", "/v1/process/audio", headers: headers,
        body: .stream(Zeros(pieces: pieces), length: .known(Int64(pieces << 16))))
      #expect(answer.status == 429)
    }
  }

  @Test("a client that waits to be asked for a body that is not wanted gets its answer at once")
  func expectation() async throws {
    try await RunningServer.with(registry) { server in
      let answer = try await RawConnection.exchangeAndWait(
        Self.head + "Expect: 100-continue\r\nContent-Length: 3000000000\r\n\r\n", with: server,
        for: "jobs per account")
      #expect(answer.hasPrefix("HTTP/1.1 429"))
      #expect(answer.lowercased().contains("connection: close\r\n"))
    }
  }

  @Test("a client that waits to be asked for its body is asked")
  func wanted() async throws {
    try await RunningServer.with(JobRegistry(clock: ManualClock())) { server in
      let answer = try await RawConnection.exchangeAndWait(
        Self.head + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n", with: server, for: "\r\n\r\n")
      #expect(answer == "HTTP/1.1 100 Continue\r\n\r\n")
    }
  }

  @Test("a client that leaves in the middle of an upload leaves no job and keeps no place")
  func abandoned() async throws {
    let registry = JobRegistry(maxConcurrentJobs: 1, clock: ManualClock())
    try await RunningServer.with(registry) { server in
      let answer = try await RawConnection.exchange(
        Self.head + "Content-Length: 100\r\n\r\nRIFF", with: server)
      #expect(!answer.contains("HTTP/1.1 2"))
      _ = try await server.submit(#"{"messages":[{"payload":{"content":"Hello"}}]}"#)
    }
  }
}

import HTTPTypes
import HummingbirdCore
import JobAPI
import NIOCore
import Synchronization
import TestTools
import Testing

@testable import JobServer

@Suite(.timeLimit(.minutes(1))) struct WebhookTests {
  private let clock = ManualClock()

  private static func text(webhook: String) -> String {
    #"{"webhookUrl":"\#(webhook)","messages":[{"payload":{"content":"Hello"}}]}"#
  }

  @Test("a webhook is told of every status, in order, as documented")
  func everyStatus() async throws {
    let hook = FileServer()
    try await hook.run { [clock] url in
      try await RunningServer.with(JobRegistry(clock: clock)) { server in
        let job = try await server.submit(Self.text(webhook: "\(url)/hook")).jobId
        var received = hook.received.makeAsyncIterator()
        for status in ["scheduled", "in_progress", "completed"] {
          let notice = await received.next()
          #expect(
            notice
              == .init(
                method: "POST", path: "/hook", contentType: "application/json",
                body: #"{"jobId":"\#(job)","status":"\#(status)"}"#))
          clock.advance(by: .seconds(4))
        }
      }
    }
  }

  @Test("the webhook of the query is told as well, and a failure is")
  func query() async throws {
    let hook = FileServer()
    try await hook.run { [clock] url in
      try await RunningServer.with(JobRegistry(clock: clock)) { server in
        clock.advance(by: .seconds(100))
        _ = try await server.submit(
          #"{"messages":[{"payload":{"content":"?"}}]}"#, to: "/v1/process/text?webhookUrl=\(url)/q")
        var received = hook.received.makeAsyncIterator()
        #expect(await received.next()?.body.contains("scheduled") == true)
        clock.advance(by: .seconds(6))
        #expect(await received.next()?.body.contains("in_progress") == true)
        #expect(await received.next()?.body.contains("failed") == true)
      }
    }
  }

  @Test("a webhook that answers with an error is told again twice, then left with that status")
  func retries() async throws {
    let hook = FileServer { request in
      Response(status: request.body.contains("scheduled") ? .internalServerError : .noContent)
    }
    let log = LogKeeper()
    try await hook.run { [clock] url in
      let configuration = JobServerConfiguration(token: RunningServer.token, logger: log.logger)
      try await RunningServer.with(JobRegistry(clock: clock), configuration) { server in
        _ = try await server.submit(Self.text(webhook: "\(url)/secret"))
        var received = hook.received.makeAsyncIterator()
        for pause in WebhookCourier.pauses {
          #expect(await received.next()?.body.contains("scheduled") == true)
          await clock.hasSleeper()
          clock.advance(by: pause)
        }
        #expect(await received.next()?.body.contains("scheduled") == true)
        #expect(await received.next()?.body.contains("in_progress") == true)
      }
    }
    let warnings = log.lines.filter { $0.hasPrefix("warning") }
    #expect(warnings.count == 3)
    #expect(warnings.allSatisfy { $0.contains("could not be told") && !$0.contains("secret") })
  }

  @Test("never is more than one notice of a job under way")
  func oneAtATime() async throws {
    let state = Mutex((running: 0, most: 0))
    let hook = FileServer { _ in
      state.withLock { state in
        state.running += 1
        state.most = max(state.most, state.running)
      }
      await Task.yield()
      state.withLock { $0.running -= 1 }
      return Response(status: .ok)
    }
    try await hook.run { [clock] url in
      try await RunningServer.with(JobRegistry(clock: clock)) { server in
        _ = try await server.submit(Self.text(webhook: url))
        clock.advance(by: .seconds(100))
        var received = hook.received.makeAsyncIterator()
        for _ in 1...3 { _ = await received.next() }
      }
    }
    #expect(state.withLock { $0.most } == 1)
  }

  @Test("a server that ends tells nothing any more, and waits for nothing")
  func cancelled() async throws {
    let hook = FileServer()
    try await hook.run { [clock] url in
      try await RunningServer.with(JobRegistry(clock: clock)) { server in
        _ = try await server.submit(Self.text(webhook: url))
        var received = hook.received.makeAsyncIterator()
        _ = await received.next()
      }
      #expect(clock.sleepers == 0)
    }
  }

  @Test("only a job with a webhook has a timer")
  func noTimer() async throws {
    try await RunningServer.with(JobRegistry(clock: clock)) { [clock] server in
      _ = try await server.submit(#"{"messages":[{"payload":{"content":"Hello"}}]}"#)
      #expect(clock.sleepers == 0)
    }
  }
}

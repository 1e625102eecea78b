import Foundation
import JobAPI
import Testing

@testable import JobTracking

@Suite(.timeLimit(.minutes(1))) struct PauseTests {
  @Test("a paused poller asks nothing, also about jobs that are added, until it goes on")
  func pause() async throws {
    try await Trial.run(["a"]) { id, _ in
      id == "b" ? .completed : .inProgress
    } _: { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .inProgress }
      await trial.poller.pause(true)
      _ = try await trial.poller.track([try Fixture.job("b")])
      try await reader.until { $0.jobs["b"] != nil }
      // In this trial as much time as is waited for passes at once, so that it would be asked over and over.
      let asked = await trial.api.questions(about: try JobID("a"))
      for _ in 0..<200 { await Task.yield() }
      #expect(await trial.api.questions(about: try JobID("b")) == 0)
      #expect(await trial.api.questions(about: try JobID("a")) <= asked + 1)  // one may have been in flight
      await trial.poller.pause(false)
      try await reader.until { $0.jobs["b"]?.status == .completed }
    }
  }
}

import JobAPI
import JobTracking
import TestTools
import Testing

/// Finished jobs that a person wants to have checked all the same.
@Suite(.timeLimit(.minutes(1))) struct JobPollerFinishedTests {
  /// Tracks a completed job and a running one, and has the first checked.
  private func check(
    _ script: @escaping ScriptedAPI.Script, _ body: (Trial, inout Reader) async throws -> Void
  ) async throws {
    let both: ScriptedAPI.Script = { id, number in
      id == "running" ? .inProgress : try await script(id, number)
    }
    try await Trial.run(["running"], finished: ["done"], api: both) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["running"]?.status == .inProgress }
      await trial.poller.checkNow([try Fixture.key("done")])
      try await body(trial, &reader)
    }
  }

  /// Lets the running job be asked about so often that others would have been long since.
  private func wait(_ trial: Trial, _ reader: inout Reader) async throws {
    let running = try JobID("running")
    let asked = await trial.api.questions(about: running)
    while await trial.api.questions(about: running) < asked + 50 { try await reader.next() }
  }

  @Test("one that is still finished is asked about once, and costs nothing again")
  func once() async throws {
    try await check({ _, _ in .completed }) { trial, reader in
      try await reader.until { $0.jobs["done"]?.lastCheckedAt == Fixture.date(60) }
      #expect(reader.jobs["done"]?.nextCheck == nil)
      try await wait(trial, &reader)
      #expect(await trial.api.questions(about: try JobID("done")) == 1)
      #expect(try trial.storedStatuses("done") == [.completed])
    }
  }

  @Test("one that goes on is an anomaly, kept, and watched until it ends again")
  func cameBack() async throws {
    let ends = Gate()
    let script: ScriptedAPI.Script = { _, number in
      if number > 3 { try await ends.pass() }
      return number <= 3 ? .inProgress : .failed
    }
    try await check(script) { trial, reader in
      try await reader.until { $0.jobs["done"]?.status == .inProgress }
      #expect(reader.jobs["done"]?.anomaly == .cameBack(from: .completed, to: .inProgress))
      ends.open()
      try await reader.until { $0.jobs["done"]?.status == .failed }
      #expect(try trial.storedStatuses("done") == [.completed, .inProgress, .failed])
      try await wait(trial, &reader)
      #expect(await trial.api.questions(about: try JobID("done")) == 4)
    }
  }

  @Test("one that is asked about in vain is, until an answer comes, and its status stands")
  func inVain() async throws {
    let script: ScriptedAPI.Script = { _, number in
      guard number > 3 else { throw JobAPIError.serverError(status: 503) }
      return .completed
    }
    try await check(script) { trial, reader in
      try await reader.until { $0.jobs["done"]?.health.failures == 1 }
      #expect(reader.jobs["done"]?.status == .completed)
      try await reader.until { $0.jobs["done"]?.health == .ok }
      try await wait(trial, &reader)
      #expect(await trial.api.questions(about: try JobID("done")) == 4)
    }
  }

  @Test("one that the service has forgotten is not asked about again")
  func forgotten() async throws {
    try await check({ _, _ in throw JobAPIError.notFound }) { trial, reader in
      try await reader.until { $0.jobs["done"]?.health == .notFound(failures: 1) }
      #expect(reader.jobs["done"]?.status == .completed)
      try await wait(trial, &reader)
      #expect(await trial.api.questions(about: try JobID("done")) == 1)
    }
  }

  @Test("one that is not tracked is not asked about")
  func untracked() async throws {
    try await check({ _, _ in .completed }) { trial, reader in
      await trial.poller.checkNow([try Fixture.key("other")])
      try await wait(trial, &reader)
      #expect(await trial.api.questions(about: try JobID("other")) == 0)
    }
  }
}

import GRDB
import JobAPI
import JobTracking
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct JobPollerTroubleTests {
  @Test(
    "an error keeps the last known status and is told beside it; the next answer clears it",
    arguments: Fixture.errors.filter { !$0.needsSigningIn }
  )
  func recovery(error: JobAPIError) async throws {
    let (failing, recovering) = (Gate(), Gate())
    let script: ScriptedAPI.Script = { _, number in
      if number == 1 { return .inProgress }
      if number == 2 {
        try await failing.pass()
        throw error
      }
      try await recovering.pass()
      return .inProgress
    }
    try await Trial.run(["a"], api: script) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .inProgress }
      failing.open()
      try await reader.until { $0.jobs["a"]?.health.error == error }
      #expect(reader.jobs["a"]?.status == .inProgress)
      #expect(reader.jobs["a"]?.health.failures == 1)
      recovering.open()
      try await reader.until { $0.jobs["a"]?.health == .ok }
      #expect(reader.jobs["a"]?.history.count == 1)
      #expect(try trial.storedStatuses("a") == [.inProgress])
    }
  }

  @Test("when nobody is signed in all rest, until a person has a job checked", arguments: signInErrors)
  func resting(error: JobAPIError) async throws {
    let script: ScriptedAPI.Script = { id, number in
      if id == "b", number == 1 { throw error }
      return .inProgress
    }
    // In a time that passes at once, whoever did not rest would have asked again long before.
    try await Trial.run(["b"], api: script) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["b"]?.health.error == error && $0.service == .trouble(error) }
      for _ in 1...1000 { await Task.yield() }
      let key = try Fixture.key("b")
      #expect(await trial.api.questions(about: key.id) == 1)
      await trial.poller.checkNow([key])
      try await reader.until { $0.jobs["b"]?.health == .ok && $0.jobs["b"]?.status == .inProgress }
    }
  }

  @Test(
    "a job that the service does not know is asked about often for a minute after it was added, then rarely")
  func notFound() async throws {
    try await Trial.run(["new"], isStill: true, api: { _, _ in throw JobAPIError.notFound }) { trial in
      // Fixtures are added at 0 s, and it is 60 s now; the one added here is new.
      _ = try await trial.poller.track([
        TrackedJob(key: try Fixture.key("newer"), addedAt: Fixture.date(30))
      ])
      var reader = trial.reader()
      try await reader.until { $0.jobs["new"]?.nextCheck != nil && $0.jobs["newer"]?.nextCheck != nil }
      #expect(reader.jobs["newer"]?.nextCheck?.reason == .notKnownYet)
      #expect(reader.jobs["new"]?.nextCheck?.reason == .notFound)
      let rarely = try #require(reader.jobs["new"]?.nextCheck?.at)
      #expect(rarely > Fixture.date(60 + 250))
    }
  }

  @Test("an unreachable service is told as a hold, and asked about one job")
  func hold() async throws {
    let recovered = Gate()
    let script: ScriptedAPI.Script = { _, number in
      if number > 3 { try await recovered.pass() }
      if number <= 3 { throw JobAPIError.refused }
      return .inProgress
    }
    try await Trial.run(["a"], api: script) { trial in
      var reader = trial.reader()
      try await reader.until {
        if case .unreachable = $0.hold { return $0.jobs["a"]?.health.failures == 3 }
        return false
      }
      recovered.open()
      try await reader.until { $0.hold == nil && $0.jobs["a"]?.status == .inProgress }
    }
  }

  private static let signInErrors = Fixture.errors.filter(\.needsSigningIn)

  @Test("one job's errors do not hold up the others")
  func others() async throws {
    let script: ScriptedAPI.Script = { id, number in
      if id == "bad" { throw JobAPIError.timedOut }
      return number < 20 ? .inProgress : .completed
    }
    try await Trial.run(["bad", "a", "b"], api: script) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs.values.count { $0.isFinished } == 2 }
      try await reader.until { ($0.jobs["bad"]?.health.failures ?? 0) > 3 }
      #expect(reader.jobs["bad"]?.status == nil)
    }
  }

  @Test("a store that fails is told of, polling goes on in memory, and all is saved once it works again")
  func brokenStore() async throws {
    let gate = Gate()
    try await Trial.run(["a"], api: ScriptedAPI.steps(behind: gate)) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .scheduled }
      try await trial.execute("ALTER TABLE statusTransition RENAME TO away")
      gate.open()
      try await reader.until { $0.jobs["a"]?.status == .completed && $0.storeTrouble != nil }
      #expect(reader.jobs["a"]?.history.map(\.to) == [.scheduled, .inProgress, .completed])
      #expect(reader.storeTrouble?.description.hasPrefix("Changes are not being saved: ") == true)
      try await trial.execute("ALTER TABLE away RENAME TO statusTransition")
      try await reader.until { $0.storeTrouble == nil }
      #expect(try trial.storedStatuses("a") == [.scheduled, .inProgress, .completed])
    }
  }

  @Test("what was not saved yet is saved when the run ends")
  func savedAtTheEnd() async throws {
    let gate = Gate()
    let script: ScriptedAPI.Script = { _, _ in
      try await gate.pass()
      return .failed
    }
    try await Trial.run(["a"], isStill: true, api: script) { trial in
      try await trial.execute("ALTER TABLE statusTransition RENAME TO away")
      gate.open()
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .failed && $0.storeTrouble != nil }
      try await trial.execute("ALTER TABLE away RENAME TO statusTransition")
      await trial.end()
      #expect(try trial.storedStatuses("a") == [.failed])
    }
  }

  @Test("what cannot be saved at the end either is told, with the reason")
  func lostAtTheEnd() async throws {
    try await Trial.run(["a", "b"], isStill: true, api: { _, _ in .failed }) { trial in
      #expect(await trial.poller.loss == nil)
      try await trial.execute("ALTER TABLE statusTransition RENAME TO away")
      var reader = trial.reader()
      await trial.poller.checkNow(try ["a", "b"].map { try Fixture.key($0) })
      try await reader.until { $0.unsaved == 2 && $0.storeTrouble != nil }
      await trial.end()
      let loss = try #require(await trial.poller.loss)
      #expect(loss.count == 2 && loss.trouble == reader.storeTrouble)
      #expect(loss.description.hasPrefix("2 status changes were not saved, and are lost: "))
    }
  }

  @Test("jobs that cannot be stored are not tracked, and those that stay cannot be lost")
  func cannotTrack() async throws {
    try await Trial.run(["a"], isStill: true, api: { _, _ in .inProgress }) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .inProgress }
      try await trial.execute("ALTER TABLE job RENAME TO away")
      let (job, key) = (try Fixture.job("b"), try Fixture.key("a"))
      await #expect(throws: JobStoreError.self) { try await trial.poller.track([job]) }
      await #expect(throws: JobStoreError.self) { try await trial.poller.untrack([key]) }
      await trial.poller.checkNow([key, job.key])
      while await trial.api.questions(about: key.id) < 2 { try await reader.next() }
      #expect(await trial.api.questions(about: job.key.id) == 0)
      #expect(reader.jobs.keys.sorted() == ["a"])
    }
  }
}

extension Trial {
  /// Changes the store's file behind its back, as a connection of its own.
  fileprivate func execute(_ sql: String) async throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    let database = try DatabaseQueue(path: folder.storePath, configuration: configuration)
    try await database.write { try $0.execute(sql: sql) }
    try database.close()
  }
}

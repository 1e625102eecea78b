import JobAPI
import JobTracking
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct JobPollerTrackingTests {
  @Test("a tracked job is stored, told of and asked about at once")
  func tracked() async throws {
    try await Trial.run([], isStill: true, api: { _, _ in .scheduled }) { trial in
      var reader = trial.reader()
      #expect(try await trial.poller.track([try Fixture.job("a", label: "Sales")]) == [try Fixture.key("a")])
      try await reader.until { $0.jobs["a"]?.status == .scheduled }
      #expect(reader.jobs["a"]?.label == "Sales")
      #expect(try trial.storedStatuses("a") == [.scheduled])
    }
  }

  @Test("a job that is tracked already, or named twice, is tracked once")
  func duplicates() async throws {
    try await Trial.run(["a"], isStill: true, api: { _, _ in .inProgress }) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .inProgress }
      let jobs = [try Fixture.job("b"), try Fixture.job("a"), try Fixture.job("b")]
      #expect(try await trial.poller.track(jobs) == [try Fixture.key("b")])
      try await reader.until { $0.jobs["b"]?.status == .inProgress }
      #expect(reader.jobs["a"]?.status == .inProgress)
      #expect(await trial.api.questions(about: try JobID("a")) == 1)
      #expect(await trial.api.questions(about: try JobID("b")) == 1)
    }
  }

  @Test("a job that several track at the same time is new to one of them")
  func atTheSameTime() async throws {
    try await Trial.run([], isStill: true, api: { _, _ in .inProgress }) { trial in
      let job = try Fixture.job("a")
      let added = try await withThrowingTaskGroup { group in
        for _ in 1...8 { group.addTask { try await trial.poller.track([job]) } }
        return try await group.reduce([], +)
      }
      #expect(added == [job.key])
    }
  }

  @Test("an untracked job is told as removed, and not asked about again")
  func untracked() async throws {
    let many = Gate()
    let script: ScriptedAPI.Script = { id, number in
      if id == "b", number == 200 { many.open() }
      return .inProgress
    }
    try await Trial.run(["a", "b"], api: script) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs.count == 2 }
      try await trial.poller.untrack([try Fixture.key("a")])
      try await reader.until { $0.jobs["a"] == nil }
      try await many.pass()
      let asked = await trial.api.questions(about: try JobID("a"))
      while await trial.api.questions(about: try JobID("b")) < 400 { try await reader.next() }
      #expect(await trial.api.questions(about: try JobID("a")) == asked)
      #expect(reader.jobs.keys.sorted() == ["b"])
    }
  }

  @Test("the answer about a job that was untracked in the meantime is dropped")
  func untrackedInFlight() async throws {
    let (arrived, gate) = (Gate(), Gate())
    let script: ScriptedAPI.Script = { _, _ in
      arrived.open()
      try await gate.pass()
      return .completed
    }
    try await Trial.run(["a"], isStill: true, api: script) { trial in
      var reader = trial.reader()
      try await arrived.pass()
      try await trial.poller.untrack([try Fixture.key("a")])
      gate.open()
      // Told after the answer was dealt with.
      try await reader.until { $0.service == .answering(seconds: 0) }
      #expect(reader.jobs.isEmpty)
      _ = try await trial.store.track([try Fixture.job("a")])
      #expect(try trial.storedStatuses("a") == [])
    }
  }

  @Test("a job untracked and tracked again while a question is in flight is never asked about twice at once")
  func undoneInFlight() async throws {
    let (arrived, gate) = (Gate(), Gate())
    let script: ScriptedAPI.Script = { id, number in
      arrived.open()
      if id == "a" { try await gate.pass() }
      return number == 1 ? .inProgress : .completed
    }
    try await Trial.run(["a"], isStill: true, api: script) { trial in
      var reader = trial.reader()
      try await arrived.pass()
      try await trial.poller.untrack([try Fixture.key("a")])
      #expect(try await trial.poller.track([try Fixture.job("a")]) == [try Fixture.key("a")])
      // Whatever was due when b was added has been asked once b was, and b twice to be sure.
      _ = try await trial.poller.track([try Fixture.job("b")])
      try await reader.until { $0.jobs["b"]?.status == .inProgress }
      await trial.poller.checkNow([try Fixture.key("b")])
      try await reader.until { $0.jobs["b"]?.status == .completed }
      #expect(await trial.api.questions(about: try JobID("a")) == 1)
      gate.open()
      try await reader.until { $0.jobs["a"]?.status == .completed }
      #expect(try trial.storedStatuses("a") == [.inProgress, .completed])
    }
  }

  @Test("a job that is tracked again has its history, and if it had finished, costs nothing")
  func finishedTrackedAgain() async throws {
    try await Trial.run(["a"], isStill: true, api: { _, _ in .completed }) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .completed }
      try await trial.poller.untrack([try Fixture.key("a")])
      try await reader.until { $0.jobs.isEmpty }
      _ = try await trial.poller.track([try Fixture.job("a"), try Fixture.job("b")])
      try await reader.until { $0.jobs["b"]?.status == .completed }
      #expect(reader.jobs["a"]?.status == .completed)
      #expect(await trial.api.questions(about: try JobID("a")) == 1)
    }
  }
}

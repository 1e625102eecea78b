import JobAPI
import JobTracking
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct JobPollerTests {
  /// What a job answers that goes scheduled, in progress, completed.
  private static func ordinary(_ number: Int) -> JobStatus {
    switch number {
    case 1: .scheduled
    case 2: .inProgress
    default: .completed
    }
  }

  @Test("a job is seen scheduled, in progress and completed")
  func ordinary() async throws {
    let (first, second) = (Gate(), Gate())
    let script: ScriptedAPI.Script = { _, number in
      if number > 1 { try await (number == 2 ? first : second).pass() }
      return Self.ordinary(number)
    }
    try await Trial.run(["a"], api: script) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .scheduled }
      first.open()
      try await reader.until { $0.jobs["a"]?.status == .inProgress }
      second.open()
      try await reader.until { $0.jobs["a"]?.status == .completed }
      #expect(reader.jobs["a"]?.history.map(\.to) == [.scheduled, .inProgress, .completed])
      #expect(reader.jobs["a"]?.lastCheckedAt == Fixture.date(60))
    }
  }

  @Test("a finished job is not asked about again, while another goes on for hundreds of checks")
  func finished() async throws {
    let many = Gate()
    let script: ScriptedAPI.Script = { id, number in
      if id == "a" { return Self.ordinary(number) }
      if id == "b" { return number < 3 ? .inProgress : .failed }
      if number == 300 { many.open() }
      return .inProgress
    }
    try await Trial.run(["a", "b", "c"], finished: ["old"], api: script) { trial in
      try await many.pass()
      let asked = await trial.api.questions(about: try JobID("c"))
      var reader = trial.reader()
      while await trial.api.questions(about: try JobID("c")) < asked + 50 { try await reader.next() }
      #expect(await trial.api.questions(about: try JobID("a")) == 3)
      #expect(await trial.api.questions(about: try JobID("b")) == 3)
      #expect(await trial.api.questions(about: try JobID("old")) == 0)
    }
  }

  @Test("an unknown status word is shown, and the job asked about again")
  func unknownWord() async throws {
    let gate = Gate()
    let script: ScriptedAPI.Script = { _, number in
      if number == 1 { return .unrecognized("paused") }
      try await gate.pass()
      return .completed
    }
    try await Trial.run(["a"], api: script) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .unrecognized("paused") }
      gate.open()
      try await reader.until { $0.jobs["a"]?.isFinished == true }
    }
  }

  @Test("sixteen questions are in flight at once, and never more")
  func inFlight() async throws {
    let sixteen = Gate(opensAt: 16)
    let script: ScriptedAPI.Script = { _, number in
      try await sixteen.pass()
      // Long enough for one too many to come in.
      for _ in 1...20 { await Task.yield() }
      return number < 5 ? .inProgress : .completed
    }
    try await Trial.run((1...50).map { "\($0)" }, api: script) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs.values.count { $0.isFinished } == 50 }
      #expect(await trial.api.mostInFlight == 16)
    }
  }

  @Test("a transition is in the store before anybody hears of it")
  func durableFirst() async throws {
    try await Trial.run(["a", "b", "c"], api: { _, number in Self.ordinary(number / 3) }) { trial in
      var reader = trial.reader()
      while reader.jobs.values.count(where: \.isFinished) < 3 {
        for case .job(let job) in try await reader.next() {
          let stored = try trial.storedStatuses(job.key.id.rawValue)
          #expect(stored.starts(with: job.history.map(\.to)))
        }
      }
    }
  }

  @Test("a reader who comes late gets one batch with one entry a job")
  func slowReader() async throws {
    let many = Gate()
    let script: ScriptedAPI.Script = { id, number in
      if id == "c", number == 200 { many.open() }
      return .inProgress
    }
    try await Trial.run(["a", "b", "c"], api: script) { trial in
      try await many.pass()
      var reader = trial.reader()
      let batch = try await reader.next()
      #expect(reader.jobs.count == 3)
      #expect(batch.count == 5, "three jobs, the service and its traffic")
    }
  }

  @Test("a check that is asked for comes at once, whatever the interval")
  func checkNow() async throws {
    try await Trial.run(["a"], isStill: true, api: { _, number in Self.ordinary(number) }) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .scheduled }
      await trial.poller.checkNow([try Fixture.key("a")])
      try await reader.until { $0.jobs["a"]?.status == .inProgress }
      await trial.poller.checkNow([try Fixture.key("a")])
      try await reader.until { $0.jobs["a"]?.status == .completed }
    }
  }

  @Test("how the service answers is told when it changes, not at every answer")
  func service() async throws {
    let gate = Gate()
    let script: ScriptedAPI.Script = { _, number in
      if number == 20 { throw JobAPIError.serverError(status: 503) }
      if number > 20 { try await gate.pass() }
      return .inProgress
    }
    try await Trial.run(["a"], api: script) { trial in
      var reader = trial.reader()
      var told: [ServiceHealth] = []
      while told.last != .trouble(.serverError(status: 503)) {
        for case .service(let health) in try await reader.next() { told.append(health) }
      }
      gate.open()
      try await reader.until { $0.service == .answering(seconds: 0) }
      #expect(told.count <= 2)
    }
  }

  @Test("cancelling ends the run and the questions in flight")
  func cancelled() async throws {
    let (arrived, never) = (Gate(), Gate())
    let script: ScriptedAPI.Script = { id, _ in
      if id == "b" { arrived.open() }
      try await never.pass()
      return .completed
    }
    try await Trial.run(["a", "b"], api: script) { trial in
      try await arrived.pass()
      await trial.end()
      #expect(await trial.api.cancellations == 2)
      #expect(try trial.storedStatuses("a") == [])
    }
  }

  @Test("the updates end when the task that reads them is cancelled")
  func readerCancelled() async throws {
    try await Trial.run([], isStill: true, api: { _, _ in .completed }) { trial in
      let reading = Task {
        var batches = 0
        for await _ in trial.poller.updates { batches += 1 }
        return batches
      }
      reading.cancel()
      #expect(await reading.value == 0)
    }
  }
}

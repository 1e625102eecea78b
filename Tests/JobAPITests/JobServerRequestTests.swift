import JobAPI
import JobServer
import Testing

/// The real client against the real server, over loopback HTTP.
@Suite(.timeLimit(.minutes(1))) struct JobServerRequestTests {
  private let registry = JobRegistry()

  /// A job that stands at one status for good.
  private func add(_ id: String, _ status: JobScript.Outcome, queued: Bool = false) async {
    let queueTime: Duration = queued ? .seconds(86_400) : .zero
    await registry.add(id: id, script: JobScript(queueTime: queueTime, runTime: .zero, outcome: status))
  }

  @Test(
    "every status of the server arrives as what it is",
    arguments: [
      (JobScript.Outcome.runsForever, JobStatus.inProgress), (.completed, .completed), (.failed, .failed),
      (.unrecognized("paused"), .unrecognized("paused")),
      (.unrecognized("\u{1B}[2J"), .unrecognized("\u{1B}[2J")),
    ]
  )
  func status(outcome: JobScript.Outcome, status: JobStatus) async throws {
    await add("a", outcome)
    try await Asking.withJobServer(registry) { baseURL in
      let job = try await Asking.with(baseURL) { try await $0.status(of: JobID("a")) }
      #expect(job.id == "a" && job.status == status)
    }
  }

  @Test("a job that waits is scheduled")
  func scheduled() async throws {
    await add("a", .completed, queued: true)
    try await Asking.withJobServer(registry) { baseURL in
      let job = try await Asking.with(baseURL) { try await $0.status(of: JobID("a")) }
      #expect(job.status == .scheduled)
    }
  }

  @Test(
    "the server gets an odd id as it is",
    arguments: ["a/b", "a?b", "a#b", "%", "%2F", "ü", "..;", "...", "../../x", "a+b", "👩‍👩‍👧‍👦", "\\", "{\"}"]
  )
  func oddID(id: String) async throws {
    await add(id, .completed)
    try await Asking.withJobServer(registry) { baseURL in
      let job = try await Asking.with(baseURL) { try await $0.status(of: JobID(id)) }
      #expect(job.id == id && job.status == .completed)
    }
  }

  @Test("a wrong token is unauthorized")
  func wrongToken() async throws {
    await add("a", .completed)
    try await Asking.withJobServer(registry) { baseURL in
      await #expect(throws: JobAPIError.unauthorized) {
        try await Asking.with(baseURL, token: "wrong") { try await $0.status(of: JobID("a")) }
      }
    }
  }

  @Test("an id the server does not know is not found")
  func unknownID() async throws {
    try await Asking.withJobServer(registry) { baseURL in
      await #expect(throws: JobAPIError.notFound) {
        try await Asking.with(baseURL) { try await $0.status(of: JobID("a")) }
      }
    }
  }

  @Test("a submitted text becomes a job that can be asked about")
  func submitted() async throws {
    // However slow the machine: it stays scheduled.
    let slow = JobScript(queueTime: .seconds(3_600), runTime: .zero, outcome: .completed)
    try await Asking.withJobServer(JobRegistry(textScript: slow)) { baseURL in
      try await Asking.with(baseURL) { api in
        let submission = try await api.submit(text: "Hello\nWorld", name: "Greeting")
        #expect(submission.conversationId.count == 16)
        #expect(try await api.status(of: JobID(submission.jobId)).status == .scheduled)
      }
    }
  }

  @Test("a text with nothing in it is refused with the server's own sentence")
  func emptyText() async throws {
    try await Asking.withJobServer(registry) { baseURL in
      let sentence = "“messages” must hold at least one message."
      await #expect(throws: JobAPIError.unexpected(status: 400, message: sentence)) {
        try await Asking.with(baseURL) { try await $0.submit(text: " \n\n", name: nil) }
      }
    }
  }
}

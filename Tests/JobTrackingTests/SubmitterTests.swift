import JobAPI
import JobTracking
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct SubmitterTests {
  /// An account that takes so many unfinished jobs; each ends when it has been asked about twice.
  private final class Account: JobAPI {
    private struct State {
      var sent: [String] = []
      var taken: [String] = []
      var questions: [String: Int] = [:]
      var mostUnfinished = 0
    }

    private let limit: Int
    private let fullTries: Int
    private let state = Mutex(State())

    /// - Parameter fullTries: how many submissions are refused first, whatever is unfinished.
    init(limit: Int, fullTries: Int = 0) {
      self.limit = limit
      self.fullTries = fullTries
    }

    var sent: [String] { state.withLock { $0.sent } }
    var taken: [String] { state.withLock { $0.taken } }
    var mostUnfinished: Int { state.withLock { $0.mostUnfinished } }

    func answer(about id: JobID) -> JobAnswer {
      let count = state.withLock { state in
        state.questions[id.rawValue, default: 0] += 1
        return state.questions[id.rawValue] ?? 0
      }
      let status: JobStatus = count < 2 || id.rawValue == "stuck" ? .inProgress : .completed
      return JobAnswer(.success(Job(id: id.rawValue, status: status)))
    }

    func submit(
      _ content: SubmissionContent, _ options: SubmissionOptions,
      progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> Submission {
      let name = options.name ?? ""
      return try state.withLock { state in
        state.sent.append(name)
        let unfinished = state.taken.count { state.questions[$0, default: 0] < 2 }
        guard unfinished < limit, state.sent.count > fullTries else {
          throw JobAPIError.rateLimited(retryAfter: nil)
        }
        if name == "bad" { throw JobAPIError.unexpected(status: 400, message: nil) }
        state.taken.append(name)
        state.mostUnfinished = max(state.mostUnfinished, unfinished + 1)
        return Submission(conversationId: "c-\(name)", jobId: name)
      }
    }
  }

  private final class Notes: Sendable {
    private let all = Mutex<[String]>([])

    var lines: [String] { all.withLock { $0 } }
    func add(_ line: String) { all.withLock { $0.append(line) } }
  }

  private static func text() throws -> SubmissionContent {
    try #require(SubmissionContent(transcript: "Hello"))
  }

  @Test("a full account makes the rest wait; all are taken once, in their order, and tracked first")
  func waiting() async throws {
    let (account, notes) = (Account(limit: 2), Notes())
    let submitter = Submitter(api: account, profile: "test", clock: TrialClock(isStill: false)) { job in
      notes.add("tracked \(job.key.id)")
    }
    for name in ["1", "2", "3", "4", "5"] {
      let job = try await submitter.submit(try Self.text(), SubmissionOptions(name: name), label: name) {
        if case .waiting(let running) = $0 { notes.add("\(name) waits, \(running) run") }
      }
      notes.add("said \(job.key.id)")
      #expect(job.conversation == ConversationID("c-\(name)"))
    }
    #expect(account.taken == ["1", "2", "3", "4", "5"])
    #expect(account.mostUnfinished == 2)
    #expect(notes.lines.prefix(5) == ["tracked 1", "said 1", "tracked 2", "said 2", "3 waits, 2 run"])
    for name in account.taken {
      let (tracked, said) = (
        notes.lines.firstIndex(of: "tracked \(name)"), notes.lines.firstIndex(of: "said \(name)")
      )
      #expect(try #require(tracked) < #require(said))
    }
  }

  @Test("a job that another program has submitted is looked at too")
  func others() async throws {
    let (account, clock) = (Account(limit: 1), TrialClock(isStill: false))
    let other = Submitter(api: account, profile: "test", clock: clock) { _ in }
    _ = try await other.submit(try Self.text(), SubmissionOptions(name: "theirs"), label: "") { _ in }
    let mine = Submitter(
      api: account, profile: "test", clock: clock, unfinished: { [try JobID("theirs")] }, track: { _ in })
    let before = clock.now
    _ = try await mine.submit(try Self.text(), SubmissionOptions(name: "mine"), label: "") { _ in }
    #expect(account.taken == ["theirs", "mine"])
    #expect(account.sent == ["theirs", "mine", "mine"])
    #expect(before.duration(to: clock.now) == .seconds(2))
  }

  @Test(
    "a place that nobody here knows of is found after a while, whatever does not end",
    arguments: [[], ["stuck"]])
  func patience(known: [String]) async throws {
    let (account, clock) = (Account(limit: 1, fullTries: 2), TrialClock(isStill: false))
    let submitter = Submitter(
      api: account, profile: "test", clock: clock, unfinished: { Set(try known.map { try JobID($0) }) },
      track: { _ in })
    _ = try await submitter.submit(try Self.text(), SubmissionOptions(name: "mine"), label: "") { _ in }
    #expect(account.sent == ["mine", "mine", "mine"])
    #expect(clock.now.offset == .seconds(28))
  }

  @Test(
    "a job that was seen to have ended is no reason to try again, even if others still take it for unfinished"
  )
  func endedOnce() async throws {
    let (account, clock) = (Account(limit: 1, fullTries: 3), TrialClock(isStill: false))
    let submitter = Submitter(
      api: account, profile: "test", clock: clock, unfinished: { [try JobID("ended")] }, track: { _ in })
    _ = try await submitter.submit(try Self.text(), SubmissionOptions(name: "mine"), label: "") { _ in }
    #expect(account.sent.count == 4)
    // Until it has ended; then twice the time after which anybody tries again.
    #expect(clock.now.offset == .seconds(2 + 14 + 14))
  }

  @Test("those that come together go one after the other, and none is lost")
  func together() async throws {
    let account = Account(limit: 2)
    let submitter = Submitter(api: account, profile: "test", clock: TrialClock(isStill: false)) { _ in }
    let names = (1...20).map(String.init)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for name in names {
        group.addTask {
          _ = try await submitter.submit(try Self.text(), SubmissionOptions(name: name), label: name) { _ in }
        }
      }
      try await group.waitForAll()
    }
    #expect(account.taken.sorted() == names.sorted())
    #expect(account.mostUnfinished == 2)
  }

  @Test("what is refused for good is not sent again, and the next one goes")
  func refused() async throws {
    let account = Account(limit: 2)
    let submitter = Submitter(api: account, profile: "test", clock: TrialClock(isStill: false)) { _ in }
    await #expect(throws: JobAPIError.unexpected(status: 400, message: nil)) {
      _ = try await submitter.submit(try Self.text(), SubmissionOptions(name: "bad"), label: "") { _ in }
    }
    _ = try await submitter.submit(try Self.text(), SubmissionOptions(name: "good"), label: "") { _ in }
    #expect(account.sent == ["bad", "good"])
  }

  @Test("a job that cannot be kept is told with its id")
  func untracked() async throws {
    let submitter = Submitter(api: Account(limit: 2), profile: "test", clock: TrialClock(isStill: false)) {
      _ in
      throw JobAPIError.timedOut
    }
    let error = await #expect(throws: UntrackedSubmission.self) {
      _ = try await submitter.submit(try Self.text(), SubmissionOptions(name: "a-job"), label: "") { _ in }
    }
    #expect(error?.jobID == "a-job")
  }

  @Test("one who stops waiting for a place is not submitted")
  func cancelled() async throws {
    let (account, clock) = (Account(limit: 0), TrialClock(isStill: true))
    let submitter = Submitter(api: account, profile: "test", clock: clock) { _ in }
    let (waits, noted) = AsyncStream<Void>.makeStream()
    let submission = Task {
      try await submitter.submit(try Self.text(), SubmissionOptions(name: "a"), label: "") {
        if case .waiting = $0 { noted.yield() }
      }
    }
    for await _ in waits { break }
    submission.cancel()
    await #expect(throws: CancellationError.self) { try await submission.value }
    #expect(account.taken == [])
  }
}

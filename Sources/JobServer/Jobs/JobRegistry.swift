import Foundation
import JobAPI

/// The jobs an embedded server knows, each with its script and its start, and the conversations they bring.
///
/// Nothing in here ticks: time is read from the clock when somebody asks. Jobs stay until the registry goes.
package actor JobRegistry {
  /// How many submitted jobs may be unfinished at once.
  package nonisolated let maxConcurrentJobs: Int
  private let textScript: JobScript
  /// How jobs go that it says something of, and what goes wrong with requests.
  nonisolated let scenario: Scenario
  private var submissions = 0
  /// The time since the registry was made.
  nonisolated let time: Stopwatch
  private var entries: [String: JobEntry] = [:]
  private var conversations: [String: ConversationRecord] = [:]
  /// The submitted jobs that had not ended when last looked at.
  private var unfinished: [String] = []
  /// The submissions whose bodies are still being read.
  private var placesTaken = 0
  private var waiting: [String: AsyncStream<Never>.Continuation] = [:]
  /// Message ids are numbers of 16 digits that count up from here, as those of the API do within a conversation.
  private var nextMessageID = UInt64.random(in: StableNumber.smallest...StableNumber.largest / 2)

  /// A registry with no jobs.
  ///
  /// - Parameters:
  ///   - textScript: how a submission goes; one that cannot be processed fails after the same times.
  ///   - maxConcurrentJobs: how many submitted jobs may be unfinished at once; jobs that were added do not count. A trial
  ///     account may have 2, a paid one 50.
  ///   - scenario: the jobs that are there from the start, how submissions go that it says something of, and what goes
  ///     wrong with requests.
  ///   - clock: what tells the time.
  package init(
    textScript: JobScript = .submittedText,
    maxConcurrentJobs: Int = 2,
    scenario: Scenario = Scenario(),
    clock: some Clock<Duration> = ContinuousClock()
  ) {
    self.textScript = textScript
    self.maxConcurrentJobs = maxConcurrentJobs
    self.scenario = scenario
    time = Stopwatch(clock)
    for (id, plan) in scenario.jobs {
      entries[id.rawValue] = JobEntry(
        script: plan.script, faults: FaultPlan(plan.faults),
        start: plan.script.startsWhenFirstAskedFor ? nil : .zero)
    }
  }

  /// Adds a job, or replaces the one of the same id.
  ///
  /// - Parameters:
  ///   - id: any text.
  ///   - script: how the job goes.
  ///   - startedAgo: how much of the script lies in the past already; of no effect for a script that starts
  ///     when the job is first asked for.
  package func add(id: String, script: JobScript, startedAgo: Duration = .zero) {
    entries[id] = JobEntry(
      script: script, start: script.startsWhenFirstAskedFor ? nil : time.now - startedAgo)
  }

  /// Adds the conversation of a job that was added, to be read once the job has completed.
  ///
  /// - Parameters:
  ///   - id: any text, other than those of the conversations that are there.
  ///   - startedAgo: how long ago the first message was.
  func addConversation(_ id: String, of jobID: String, _ text: TextSubmission, startedAgo: Duration) {
    let start = Date(timeIntervalSinceNow: -(startedAgo / .seconds(1)))
    var record = ConversationRecord(id: id, createdAt: start)
    record.apply(SubmissionOptions(name: text.name))
    add(text.submittedMessages, of: jobID, to: &record, now: start)
    conversations[id] = record
    entries[jobID]?.conversation = id
  }

  private func add(
    _ messages: [SubmittedMessage], of jobID: String, to record: inout ConversationRecord, now: Date
  ) {
    record.add(messages, of: jobID, now: now, firstID: nextMessageID)
    nextMessageID += UInt64(messages.count)
  }

  /// Where a job stands now, or nil for an unknown id; counts as one request.
  package func status(of id: String) -> Job? {
    guard var entry = entries[id] else { return nil }
    let now = time.now
    entry.start = entry.start ?? now
    entry.requests += 1
    entries[id] = entry
    return Job(id: id, status: entry.status(at: now))
  }

  /// The fault of a question about a job that has just come, nil for none; counts as a question in the job's scenario,
  /// whatever is answered.
  func fault(ofQuestionAbout id: String) -> Fault? { entries[id]?.nextFault(at: time.now) }

  /// How often ``status(of:)`` was asked about a job; 0 for an unknown id.
  package func requests(for id: String) -> Int { entries[id]?.requests ?? 0 }

  /// What is to be told of a conversation now, nil for an unknown id.
  func conversation(_ id: String) -> ConversationView? {
    let now = time.now
    return conversations[id].map { record in
      ConversationView(record) { entries[$0]?.status(at: now) == .completed }
    }
  }

  func hasConversation(_ id: String) -> Bool { conversations[id] != nil }
}

/// Submissions.
extension JobRegistry {
  /// Makes a job that processes a text, whatever the number of unfinished ones: it fails when no message holds a letter
  /// or a digit.
  ///
  /// - Returns: a new job id, a UUID in lower case, and a new conversation id of 16 digits.
  package func submit(text: TextSubmission) -> Submission {
    placesTaken += 1
    return submit(
      SubmittedJob(
        kind: .text, content: .text(text.submittedMessages), options: SubmissionOptions(name: text.name)),
      appendingTo: nil)
  }

  /// Takes one of the places of concurrent jobs, to be given back or used by ``submit(_:appendingTo:)``.
  ///
  /// - Returns: false when there is none.
  func takePlace() -> Bool {
    let now = time.now
    unfinished.removeAll { entries[$0]?.status(at: now).isTerminal ?? true }
    guard unfinished.count + placesTaken < maxConcurrentJobs else { return false }
    placesTaken += 1
    return true
  }

  func givePlaceBack() { placesTaken -= 1 }

  /// Makes a job, for which a place was taken, and the conversation it brings or adds to.
  func submit(_ job: SubmittedJob, appendingTo conversation: String?) -> Submission {
    let id = UUID().uuidString.lowercased()
    submissions += 1
    let plan = scenario.plan(kind: job.kind, number: submissions, name: job.options.name)
    var script = plan?.script ?? textScript
    if job.isHopeless { script.outcome = .failed }
    // Whoever waits for the webhook need never ask.
    if job.options.webhookURL != nil { script.startsWhenFirstAskedFor = false }
    add(id: id, script: script)
    if let plan { entries[id]?.faults = FaultPlan(plan.faults) }
    placesTaken -= 1
    unfinished.append(id)

    let conversationID = conversation ?? newConversationID()
    var record = conversations[conversationID] ?? ConversationRecord(id: conversationID, createdAt: .now)
    record.apply(job.options)
    switch job.content {
    case .text(let messages):
      add(messages, of: id, to: &record, now: .now)
    case .recording(let seconds):
      record.add(recordingOf: id, seconds: seconds ?? 0, options: job.options, now: .now)
    case .remoteRecording:
      record.add(recordingOf: id, seconds: 0, options: job.options, now: .now)
      entries[id]?.isRemote = true
      entries[id]?.settled = nil
    }
    conversations[conversationID] = record
    entries[id]?.conversation = conversationID
    return Submission(conversationId: conversationID, jobId: id)
  }

  /// Says what became of a recording that the server had to fetch.
  ///
  /// - Parameter seconds: its length, nil when it could not be fetched or read.
  func settle(_ id: String, seconds: Double?) {
    entries[id]?.settled = time.now
    if let seconds {
      if let conversation = entries[id]?.conversation {
        conversations[conversation]?.setLength(ofRecordingOf: id, seconds: seconds)
      }
    } else {
      entries[id]?.script.outcome = .failed
    }
    waiting.removeValue(forKey: id)?.finish()
  }

  private func newConversationID() -> String {
    "\(UInt64.random(in: StableNumber.smallest...StableNumber.largest))"
  }
}

/// Following a job.
extension JobRegistry {
  /// Waits until a job has the status that follows one seen before, on the registry's clock.
  ///
  /// - Parameter seen: the last status seen, nil at first.
  /// - Returns: the status, nil when none will follow.
  /// - Throws: `CancellationError`.
  nonisolated func status(of id: String, after seen: JobStatus?) async throws -> JobStatus? {
    while true {
      switch await step(of: id, after: seen) {
      case .none: return nil
      case .status(let status, let at):
        try await time.sleep(until: at)
        return status
      case .unsettled:
        for await _ in await settling(of: id) {}
        try Task.checkCancellation()
      }
    }
  }

  private func step(of id: String, after seen: JobStatus?) -> JobEntry.Step {
    entries[id]?.step(after: seen) ?? .none
  }

  /// Ends when a job is settled.
  private func settling(of id: String) -> AsyncStream<Never> {
    let (stream, continuation) = AsyncStream<Never>.makeStream()
    if entries[id]?.settled == nil { waiting[id] = continuation } else { continuation.finish() }
    return stream
  }
}

extension TextSubmission {
  fileprivate var submittedMessages: [SubmittedMessage] {
    messages.map { SubmittedMessage(text: $0.payload.content, speaker: $0.from.flatMap(Speaker.init)) }
  }
}

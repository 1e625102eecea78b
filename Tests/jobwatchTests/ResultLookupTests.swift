import Foundation
import JobAPI
import JobTracking
import Testing

@testable import jobwatch

/// What `jobwatch result` asks for, and what it does not.
@Suite struct ResultLookupTests {
  private static let conversation = ConversationID("581")
  private static let added = Date(timeIntervalSince1970: 1_658_000_000)

  private let scratch: Scratch
  private let store: JobStore
  private let service = Service()

  init() throws {
    scratch = try Scratch()
    store = try JobStore(path: "\(scratch.path)/jobs.sqlite")
  }

  private var lookup: ResultLookup { ResultLookup(profile: .symbl, store: store) }

  private func id(_ text: String = "job") throws -> JobID { try JobID(text) }

  /// Tracks a job that was submitted from here.
  private func track(
    _ status: JobStatus?, name: String = "job", conversation: ConversationID? = conversation
  ) async throws {
    let key = JobKey(profile: JobAPIProfile.symbl.name, id: try id(name))
    _ = try await store.track([TrackedJob(key: key, conversation: conversation, addedAt: Self.added)])
    if let status {
      let seen = StatusTransition(from: nil, to: status, earliest: nil, seenAt: Self.added)
      try await store.record([(key, seen)])
    }
  }

  /// Finds the result as the command does.
  private func find(_ lookup: ResultLookup) async throws -> ConversationReport {
    if let kept = try lookup.kept(try id()) { return kept }
    return try await lookup.read(
      try id(), from: service, askStatus: { [service] in await service.status(of: $0) }
    ).report
  }

  private func failure(_ lookup: ResultLookup) async throws -> Failure? {
    await #expect(throws: Failure.self) { _ = try await find(lookup) }
  }

  @Test("a job that is known to be completed is not asked about, and its conversation once")
  func completed() async throws {
    try await track(.completed)
    #expect(try await find(lookup).id == Self.conversation)
    #expect(try await find(lookup).id == Self.conversation)
    #expect(await service.asked == ["conversation 581"])
  }

  @Test("a job not known to be completed is asked about first, and then never again")
  func running() async throws {
    try await track(.inProgress)
    #expect(try await find(lookup).id == Self.conversation)
    #expect(try await find(lookup).id == Self.conversation)
    #expect(await service.asked == ["status job", "conversation 581"])
    #expect(try store.trackedJobs(profile: JobAPIProfile.symbl.name).first?.status == .completed)
  }

  @Test(
    "nothing is asked of the conversation before the job is completed",
    arguments: [JobStatus.scheduled, .inProgress])
  func early(status: JobStatus) async throws {
    try await track(nil)
    await service.set(status)
    #expect(try await failure(lookup)?.code == .pending)
    #expect(await service.asked == ["status job"])
  }

  @Test("a job that is known to have failed is not asked about")
  func failed() async throws {
    try await track(.failed)
    #expect(try await failure(lookup)?.code == .someFailed)
    #expect(await service.asked == [])
  }

  @Test("what was kept before a job that is appended completes is not its result")
  func appended() async throws {
    try await store.keep(Service.report, profile: JobAPIProfile.symbl.name)
    try await track(.inProgress)
    _ = try await find(lookup)
    #expect(await service.asked == ["status job", "conversation 581"])
  }

  @Test(
    "a job that was appended later is asked about, and has the conversation read again once it is completed")
  func appendedLater() async throws {
    try await track(.completed)
    try await track(nil, name: "more")
    try await store.keep(Service.report, profile: JobAPIProfile.symbl.name)
    await service.set(.inProgress)
    _ = try await find(lookup)
    #expect(await service.asked == ["status more"])
    await service.set(.completed)
    _ = try await find(lookup)
    _ = try await find(lookup)
    #expect(await service.asked == ["status more", "status more", "conversation 581"])
  }

  @Test("a conversation that is named and kept needs no request, whatever the job")
  func named() async throws {
    try await store.keep(Service.report, profile: JobAPIProfile.symbl.name)
    var lookup = lookup
    lookup.stated = Self.conversation
    #expect(try await find(lookup).id == Self.conversation)
    #expect(await service.asked == [])
  }

  @Test("a completed job that was added by its id asks nothing, and says how to name its conversation")
  func addedByID() async throws {
    try await track(.completed, conversation: nil)
    let failure = try await failure(lookup)
    #expect(failure?.code == .noInput)
    #expect(failure?.sentence.contains("--conversation") == true)
    #expect(await service.asked == [])
  }
}

/// A service with one conversation, which notes what it is asked.
private actor Service: ConversationAPI {
  static let report = ConversationReport(
    conversation: Conversation(id: "581", name: "Planning", startTime: nil, endTime: nil, members: nil))

  private(set) var asked: [String] = []
  private var answer = JobStatus.completed

  func set(_ status: JobStatus) { answer = status }

  func status(of id: JobID) -> Job {
    asked.append("status \(id)")
    return Job(id: id.rawValue, status: answer)
  }

  func report(on id: ConversationID) -> ConversationReport {
    asked.append("conversation \(id)")
    return Self.report
  }
}

import Foundation
import JobAPI
import JobTracking

/// Finds the conversation of one job: what is kept without any request, else from the service once the job is completed.
struct ResultLookup: Sendable {
  let profile: JobAPIProfile
  let store: JobStore
  /// What was said of the conversation at the command line; it comes before what the store says.
  var stated: ConversationID?

  /// What is there without a request; nil when the service has to be asked.
  ///
  /// - Throws: ``Failure`` when the store knows already that there is no result.
  func kept(_ id: JobID) throws -> ConversationReport? {
    let job = try store.job(key(id))
    if job?.status == .failed { throw failed(id) }
    if job?.status == .completed, stated ?? job?.conversation == nil { throw unknownConversation(id) }
    // What is kept while a job of the conversation runs is what other jobs have brought to it.
    if let job, job.conversation != nil, job.status != .completed { return nil }
    guard let conversation = stated ?? job?.conversation else { return nil }
    // A job that was appended may have completed, and what it has brought is missing then.
    guard try unfinished(in: conversation).isEmpty else { return nil }
    return try store.conversation(conversation, profile: profile.name)
  }

  /// Asks the service for the result, and keeps it.
  ///
  /// - Parameter askStatus: is not called for a job whose end the store knows.
  /// - Throws: ``Failure`` when there is no result, or not yet; ``JobAPIError``; ``JobStoreError`` when the store cannot
  ///   be read.
  func read(
    _ id: JobID, from service: any ConversationAPI, askStatus: (JobID) async throws -> Job
  ) async throws -> ConversationReader.Reading {
    let job = try store.job(key(id))
    let status = job?.status == .completed ? .completed : try await status(of: id, askStatus)
    switch status {
    case .completed: break
    case .failed: throw failed(id)
    default:
      let word = status == .inProgress ? "in progress" : status.wireName
      throw Failure(
        .pending, "Job \(id) is \(word); ask again once it is completed, or watch it with 'jobwatch \(id)'.")
    }
    guard let conversation = stated ?? job?.conversation else { throw unknownConversation(id) }
    var trouble: JobStoreError?
    var seen = [(id, status)]
    for other in try unfinished(in: conversation).subtracting([id]) {
      seen.append((other, try await askStatus(other).status))
    }
    let transitions = try seen.compactMap { id, status in
      try store.job(key(id))?.transition(to: status, at: Date()).map { (key(id), $0) }
    }
    do { try await store.record(transitions) } catch { trouble = error }
    do {
      let reading = try await ConversationReader(api: service, store: store, profile: profile.name)
        .read(conversation)
      return .init(reading.report, keepingTrouble: reading.keepingTrouble ?? trouble)
    } catch JobAPIError.notFound {
      throw Failure(
        .noInput,
        "\(profile.baseURL) does not know conversation \(conversation); is it the one that job \(id) belongs to?"
      )
    }
  }

  private func unfinished(in conversation: ConversationID) throws(JobStoreError) -> Set<JobID> {
    try store.unfinishedSubmissions(profile: profile.name, in: conversation)
  }

  private func status(of id: JobID, _ ask: (JobID) async throws -> Job) async throws -> JobStatus {
    do {
      return try await ask(id).status
    } catch JobAPIError.notFound {
      throw Failure(.noInput, "\(profile.baseURL) does not know job \(id); check the id, and --base-url.")
    }
  }

  private func key(_ id: JobID) -> JobKey { JobKey(profile: profile.name, id: id) }

  private func failed(_ id: JobID) -> Failure {
    Failure(.someFailed, "Job \(id) has failed, so there is no result.")
  }

  private func unknownConversation(_ id: JobID) -> Failure {
    Failure(
      .noInput,
      """
      Which conversation job \(id) belongs to is not known, as it was not submitted from here; give its id with \
      --conversation.
      """)
  }
}

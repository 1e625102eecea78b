import Foundation
import JobAPI
import Synchronization

/// Submits one thing after the other, tracks the jobs, and waits while the account has no place for another one.
///
/// One upload at a time: several would only share the connection. Nothing is sent a second time unless the service has
/// refused it.
package actor Submitter {
  /// How far a submission is.
  package enum Stage: Hashable, Sendable {
    /// Others are before it.
    case queued
    /// So many bytes of a file are on their way.
    case sending(bytes: Int64)
    /// The account has as many unfinished jobs as it may have; so many of them are of this queue.
    case waiting(running: Int)
  }

  /// What was submitted: the job, tracked.
  package typealias Track = @Sendable (TrackedJob) async throws -> Void

  private let api: any JobAPI
  private let profile: String
  private let track: Track
  private let unfinished: @Sendable () async throws -> Set<JobID>
  private let pause: @Sendable (Duration) async throws -> Void
  /// The time since the submitter was made.
  private let now: @Sendable () -> Duration
  private var running: Set<JobID> = []
  /// Those that were seen to have ended; nobody is asked about them again.
  private var ended: Set<JobID> = []
  /// How many of our jobs the service had when it refused another one; nil until it did. Other programs' jobs count
  /// there too, so it says only when a large file had better wait, which would be refused after it was sent.
  private var limit: Int?
  private var last: Task<Void, Never>?

  /// How long between two looks at whether a job has ended.
  private static let lookInterval = Duration.seconds(2)
  /// How long until the next try although no job is known to have ended: others, on other machines, may have.
  private static func patience(with content: SubmissionContent) -> Duration {
    content.isLarge ? .seconds(60) : .seconds(14)
  }
  /// How long between two notes of how much has been sent.
  private static let progressInterval = Duration.milliseconds(100)

  /// - Parameters:
  ///   - profile: the name that jobs are tracked under.
  ///   - track: keeps a job, before anybody is told of it.
  ///   - clock: paces the looks.
  ///   - unfinished: the jobs that other submitters have made and that may not have ended, asked for when there is no place.
  package init(
    api: any JobAPI, profile: String, clock: some Clock<Duration>,
    unfinished: @escaping @Sendable () async throws -> Set<JobID> = { [] }, track: @escaping Track
  ) {
    self.api = api
    self.profile = profile
    self.track = track
    self.unfinished = unfinished
    pause = { try await clock.sleep(for: $0) }
    let origin = clock.now
    now = { origin.duration(to: clock.now) }
  }

  /// Submits something when its turn comes.
  ///
  /// - Parameters:
  ///   - label: what the job is called on the screen.
  ///   - stage: is told how far it is, whenever that changes.
  /// - Returns: the job, as it is tracked by then.
  /// - Throws: ``JobAPIError``, ``SubmissionError``, ``UntrackedSubmission``, or `CancellationError`.
  package func submit(
    _ content: SubmissionContent, _ options: SubmissionOptions, label: String,
    stage: @escaping @Sendable (Stage) -> Void
  ) async throws -> TrackedJob {
    stage(.queued)
    let turn = Task { [last] in
      await last?.value
      return try await self.send(content, options, label: label, stage: stage)
    }
    last = Task { _ = await turn.result }
    return try await withTaskCancellationHandler {
      try await turn.value
    } onCancel: {
      turn.cancel()
    }
  }

  private func send(
    _ content: SubmissionContent, _ options: SubmissionOptions, label: String,
    stage: @escaping @Sendable (Stage) -> Void
  ) async throws -> TrackedJob {
    while true {
      try Task.checkCancellation()
      if let limit, running.count >= limit, content.isLarge { try await waitForPlace(content, stage) }
      stage(.sending(bytes: 0))
      do {
        let submission = try await api.submit(content, options, progress: progress(of: content, stage))
        return try await tracked(submission, label: label, kind: content.kind)
      } catch JobAPIError.rateLimited(let pause) {
        limit = max(running.count, 1)
        try await waitForPlace(content, stage, retryAfter: pause)
      }
    }
  }

  /// Notes how much has been sent: not each time that some has, but always that all has.
  private func progress(
    of content: SubmissionContent, _ stage: @escaping @Sendable (Stage) -> Void
  ) -> @Sendable (Int64) -> Void {
    let pace = Pace()
    let size = content.recording?.size
    return { [now] bytes in
      let now = now()
      let isDue = pace.due.withLock { due in
        guard now >= due || bytes == size else { return false }
        due = now + Self.progressInterval
        return true
      }
      if isDue { stage(.sending(bytes: bytes)) }
    }
  }

  private final class Pace: Sendable {
    let due = Mutex(Duration.zero)
  }

  private func tracked(_ submission: Submission, label: String, kind: String) async throws -> TrackedJob {
    do {
      let job = TrackedJob(
        key: JobKey(profile: profile, id: try JobID(submission.jobId)), label: label,
        conversation: ConversationID(submission.conversationId), kind: kind, addedAt: Date())
      try await track(job)
      running.insert(job.key.id)
      return job
    } catch {
      // Submitted all the same, so the id must not be lost.
      throw UntrackedSubmission(jobID: submission.jobId, reason: "\(error)")
    }
  }

  /// Waits until a job has ended that we know of, or for a while.
  private func waitForPlace(
    _ content: SubmissionContent, _ stage: @Sendable (Stage) -> Void, retryAfter asked: Duration? = nil
  ) async throws {
    stage(.waiting(running: running.count))
    running.formUnion(try await unfinished().subtracting(ended))
    if let asked { try await pause(min(asked, .seconds(3600))) }
    var waited = Duration.zero
    while waited < Self.patience(with: content) {
      let newlyEnded = try await endedJobs()
      running.subtract(newlyEnded)
      ended.formUnion(newlyEnded)
      if !newlyEnded.isEmpty { return }
      // Only now is it known how many of the others' there are.
      stage(.waiting(running: running.count))
      try await pause(Self.lookInterval)
      waited += Self.lookInterval
    }
  }

  /// Those of the jobs that have ended, or that the service does not know any more. Other trouble says nothing: the
  /// next look may know.
  private func endedJobs() async throws -> Set<JobID> {
    var ended: Set<JobID> = []
    for id in running {
      do {
        if try await api.status(of: id).status.isTerminal { ended.insert(id) }
      } catch JobAPIError.notFound {
        ended.insert(id)
      } catch let error as JobAPIError where error.needsSigningIn {
        throw error
      } catch is JobAPIError {
        continue
      }
    }
    return ended
  }
}

/// The service has taken a submission, and its job cannot be kept.
package struct UntrackedSubmission: Error, Hashable, CustomStringConvertible {
  package let jobID: String
  package let reason: String

  package var description: String { "Submitted as job '\(jobID)', but it is not tracked: \(reason)" }
}

extension SubmissionContent {
  /// Whether sending it in vain would be a pity.
  fileprivate var isLarge: Bool { (recording?.size ?? 0) > 8 << 20 }

  /// What is submitted in the same way takes about the same time.
  fileprivate var kind: String {
    switch self {
    case .text: "text"
    case .recording(let recording): recording.kind.rawValue
    case .remoteRecording(_, let kind): "\(kind.rawValue)/url"
    }
  }

  fileprivate var recording: Recording? {
    guard case .recording(let recording) = self else { return nil }
    return recording
  }
}

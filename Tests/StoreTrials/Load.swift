import ArgumentParser
import Foundation
import Glibc
import JobAPI
import JobTracking

/// One of the processes that `kills` kills: a poller on jobs that change as often as they are asked about, and an adder.
struct Load: AsyncParsableCommand {
  static let configuration = CommandConfiguration(shouldDisplay: false)

  @Argument var store: String
  /// Gets a line for each job once it is tracked.
  @Argument var notes: String

  func run() async throws {
    let store = try JobStore(path: store)
    let (jobs, sharing) = try store.share(profile: Kills.profile)
    let poller = JobPoller(
      jobs: jobs, api: ChangingAPI(), store: store, interval: .milliseconds(1),
      budget: PollBudget(perSecond: 1e6), clock: ContinuousClock(), sharing: sharing)
    let file = open(notes, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw ExitCode.failure }
    try FileHandle.standardOutput.write(contentsOf: Data("ready\n".utf8))
    await withDiscardingTaskGroup { group in
      group.addTask { await poller.run() }
      group.addTask { for await _ in poller.updates {} }
      // One write for one line, so that kill -9 leaves whole ones.
      func note(_ line: String) { _ = "\(line)\n".withCString { write(file, $0, strlen($0)) } }
      var recent: [JobKey] = []
      while !Task.isCancelled {
        let ids = (0..<3).compactMap { _ in try? JobID(UUID().uuidString) }
        guard
          let keys = try? await poller.track(
            TrackedJob.batch(of: ids, profile: Kills.profile, addedAt: Date()))
        else { continue }
        try? await Task.sleep(for: .milliseconds(2))
        for key in keys { note("+\(key.id)") }
        recent += keys
        guard recent.count > 30 else { continue }
        // Whether it went through is not known when it is killed meanwhile, so it is noted before, too.
        let leaving = Array(recent.prefix(20))
        recent.removeFirst(20)
        for key in leaving { note("?\(key.id)") }
        if (try? await poller.untrack(leaving)) != nil { for key in leaving { note("-\(key.id)") } }
      }
    }
  }
}

/// A service in memory whose jobs go on with every question and complete with the fifth.
private actor ChangingAPI: JobAPI {
  private var questions: [JobID: Int] = [:]

  func answer(about id: JobID) -> JobAnswer {
    let number = questions[id, default: 0]
    questions[id] = number + 1
    let status: JobStatus =
      switch number {
      case 0: .scheduled
      case 1: .inProgress
      case 2: .unrecognized("paused")
      case 3: .inProgress
      default: .completed
      }
    let body = Array(#"{"id":"\(id)","status":"\(status.wireName)"}"#.utf8)
    return JobAnswer(
      .success(Job(id: id.rawValue, status: status)), ResponseExcerpt(status: 200, body: body))
  }

  func submit(
    _ content: SubmissionContent, _ options: SubmissionOptions, progress: @escaping @Sendable (Int64) -> Void
  ) async throws -> Submission { throw JobAPIError.notFound }
}

import Foundation
import JobAPI
import JobTracking
import TestTools
import Testing

/// Trouble is not a verdict: real trouble, met by the real poller.
@Suite(.timeLimit(.minutes(2))) struct TroubledPollingTests {
  @Test(
    "trouble keeps the last known status, is told with its name, and passes by itself", arguments: Trouble.all
  )
  func recovers(trouble: Trouble) async throws {
    let (asking, recovering) = (Gate(), Gate())
    try await trouble.meet { troubled in
      let api = Detour(through: troubled, asking: asking, recovering: recovering)
      try await Self.withPoller(api) { updates in
        var seen: [TrackedJob] = []
        for await batch in updates {
          for case .job(let job) in batch { seen.append(job) }
          guard let job = seen.last else { continue }
          #expect(job.status == .inProgress)
          if job.health == .ok, recovering.isOpen { break }
          if job.health.error != nil { recovering.open() } else { asking.open() }
        }
        let troubles = seen.compactMap(\.health.error)
        #expect(troubles == [trouble.error])
        #expect(seen.last?.history.count == 1)
      }
    }
  }

  /// Runs a poller of one job `a`, in a time that passes at once.
  private static func withPoller(
    _ api: any JobAPI, _ body: (AsyncStream<[JobUpdate]>) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "jobwatch-tests-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try JobStore(path: folder.path + "/jobs.sqlite")
    let job = TrackedJob(key: JobKey(profile: "test", id: try JobID("a")), addedAt: Date.now)
    _ = try await store.track([job])
    let clock = ManualClock()
    let poller = JobPoller(
      jobs: [job], api: api, store: store, interval: .seconds(2), clock: clock)
    try await withThrowingTaskGroup { group in
      group.addTask { await poller.run() }
      group.addTask {
        while !Task.isCancelled {
          await clock.hasSleeper()
          clock.advance(by: .seconds(60))
          await Task.yield()
        }
      }
      try await body(poller.updates)
      group.cancelAll()
    }
  }
}

/// A service that answers, but for the second question, which meets trouble.
private actor Detour: JobAPI {
  private let troubled: HTTPJobAPI
  private let asking: Gate
  private let recovering: Gate
  private var questions = 0

  /// - Parameters:
  ///   - asking: holds the question that meets trouble.
  ///   - recovering: holds the ones after it.
  init(through troubled: HTTPJobAPI, asking: Gate, recovering: Gate) {
    self.troubled = troubled
    self.asking = asking
    self.recovering = recovering
  }

  func answer(about id: JobID) async throws(CancellationError) -> JobAnswer {
    questions += 1
    let usual = JobAnswer(.success(Job(id: id.rawValue, status: .inProgress)))
    switch questions {
    case 1: return usual
    case 2:
      guard (try? await asking.pass()) != nil else { throw CancellationError() }
      return try await troubled.answer(about: id)
    default:
      guard (try? await recovering.pass()) != nil else { throw CancellationError() }
      return usual
    }
  }

  func submit(
    _ content: SubmissionContent, _ options: SubmissionOptions, progress: @escaping @Sendable (Int64) -> Void
  ) async throws -> Submission { throw JobAPIError.notFound }
}

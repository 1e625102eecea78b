import JobAPI
import TestTools

/// A service in memory that answers as a test says, and counts what it is asked.
actor ScriptedAPI: JobAPI {
  /// - Parameters:
  ///   - id: the job asked about.
  ///   - number: of the question about this job, from 1 on.
  typealias Script = @Sendable (_ id: String, _ number: Int) async throws -> JobStatus

  /// A job that is scheduled at first; its next steps, in progress and completed, wait behind a gate.
  static func steps(behind gate: Gate) -> Script {
    { _, number in
      if number == 1 { return .scheduled }
      try await gate.pass()
      return number == 2 ? .inProgress : .completed
    }
  }

  private let script: Script
  private var questions: [JobID: Int] = [:]
  private var inFlight = 0
  /// The most questions that were waiting for their answers at the same time.
  private(set) var mostInFlight = 0
  /// How many questions were cancelled before they were answered.
  private(set) var cancellations = 0

  init(_ script: @escaping Script) { self.script = script }

  /// How often a job was asked about.
  func questions(about key: JobID) -> Int { questions[key] ?? 0 }

  func answer(about id: JobID) async throws(CancellationError) -> JobAnswer {
    let number = questions(about: id) + 1
    questions[id] = number
    inFlight += 1
    mostInFlight = max(mostInFlight, inFlight)
    defer { inFlight -= 1 }
    do {
      let status = try await script(id.rawValue, number)
      return JobAnswer(.success(Job(id: id.rawValue, status: status)), response(status, number))
    } catch let error as JobAPIError {
      return JobAnswer(.failure(error), response(error))
    } catch {
      cancellations += 1
      throw CancellationError()
    }
  }

  /// What a service would have sent.
  private nonisolated func response(_ status: JobStatus, _ number: Int) -> ResponseExcerpt {
    ResponseExcerpt(status: 200, body: Array("\(status.wireName) \(number)".utf8))
  }

  private nonisolated func response(_ error: JobAPIError) -> ResponseExcerpt? {
    guard case .serverError(let status, let message, _) = error else { return nil }
    return ResponseExcerpt(status: status, body: Array((message ?? "").utf8))
  }

  func submit(
    _ content: SubmissionContent, _ options: SubmissionOptions, progress: @escaping @Sendable (Int64) -> Void
  ) async throws -> Submission { throw JobAPIError.notFound }
}

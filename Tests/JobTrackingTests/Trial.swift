import Foundation
import JobAPI
import JobTracking

/// A poller that runs, on a real store and a scripted service.
struct Trial: Sendable {
  let api: ScriptedAPI
  let folder: TemporaryFolder
  let store: JobStore
  let poller: JobPoller<TrialClock>
  let running: Task<Void, Never>

  /// Runs a poller for as long as the body takes.
  ///
  /// - Parameters:
  ///   - ids: tracked from the start.
  ///   - finished: tracked from the start too, and completed already.
  ///   - isStill: whether no time passes; else as much as is waited for passes at once.
  static func run(
    _ ids: [String], finished: [String] = [], isStill: Bool = false, api script: @escaping ScriptedAPI.Script,
    _ body: (Trial) async throws -> Void
  ) async throws {
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    _ = try await store.track(try (ids + finished).map { try Fixture.job($0) })
    for id in finished {
      let transition = StatusTransition(from: nil, to: .completed, earliest: nil, seenAt: Fixture.start)
      try await store.record([(try Fixture.key(id), transition)])
    }
    let api = ScriptedAPI(script)
    let poller = JobPoller(
      jobs: try store.trackedJobs(profile: "test"), api: api, store: store, interval: .seconds(2),
      clock: TrialClock(isStill: isStill), wallClock: { Fixture.date(60) })
    let running = Task { await poller.run() }
    let trial = Trial(api: api, folder: folder, store: store, poller: poller, running: running)
    do {
      try await body(trial)
    } catch {
      await trial.end()
      throw error
    }
    await trial.end()
  }

  /// Cancels the poller and waits until it has ended.
  func end() async {
    running.cancel()
    await running.value
  }

  func reader() -> Reader { Reader(iterator: poller.updates.makeAsyncIterator()) }

  /// The statuses in the history of a job, as the store has them.
  func storedStatuses(_ id: String) throws -> [JobStatus] {
    let key = try Fixture.key(id)
    return try store.trackedJobs(profile: "test").first { $0.key == key }?.history.map(\.to) ?? []
  }
}

/// What somebody knows who reads the updates of a poller.
struct Reader {
  /// The updates ended before what was waited for came.
  struct Ended: Error {}

  fileprivate var iterator: AsyncStream<[JobUpdate]>.Iterator
  private(set) var jobs: [String: TrackedJob] = [:]
  private(set) var service = ServiceHealth.unknown
  private(set) var hold: ServiceHold<Date>?
  private(set) var storeTrouble: JobStoreError?
  private(set) var unsaved = 0
  private(set) var estimates: [String?: DurationEstimate] = [:]
  private(set) var traffic: ServiceTraffic?

  fileprivate init(iterator: AsyncStream<[JobUpdate]>.Iterator) { self.iterator = iterator }

  /// Reads one batch and takes it over.
  @discardableResult
  mutating func next() async throws -> [JobUpdate] {
    guard let batch = await iterator.next() else { throw Ended() }
    for update in batch {
      switch update {
      case .job(let job): jobs[job.key.id.rawValue] = job
      case .removed(let key): jobs[key.id.rawValue] = nil
      case .service(let health): service = health
      case .hold(let hold): self.hold = hold
      case .storeTrouble(let trouble): storeTrouble = trouble
      case .unsaved(let count): unsaved = count
      case .estimates(let estimates): self.estimates = estimates
      case .traffic(let traffic): self.traffic = traffic
      }
    }
    return batch
  }

  /// Reads until something is so.
  mutating func until(_ condition: (Reader) throws -> Bool) async throws {
    while try !condition(self) { try await next() }
  }
}

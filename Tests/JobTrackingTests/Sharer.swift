import Foundation
import JobAPI
import Synchronization
import Testing

@testable import JobTracking

/// One of several pollers on a store, with a connection of its own as in a process of its own.
final class Sharer: Sendable {
  let api: ScriptedAPI
  let poller: JobPoller<ContinuousClock>
  let running: Task<Void, Never>

  /// - Parameter store: its connection, if that is there already.
  init(
    _ folder: TemporaryFolder, store: JobStore? = nil, interval: Duration,
    api script: @escaping ScriptedAPI.Script
  ) throws {
    let store = try store ?? JobStore(path: folder.storePath)
    let (jobs, sharing) = try store.share(profile: "test")
    #expect(sharing != nil)
    api = ScriptedAPI(script)
    poller = JobPoller(
      jobs: jobs, api: api, store: store, interval: interval, clock: ContinuousClock(),
      sharing: sharing)
    running = Task { [poller] in await poller.run() }
  }

  func end() async {
    running.cancel()
    await running.value
  }

  func asked(_ id: String) async throws -> Int { await api.questions(about: try JobID(id)) }
  var updates: Updates { Updates(iterator: poller.updates.makeAsyncIterator()) }

  /// What a reader of a poller knows.
  struct Updates {
    fileprivate var iterator: AsyncStream<[JobUpdate]>.Iterator
    private(set) var jobs: [String: TrackedJob] = [:]
    private(set) var service = ServiceHealth.unknown
    private(set) var hold: ServiceHold<Date>?
    private(set) var estimates: [String?: DurationEstimate] = [:]
    private(set) var storeTrouble: JobStoreError?

    mutating func until(_ isMet: (Updates) throws -> Bool) async throws {
      while try !isMet(self) {
        for update in try #require(await iterator.next()) {
          switch update {
          case .job(let job): jobs[job.key.id.rawValue] = job
          case .removed(let key): jobs[key.id.rawValue] = nil
          case .service(let health): service = health
          case .hold(let hold): self.hold = hold
          case .storeTrouble(let trouble): storeTrouble = trouble
          case .estimates(let estimates): self.estimates = estimates
          case .unsaved, .traffic: break
          }
        }
      }
    }

    /// Whether the service has asked to wait.
    var isAskedToWait: Bool { if case .asked = hold { true } else { false } }
  }
}

/// Something that a test changes while a script goes by it.
final class Switch: Sendable {
  private let state = Mutex(false)
  var isOn: Bool { state.withLock { $0 } }
  func turnOn() { state.withLock { $0 = true } }
}

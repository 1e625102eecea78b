import Foundation
import Glibc
import JobAPI
import TestTools
import Testing

@testable import JobTracking

/// A disk that is full, as far as one process is concerned: its files may not grow.
@Suite(.timeLimit(.minutes(1))) struct FullDiskTests {
  @Test("a full disk is told of, nothing is dropped from memory, and all is saved once there is room")
  func full() async throws {
    let folder = try TemporaryFolder()
    await #expect(processExitsWith: .success) { [storePath = folder.storePath as String] in
      try await FullDisk(storePath: storePath).run()
    }
    let history = try JobStore(path: folder.storePath).job(try Fixture.key("a"))?.history
    #expect(history?.map(\.to) == [.scheduled, .inProgress, .completed])
  }
}

/// What the process on the full disk does; it exits with 1 at the first thing that is not as it must be.
struct FullDisk {
  let storePath: String

  func run() async throws {
    let store = try JobStore(path: storePath)
    _ = try await store.track([try Fixture.job("a")])
    let gate = Gate()
    let api = ScriptedAPI(ScriptedAPI.steps(behind: gate))
    let poller = JobPoller(
      jobs: try store.trackedJobs(profile: "test"), api: api, store: store, interval: .milliseconds(10),
      clock: ContinuousClock())
    let running = Task { await poller.run() }
    var updates = poller.updates.makeAsyncIterator()
    var (job, trouble): (TrackedJob?, JobStoreError?)
    func until(_ isMet: (TrackedJob?, JobStoreError?) -> Bool) async {
      while !isMet(job, trouble) {
        for update in await updates.next() ?? [] {
          if case .job(let new) = update { job = new }
          if case .storeTrouble(let new) = update { trouble = new }
        }
      }
    }
    await until { job, _ in job?.status == .scheduled }
    signal(SIGXFSZ, SIG_IGN)
    limitFiles(to: 1)
    gate.open()
    await until { job, trouble in job?.status == .completed && trouble != nil }
    guard case .cannotWrite = trouble, job?.history.count == 3 else { exit(1) }
    do {
      _ = try await poller.track([try Fixture.job("b")])
      exit(1)
    } catch is JobStoreError {}
    limitFiles(to: rlim_t.max)
    await until { _, trouble in trouble == nil }
    running.cancel()
    await running.value
  }

  /// Sets how large the files of this process may grow, in bytes.
  func limitFiles(to bytes: rlim_t) {
    var limit = rlimit()
    getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    limit.rlim_cur = min(bytes, limit.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
  }
}

import Foundation
import GRDB
import Glibc
import JobAPI
import TestTools
import Testing

@testable import JobTracking

/// Stores that cannot be written, from the start or from some time on.
@Suite(.timeLimit(.minutes(1))) struct UnwritableStoreTests {
  /// What stands in the way.
  enum Obstacle: String, CaseIterable, Codable, Sendable {
    case file, folder, both
  }

  /// A store with jobs that completed and that run.
  private func makeStore(_ path: String) async throws {
    let store = try JobStore(path: path)
    _ = try await store.track(try ["done", "running"].map { try Fixture.job($0) })
    let end = StatusTransition(from: nil, to: .completed, earliest: nil, seenAt: Fixture.date(1))
    try await store.record([(try Fixture.key("done"), end)])
    try store.database.close()
  }

  private func protect(_ path: String, _ obstacle: Obstacle) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    try #require(chmod(path, obstacle == .folder ? 0o666 : 0o444) == 0)
    try #require(chmod(folder, obstacle == .file ? 0o777 : 0o555) == 0)
  }

  private func release(_ path: String) {
    chmod(URL(filePath: path).deletingLastPathComponent().path, 0o700)
  }

  @Test(
    "one that cannot be written is shown, its jobs are watched, and that nothing is kept is said all the time",
    arguments: Obstacle.allCases)
  func shown(obstacle: Obstacle) async throws {
    let folder = try TemporaryFolder()
    try await makeStore(folder.storePath)
    let before = try Data(contentsOf: URL(filePath: folder.storePath))
    try protect(folder.storePath, obstacle)
    defer { release(folder.storePath) }
    await #expect(processExitsWith: .success) { [storePath = folder.storePath as String] in
      try await ProtectedStore(storePath: storePath).run()
    }
    #expect(try Data(contentsOf: URL(filePath: folder.storePath)) == before)
  }

  @Test("what was in the log only is shown too")
  func log() async throws {
    let folder = try TemporaryFolder()
    try await makeStore(folder.storePath)
    let store = try JobStore(path: folder.storePath)
    _ = try await store.track([try Fixture.job("logged")])
    let copy = JobStoreCopy(try UnwritableStore.copy(folder.storePath))
    #expect(try copy.ids == ["done", "logged", "running"])
    withExtendedLifetime(store) {}
  }

  @Test("a name with characters that mean something in a URI is found")
  func oddName() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a%20?#b c/jobs.sqlite"
    try await makeStore(path)
    try protect(path, .both)
    defer { release(path) }
    await #expect(processExitsWith: .success) { [path = path as String] in
      try await ProtectedStore(storePath: path).run()
    }
  }

  private struct JobStoreCopy {
    let database: DatabaseQueue
    init(_ database: DatabaseQueue) { self.database = database }
    var ids: [String] {
      get throws { try database.read { try String.fetchAll($0, sql: "SELECT id FROM job ORDER BY id") } }
    }
  }

  @Test("commands that only write refuse it, and say why")
  func refused() async throws {
    let folder = try TemporaryFolder()
    try await makeStore(folder.storePath)
    try protect(folder.storePath, .both)
    defer { release(folder.storePath) }
    await #expect(processExitsWith: .success) { [storePath = folder.storePath as String] in
      dropPrivileges()
      let error = #expect(throws: JobStoreError.self) { try JobStore(path: storePath) }
      let reason = "it cannot be written: Permission denied"
      guard error == .cannotOpen(path: storePath, reason: reason) else { exit(1) }
    }
  }

  @Test("one that is read-only can be looked at, and damage in it is found", arguments: [false, true])
  func checked(isDamaged: Bool) async throws {
    let folder = try TemporaryFolder()
    try await makeStore(folder.storePath)
    if isDamaged {
      var bytes = try Data(contentsOf: URL(filePath: folder.storePath))
      bytes.replaceSubrange(100..<150, with: Data(repeating: 0xFF, count: 50))
      try bytes.write(to: URL(filePath: folder.storePath))
    }
    try protect(folder.storePath, .both)
    defer { release(folder.storePath) }
    await #expect(processExitsWith: .success) {
      [storePath = folder.storePath as String, isDamaged = isDamaged as Bool] in
      dropPrivileges()
      do {
        let findings = try JobStore(path: storePath, damaged: .refuse, unwritable: .show).check()
        guard !isDamaged, findings.tracked == 2, findings.transitions == 1, findings.problems.isEmpty
        else { exit(1) }
      } catch JobStoreError.damaged {
        guard isDamaged else { exit(1) }
      }
    }
  }

  @Test("on a disk that is full from the start what is there is shown, too")
  func fullFromTheStart() async throws {
    let folder = try TemporaryFolder()
    try await makeStore(folder.storePath)
    await #expect(processExitsWith: .success) { [storePath = folder.storePath as String] in
      signal(SIGXFSZ, SIG_IGN)
      FullDisk(storePath: storePath).limitFiles(to: 1)
      try await ProtectedStore(storePath: storePath).watch()
    }
  }

  @Test(
    "one that becomes read-only is told of, nothing is dropped from memory, and all is saved once it is not")
  func becomesReadOnly() async throws {
    let gate = Gate()
    try await Trial.run(["a"], api: ScriptedAPI.steps(behind: gate)) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .scheduled }
      // SQLite answers then as on a file system that was mounted read-only.
      try await trial.store.database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA query_only = ON") }
      gate.open()
      try await reader.until { $0.jobs["a"]?.status == .completed && $0.storeTrouble != nil }
      #expect(reader.storeTrouble == .cannotWrite(reason: "attempt to write a readonly database"))
      #expect(reader.jobs["a"]?.history.map(\.to) == [.scheduled, .inProgress, .completed])
      #expect(try trial.storedStatuses("a") == [.scheduled])
      try await trial.store.database.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA query_only = OFF")
      }
      try await reader.until { $0.storeTrouble == nil }
      #expect(try trial.storedStatuses("a") == [.scheduled, .inProgress, .completed])
    }
  }
}

/// Has the process heed the permissions of files, which the superuser need not.
private func dropPrivileges() {
  guard geteuid() == 0 else { return }
  let nobody: uid_t = 65_534
  guard setgroups(0, nil) == 0, setgid(nobody) == 0, setuid(nobody) == 0 else { exit(2) }
}

/// What the process on a store does that it cannot write; it exits with 1 at the first thing that is not as it must be.
struct ProtectedStore {
  let storePath: String

  func run() async throws {
    dropPrivileges()
    try await watch()
  }

  func watch() async throws {
    let store = try JobStore(path: storePath, unwritable: .show)
    guard case .unwritable = store.trouble else { exit(1) }
    let (jobs, sharing) = try store.share(profile: "test")
    guard jobs.map(\.key.id.rawValue) == ["done", "running"], jobs[0].status == .completed, sharing == nil
    else { exit(1) }
    let api = ScriptedAPI { _, number in number < 3 ? .inProgress : .failed }
    let poller = JobPoller(
      jobs: jobs, api: api, store: store, interval: .milliseconds(10), clock: ContinuousClock(), sharing: nil)
    let running = Task { await poller.run() }
    _ = try await poller.track([try Fixture.job("new")])
    var (statuses, troubles) = ([String: [JobStatus]](), [JobStoreError?]())
    for await batch in poller.updates {
      for update in batch {
        if case .job(let job) = update { statuses[job.key.id.rawValue] = job.history.map(\.to) }
        if case .storeTrouble(let trouble) = update { troubles.append(trouble) }
      }
      if statuses["running"]?.last == .failed, statuses["new"]?.last == .failed { break }
    }
    running.cancel()
    await running.value
    guard statuses["running"] == [.inProgress, .failed], troubles == [store.trouble] else { exit(1) }
  }
}

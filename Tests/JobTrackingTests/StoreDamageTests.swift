import Foundation
import GRDB
import JobAPI
import Testing

@testable import JobTracking

/// What becomes of a store that is not as SQLite has written it.
@Suite(.timeLimit(.minutes(1))) struct StoreDamageTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.path + "/jobs.sqlite" }
  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  private func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  /// A closed store with so many jobs, all in its file.
  private func makeStore(jobs: Int = 3) async throws {
    let store = try JobStore(path: path)
    _ = try await store.track(try (0..<jobs).map { try Fixture.job("job-\($0)") })
    try store.database.close()
  }

  private func damage(_ range: Range<Int>) throws {
    var bytes = try contents(path)
    let end = min(range.upperBound, bytes.count)
    bytes.replaceSubrange(range.lowerBound..<end, with: Data(repeating: 0xFF, count: end - range.lowerBound))
    try bytes.write(to: URL(filePath: path))
  }

  @Test("a damaged store is kept whole under another name, and a new one is begun")
  func putAside() async throws {
    try await makeStore()
    try damage(100..<150)
    let before = try contents(path)
    let store = try JobStore(path: path)
    let kept = try #require(store.putAside)
    #expect(kept.hasPrefix(path + ".corrupt-2"))
    #expect(try contents(kept) == before)
    #expect(try store.trackedJobs(profile: "test") == [])
    _ = try await store.track([try Fixture.job("new")])
    #expect(try JobStore(path: path).trackedJobs(profile: "test").count == 1)
    #expect(try JobStore(path: path).putAside == nil)
  }

  @Test("each damaged store is kept, however many there are")
  func twice() async throws {
    var kept: Set<String> = []
    for _ in 1...3 {
      try await makeStore()
      try damage(100..<150)
      let store = try JobStore(path: path)
      kept.insert(try #require(store.putAside))
      try store.database.close()
      // The name goes by the millisecond, and the next one is to have another.
      let named = Self.millisecond
      while Self.millisecond == named { await Task.yield() }
    }
    #expect(kept.count == 3)
    #expect(kept.allSatisfy { FileManager.default.fileExists(atPath: $0) })
  }

  private static var millisecond: Int { Int(Date().timeIntervalSince1970 * 1_000) }

  @Test("damage that shows only when all is read is found and put aside then, with the log")
  func deep() async throws {
    try await makeStore(jobs: 2000)
    let size = try contents(path).count
    try damage(size / 2..<size)
    let store = try JobStore(path: path)
    #expect(store.putAside == nil)
    let error = #expect(throws: JobStoreError.self) { try store.trackedJobs(profile: "test") }
    guard case .damaged = error else {
      Issue.record("not damaged: \(String(describing: error))")
      return
    }
    let before = try contents(path)
    let new = try JobStore(path: path, damaged: .searchAndPutAside)
    let kept = try #require(new.putAside)
    try store.database.close()
    #expect(try contents(kept) == before)
    #expect(FileManager.default.fileExists(atPath: kept + "-wal"))
    #expect(try new.trackedJobs(profile: "test") == [])
  }

  @Test("a sound store is not put aside, however it is looked at")
  func sound() async throws {
    try await makeStore()
    let store = try JobStore(path: path, damaged: .searchAndPutAside)
    #expect(store.putAside == nil)
    #expect(try store.trackedJobs(profile: "test").count == 3)
  }

  @Test("a damaged store stays where it is when it is only to be looked at, or another process has it open")
  func stays() async throws {
    try await makeStore()
    try damage(100..<150)
    let before = try contents(path)
    #expect(throws: JobStoreError.self) { try JobStore(path: path, damaged: .refuse) }
    let presence = StorePresence(storePath: path)
    let error = #expect(throws: JobStoreError.self) { try JobStore(path: path) }
    #expect(error?.description.contains("another jobwatch") == true)
    #expect(try contents(path) == before)
    #expect(try names == ["jobs.sqlite", "jobs.sqlite-watchers"])
    withExtendedLifetime(presence) {}
  }

  @Test("in the folder of jobwatch itself, a file of zeros or anything else is put aside too")
  func ownPlace() throws {
    let own = folder.path + "/jobwatch/jobs.sqlite"
    for content in [Data(count: 8192), Data("notes\n".utf8)] {
      try FileManager.default.createDirectory(
        atPath: folder.path + "/jobwatch", withIntermediateDirectories: true)
      try? FileManager.default.removeItem(atPath: own)
      try content.write(to: URL(filePath: own))
      let store = try JobStore(path: own)
      #expect(try contents(try #require(store.putAside)) == content)
      try store.database.close()
    }
  }
}

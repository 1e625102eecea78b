import Foundation
import JobAPI
import TestTools
import Testing

@testable import JobTracking

/// A store whose file goes away while it is open.
@Suite(.timeLimit(.minutes(1))) struct StoreGoneTests {
  private static func move(_ folder: TemporaryFolder, back: Bool = false) throws {
    let (here, away) = (folder.storePath, folder.path + "/away")
    try FileManager.default.moveItem(atPath: back ? away : here, toPath: back ? here : away)
  }

  @Test("nothing is written then, nothing is dropped from memory, and all is saved once it is back")
  func away() async throws {
    let gate = Gate()
    try await Trial.run(["a"], api: ScriptedAPI.steps(behind: gate)) { trial in
      var reader = trial.reader()
      try await reader.until { $0.jobs["a"]?.status == .scheduled }
      try Self.move(trial.folder)
      gate.open()
      let gone = JobStoreError.gone(path: trial.store.path)
      try await reader.until { $0.jobs["a"]?.status == .completed && $0.unsaved == 2 }
      #expect(reader.storeTrouble == gone)
      #expect(reader.jobs["a"]?.history.map(\.to) == [.scheduled, .inProgress, .completed])
      #expect(await trial.poller.loss == UnsavedChanges(count: 2, trouble: gone))
      let job = try Fixture.job("b")
      await #expect(throws: gone) { _ = try await trial.poller.track([job]) }
      try Self.move(trial.folder, back: true)
      try await reader.until { $0.storeTrouble == nil && $0.unsaved == 0 }
      #expect(try trial.storedStatuses("a") == [.scheduled, .inProgress, .completed])
      #expect(await trial.poller.loss == nil)
    }
  }

  @Test("another file in its place is not taken for it")
  func replaced() async throws {
    let folder = try TemporaryFolder()
    let store = try JobStore(path: folder.storePath)
    #expect(!store.isGone)
    try Self.move(folder)
    #expect(store.isGone)
    try Data("notes".utf8).write(to: URL(filePath: folder.storePath))
    #expect(store.isGone)
    let job = try Fixture.job("a")
    await #expect(throws: JobStoreError.gone(path: store.path)) { _ = try await store.track([job]) }
    #expect(try Data(contentsOf: URL(filePath: folder.storePath)) == Data("notes".utf8))
  }

  @Test("it is told of at once, although nothing is to be written")
  func noticed() async throws {
    let folder = try TemporaryFolder()
    _ = try JobStore(path: folder.storePath)
    let poller = try Sharer(folder, interval: .seconds(3_600)) { _, _ in .completed }
    var updates = poller.updates
    try Self.move(folder)
    try await updates.until { $0.storeTrouble == .gone(path: folder.storePath) }
    try Self.move(folder, back: true)
    try await updates.until { $0.storeTrouble == nil }
    try FileManager.default.removeItem(atPath: folder.storePath)
    try await updates.until { $0.storeTrouble == .gone(path: folder.storePath) }
    await poller.end()
    #expect(await poller.poller.loss?.count == 0)
  }
}

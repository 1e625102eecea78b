import Foundation
import JobAPI
import JobTracking
import Testing

@Suite(.timeLimit(.minutes(1))) struct JobStoreCrashTests {
  @Test("what a process had stored is there after kill -9 in the middle of its writes")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let (storePath, notesPath) = (folder.storePath, folder.path + "/notes")
    try Data().write(to: URL(filePath: notesPath))
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [storePath = storePath as String, notesPath = notesPath as String] in
      try await CrashingWriter(storePath: storePath, notesPath: notesPath).write()
    }
    let noted = try String(contentsOfFile: notesPath, encoding: .utf8).split(separator: "\n").count
    let jobs = try JobStore(path: storePath).trackedJobs(profile: "test")
    #expect(noted >= CrashingWriter.enough)
    #expect(jobs.count == CrashingWriter.writers)
    #expect(jobs.map(\.history.count).reduce(0, +) >= noted)
    for job in jobs {
      #expect(job.history.map(\.seenAt) == job.history.indices.map { Fixture.date(Double($0)) })
    }
  }
}

/// Stores transitions of several jobs at once, notes each one that is stored, and is killed in the middle of it.
struct CrashingWriter {
  static let writers = 4
  static let enough = 200

  let storePath: String
  let notesPath: String

  func write() async throws {
    let store = try JobStore(path: storePath)
    let keys = try (0..<Self.writers).map { try Fixture.key("\($0)") }
    _ = try await store.track(keys.map { TrackedJob(key: $0, addedAt: Fixture.start) })
    let (notes, noted) = AsyncStream.makeStream(of: Void.self)
    try await withThrowingTaskGroup { group in
      for key in keys {
        group.addTask {
          let file = try FileHandle(forWritingTo: URL(filePath: notesPath))
          for second in 0... {
            let (even, odd) = (JobStatus.inProgress, JobStatus.completed)
            let transition = StatusTransition(
              from: second == 0 ? nil : second.isMultiple(of: 2) ? odd : even,
              to: second.isMultiple(of: 2) ? even : odd, earliest: nil, seenAt: Fixture.date(Double(second)))
            try await store.record([(key, transition)])
            try file.seekToEnd()
            try file.write(contentsOf: Data("\(key.id) \(second)\n".utf8))
            noted.yield()
          }
        }
      }
      var count = 0
      for await _ in notes {
        count += 1
        if count == 2 * Self.enough { kill(getpid(), SIGKILL) }
      }
      try await group.waitForAll()
    }
  }
}

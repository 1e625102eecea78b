import Foundation
import GRDB
import JobTracking
import Testing

@Suite struct JobStoreOpeningTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A file in the folder that is not there yet.
  private var file: String { folder.path + "/jobs.sqlite" }

  private func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }

  @Test("the file and its folders are made, open to their owner only")
  func made() throws {
    _ = try JobStore(path: folder.storePath)
    #expect(FileManager.default.fileExists(atPath: folder.storePath))
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/state")
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test("programs that make the same store at the same time all have it")
  func madeByMany() async throws {
    for round in 1...20 {
      let path = "\(folder.path)/\(round).sqlite"
      try await withThrowingDiscardingTaskGroup { group in
        for _ in 1...4 { group.addTask { _ = try JobStore(path: path) } }
      }
    }
  }

  @Test("an empty file becomes a store")
  func emptyFile() throws {
    try Data().write(to: URL(filePath: file))
    #expect(try JobStore(path: file).trackedJobs(profile: "test") == [])
  }

  @Test(
    "a file that is no SQLite is refused and stays byte for byte as it was",
    arguments: [
      "no", "my diary\n", String(repeating: "not a database ", count: 1000), "SQLite format 3\0", "\0\0\0\0",
    ]
  )
  func noSQLite(text: String) throws {
    let before = Data(text.utf8)
    try before.write(to: URL(filePath: file))
    let error = #expect(throws: JobStoreError.self) { try JobStore(path: file) }
    #expect(error?.description.contains("It was left as it is; choose another with --store.") == true)
    #expect(try contents(file) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["jobs.sqlite"])
  }

  @Test("another program's database is refused and stays byte for byte as it was")
  func otherProgram() throws {
    let database = try DatabaseQueue(path: file)
    try database.write {
      try $0.execute(sql: "CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('x')")
    }
    try database.close()
    let before = try contents(file)
    #expect(throws: JobStoreError.cannotOpen(path: file, reason: "it is another program's database")) {
      try JobStore(path: file)
    }
    #expect(try contents(file) == before)
  }

  @Test("a store written by a newer version is refused and stays byte for byte as it was")
  func newer() throws {
    _ = try JobStore(path: file)
    let database = try DatabaseQueue(path: file)
    try database.write {
      try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: from the future'); DROP TABLE job")
    }
    try database.close()
    let before = try contents(file)
    #expect(throws: JobStoreError.newerVersion(path: file)) { try JobStore(path: file) }
    #expect(try contents(file) == before)
  }

  @Test("a file with its first page broken is refused, and what is left of it stays")
  func broken() throws {
    let database = try DatabaseQueue(path: file)
    try database.write { try $0.execute(sql: "CREATE TABLE t (x); INSERT INTO t VALUES (randomblob(9000))") }
    try database.close()
    var bytes = try contents(file)
    bytes.replaceSubrange(100..<1000, with: Data(repeating: 0xFF, count: 900))
    try bytes.write(to: URL(filePath: file))
    #expect(throws: JobStoreError.self) { try JobStore(path: file) }
    #expect(try contents(file) == bytes)
  }

  @Test("a directory in place of the file is refused")
  func directory() throws {
    try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
    let error = #expect(throws: JobStoreError.self) { try JobStore(path: file) }
    #expect(error?.description.hasPrefix("The job store \(file) cannot be opened: ") == true)
  }

  @Test("a folder that cannot be made is an error that names it")
  func folderCannotBeMade() throws {
    try Data().write(to: URL(filePath: folder.path + "/state"))
    let error = #expect(throws: JobStoreError.self) { try JobStore(path: folder.storePath) }
    #expect(
      error?.description.hasPrefix("The folder \(folder.path)/state for the job store cannot be made: ")
        == true)
    #expect(error?.description.hasSuffix("Choose another file with --store.") == true)
  }

  @Test(
    "the default path follows XDG_STATE_HOME if that is absolute, else HOME",
    arguments: [
      (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/jobwatch/jobs.sqlite"),
      (["HOME": "/h"], "/h/.local/state/jobwatch/jobs.sqlite"),
      (["XDG_STATE_HOME": "", "HOME": "/h"], "/h/.local/state/jobwatch/jobs.sqlite"),
      (["XDG_STATE_HOME": "rel", "HOME": "/h"], "/h/.local/state/jobwatch/jobs.sqlite"),
      ([:], NSHomeDirectory() + "/.local/state/jobwatch/jobs.sqlite"),
    ]
  )
  func defaultPath(environment: [String: String], path: String) {
    #expect(JobStore.defaultPath(environment: environment) == path)
  }
}

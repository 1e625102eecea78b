import Foundation
import JobServer
import JobTracking
import Testing

/// What `jobwatch add` tracks, says and ends with.
@Suite(.timeLimit(.minutes(2)))
struct AddCommandTests {
  private static let service = "http://127.0.0.1:9"
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func add(_ arguments: String...) async throws -> Program.Result {
    try await Program.run(
      ["add", "--base-url", Self.service, "--store", "jobs.sqlite"] + arguments, in: scratch.path,
      environment: ["HOME": scratch.path])
  }

  private func tracked() throws -> [TrackedJob] {
    try JobStore(path: "\(scratch.path)/jobs.sqlite").trackedJobs(profile: Self.service)
  }

  @Test("ids and URLs are tracked in their order without a token or a service, and printed")
  func added() async throws {
    let result = try await add("--label", "Sales", "a,b", "\(Self.service)/v1/job/c", "a")
    #expect(result.code == 0)
    #expect(result.output == "a\nb\nc\n")
    #expect(result.errors == "")
    #expect(try tracked().map(\.key.id.rawValue) == ["a", "b", "c"])
    #expect(try tracked().map(\.label) == ["Sales", "Sales", "Sales"])
  }

  @Test("what was tracked already stays as it is, and is not printed")
  func already() async throws {
    _ = try await add("--label", "first", "a")
    let result = try await add("--label", "second", "a", "b")
    #expect(result.code == 0)
    #expect(result.output == "b\n")
    #expect(result.errors == "jobwatch: Tracked already: a.\n")
    #expect(try tracked().map(\.label) == ["second", "first"])
  }

  @Test("a label has the limit that it has in the dashboard, and is one line")
  func label() async throws {
    let longest = String(repeating: "é", count: 200)
    #expect(try await add("--label", " \(longest)\n", "a").code == 0)
    #expect(try tracked().map(\.label) == [longest])
    let result = try await add("--label", longest + "x", "b")
    #expect(result.code == 64)
    #expect(result.errors.contains("A label has at most 200 characters; these are 201."))
    #expect(try tracked().count == 1)
  }

  @Test("one that is no id is a sentence and exit code 64, and none is tracked")
  func rejected() async throws {
    #expect(try await add().code == 64)
    #expect(try await add("  ").code == 64)
    let result = try await add("good", "https://elsewhere.example/v1/job/x")
    #expect(result.code == 64)
    #expect(result.output == "")
    #expect(result.errors.contains("elsewhere.example"))
    #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/jobs.sqlite"))
  }

  @Test("a store that cannot be written is a sentence and exit code 74")
  func unwritable() async throws {
    try FileManager.default.createDirectory(
      atPath: "\(scratch.path)/jobs.sqlite", withIntermediateDirectories: false)
    let result = try await add("a")
    #expect(result.code == 74)
    #expect(result.output == "")
    #expect(result.errors.contains("jobs.sqlite"))
  }
}

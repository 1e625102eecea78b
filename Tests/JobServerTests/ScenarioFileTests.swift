import Foundation
import JobAPI
import Testing

@testable import JobServer

@Suite struct ScenarioFileTests {
  static let example = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../Assets/scenario.yaml")

  private static func mistake(at path: String) -> String? {
    #expect(throws: ScenarioError.self) { try ScenarioReader.scenario(inFile: path) }?.description
  }

  @Test("the example is a scenario that uses everything there is")
  func example() throws {
    let scenario = try ScenarioReader.scenario(inFile: Self.example.path)
    #expect(scenario.plan(kind: .text, number: 1, name: "Doomed")?.script.outcome == .failed)
    #expect(
      scenario.summary(timeScale: scenario.timeScale ?? 1)
        == "a default, 3 jobs by id, 3 rules for submitted jobs, 6 faults, time scale 2")
    let text = try String(contentsOf: Self.example, encoding: .utf8)
    let keys = [
      "default", "jobs", "faults", "time_scale", "scheduled", "in_progress", "ends", "id", "kind", "number",
      "name", "method", "path", "requests", "from", "until", "delay", "status", "retry_after", "hang",
      "reset",
      "truncate", "body", "wrong_id",
    ]
    #expect(keys.filter { !text.contains("\($0):") } == [])
  }

  @Test(
    "what cannot be read is told",
    arguments: [
      ("/nowhere/a.yaml", "This file cannot be opened; give the path of a scenario."),
      ("/", "This cannot be read as a file; give the path of a scenario."),
      ("/dev/zero", "This is more than 1 MiB; a scenario is shorter."),
    ])
  func unreadable(path: String, message: String) {
    #expect(Self.mistake(at: path) == "\(path): \(message)")
  }

  @Test("a file of 1 MiB is read, one byte more is refused, and so is another encoding")
  func size() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).yaml").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let text = Data("time_scale: 3\n#".utf8)
    let filled = text + Data(repeating: UInt8(ascii: "x"), count: (1 << 20) - text.count)
    try filled.write(to: URL(filePath: path))
    #expect(try ScenarioReader.scenario(inFile: path).timeScale == 3)
    try (filled + Data("x".utf8)).write(to: URL(filePath: path))
    #expect(Self.mistake(at: path) == "\(path): This is more than 1 MiB; a scenario is shorter.")
    try Data([0x61, 0xE9]).write(to: URL(filePath: path))
    #expect(Self.mistake(at: path) == "\(path): This is not UTF-8 text; save it as such.")
  }
}

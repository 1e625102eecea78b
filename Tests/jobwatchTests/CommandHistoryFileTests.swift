import Dashboard
import Foundation
import Testing

@testable import jobwatch

@Suite struct CommandHistoryFileTests {
  private let scratch: Scratch
  private let file: CommandHistoryFile

  init() throws {
    scratch = try Scratch()
    file = CommandHistoryFile(environment: scratch.environment())
  }

  @Test("what is added is read again in its order, for nobody else to read")
  func roundTrip() throws {
    #expect(file.lines().isEmpty)
    file.add("sort age")
    CommandHistoryFile(environment: scratch.environment()).add("filter é")
    #expect(file.lines() == ["sort age", "filter é"])
    #expect(try scratch.mode(".local/state/jobwatch/commands") == 0o600)
  }

  @Test("a file that has grown is cut, the latest staying")
  func cut() throws {
    for number in 0..<6_000 { file.add("filter \(number) number") }
    #expect(file.lines().count == CommandHistory.most)
    #expect(try scratch.text(".local/state/jobwatch/commands").count < 4_000)
    #expect(file.lines().last == "filter 5999 number")
    #expect(try scratch.mode(".local/state/jobwatch/commands") == 0o600)
  }

  @Test("bytes that are no commands are passed over, and a folder that cannot be made is no trouble")
  func garbage() throws {
    file.add("sort age")
    try Data([0xFF, 0x00, 0x0A, 0x1B, 0x5B]).write(to: URL(filePath: file.path))
    #expect(file.lines().isEmpty)
    let blocked = CommandHistoryFile(environment: ["XDG_STATE_HOME": "\(scratch.path)/config/jobwatch/x"])
    try scratch.write("a file", to: "config/jobwatch/x")
    blocked.add("sort age")
    #expect(blocked.lines().isEmpty)
  }
}

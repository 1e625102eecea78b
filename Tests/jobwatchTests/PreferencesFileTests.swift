import Dashboard
import Foundation
import Testing

@testable import jobwatch

@Suite struct PreferencesFileTests {
  private let scratch: Scratch
  private let file: PreferencesFile

  init() throws {
    scratch = try Scratch()
    file = PreferencesFile(environment: scratch.environment())
  }

  @Test("the file is in jobwatch's folder of the state")
  func place() {
    #expect(file.path == "\(scratch.path)/.local/state/jobwatch/view.json")
    #expect(PreferencesFile(environment: ["XDG_STATE_HOME": "/s"]).path == "/s/jobwatch/view.json")
  }

  @Test("without a file everything is as at first, and that is no trouble")
  func absent() {
    let (wanted, trouble) = PreferencesFile.read(file)
    #expect(wanted == ViewPreferences())
    #expect(trouble == nil)
    #expect(PreferencesFile.read(nil).trouble == nil)
  }

  @Test("what is written is read again, the folder being made")
  func roundTrip() throws {
    let wanted = ViewPreferences(
      sort: JobSort(.age, isReversed: true),
      columns: ColumnSettings([ColumnSetting(column: .id, isShown: true, width: 40)]), theme: "dark")
    try file.write(wanted)
    try file.write(wanted)
    #expect(PreferencesFile.read(file).0 == wanted)
  }

  @Test(
    "what cannot be read is told and gives everything as at first",
    arguments: ["", "{", "[]", "{\"sort\": 1}"])
  func garbage(text: String) throws {
    let folder = "\(scratch.path)/.local/state/jobwatch"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: file.path, atomically: true, encoding: .utf8)
    let (wanted, trouble) = PreferencesFile.read(file)
    #expect(wanted == ViewPreferences())
    #expect(trouble?.hasPrefix("\(file.path) cannot be read") == true)
  }

  @Test("a folder that cannot be made is told with what to do")
  func notKept() throws {
    try scratch.write("a file, not a folder", to: ".local")
    let error = #expect(throws: PreferencesNotKept.self) { try file.write(ViewPreferences()) }
    #expect(error?.description.contains("cannot be written") == true)
  }
}

import Dashboard
import Foundation
import Glibc
import JobAPI
import JobTracking
import Testing

@testable import jobwatch

@Suite struct ExportFileTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func export(to path: String, replaces: Bool = false) throws -> DashboardEvent {
    let job = TrackedJob(
      key: JobKey(profile: "p", id: try JobID("a")), addedAt: Date(timeIntervalSince1970: 0))
    return ExportFile.write(
      ExportOrder(
        format: .csv, path: path, replaces: replaces, jobs: [job], areMarked: false,
        command: "export csv \(path)"))
  }

  private func sentence(_ event: DashboardEvent) -> String {
    switch event {
    case .done(let sentence): sentence
    case .commandFailed(let sentence, _): sentence
    default: "another event"
    }
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted()
  }

  @Test("the file is written whole, for its owner alone, and what was written is said")
  func written() throws {
    #expect(
      sentence(try export(to: "\(scratch.path)/out.csv")) == "1 job exported to \(scratch.path)/out.csv.")
    #expect(try scratch.text("out.csv").hasPrefix("id,service,"))
    #expect(try scratch.text("out.csv").contains("\r\na,p,"))
    #expect(try scratch.mode("out.csv") == 0o600)
    #expect(try files() == ["config", "out.csv"])
  }

  @Test("a file that is there stays as it is, unless it is to be replaced")
  func there() throws {
    let path = try scratch.write("mine", to: "out.csv")
    #expect(sentence(try export(to: path)) == "\(path) is there already; export! replaces it.")
    #expect(try scratch.text("out.csv") == "mine")
    #expect(sentence(try export(to: path, replaces: true)) == "1 job exported to \(path).")
    #expect(try scratch.text("out.csv").hasPrefix("id,"))
    #expect(try files() == ["config", "out.csv"])
  }

  @Test("a link is not followed over into a file that is there, and stays a link when that is replaced")
  func link() throws {
    try scratch.write("mine", to: "real.csv")
    let link = "\(scratch.path)/link.csv"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.csv")
    #expect(sentence(try export(to: link)).hasSuffix("export! replaces it."))
    _ = try export(to: link, replaces: true)
    #expect(try scratch.text("real.csv").hasPrefix("id,"))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.csv")
  }

  @Test("a device, a pipe or a link to one stays what it is", arguments: [false, true])
  func noFile(replaces: Bool) throws {
    let (pipe, link) = ("\(scratch.path)/pipe", "\(scratch.path)/link")
    #expect(mkfifo(pipe, 0o600) == 0)
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "/dev/null")
    for path in [pipe, link] {
      #expect(
        sentence(try export(to: path, replaces: replaces))
          == "\(path) is a device, a pipe or a socket, which an export would replace; name a file.")
    }
    var status = stat()
    #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(stat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(try files() == ["config", "link", "pipe"])
  }

  @Test("what is in the way is told with what to do, and the command comes back")
  func inTheWay() throws {
    #expect(sentence(try export(to: scratch.path)).hasSuffix("is a folder; name a file in it."))
    #expect(
      sentence(try export(to: scratch.path, replaces: true)).hasSuffix("is a folder; name a file in it."))
    let nowhere = "\(scratch.path)/none/out.csv"
    guard case .commandFailed(let sentence, "export csv \(nowhere)") = try export(to: nowhere) else {
      Issue.record("it did not fail")
      return
    }
    #expect(sentence == "\(nowhere) has no folder to be in; make it first, or name another one.")
    #expect(self.sentence(try export(to: "/proc/out.csv")).hasPrefix("/proc/out.csv"))
    #expect(try files() == ["config"])
  }
}

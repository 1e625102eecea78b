import ArgumentParser
import Curses
import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal

/// How many bytes go to the terminal when little changes on the screen.
struct ScreenBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "screen", abstract: "Bytes to the terminal: a cursor move, and one change among 30 jobs.")

  @Option(help: .hidden) var into: String?

  func run() async throws {
    if let into { return try await draw(into) }
    for columns in [80, 120] as [UInt16] { try await measure(columns: columns) }
  }

  private func measure(columns: UInt16) async throws {
    printTitle("The screen: 30 jobs, \(columns) columns")
    try await ScratchFolder.whileThere { folder in
      let file = "\(folder)/drawings"
      // In a terminal of its own; what it has counted comes by a file.
      let lines = try await TerminalProgram.whileRunning(
        ExternalProgram.itself.path, ["screen", "--into", file], columns: columns
      ) { _ in
        let deadline = ContinuousClock.now.advanced(by: .seconds(30))
        while ContinuousClock.now < deadline {
          if let text = try? String(contentsOfFile: file, encoding: .utf8) {
            return text.split(separator: "\n").map(String.init)
          }
          try await Task.sleep(for: .milliseconds(20))
        }
        throw ExternalProgram.Failure(description: "nothing was drawn")
      }
      report(lines.compactMap(Drawing.init(line:)))
    }
  }

  /// What one drawing sent.
  private struct Drawing {
    let name: String
    let cells: Int
    let bytes: Int

    init(name: String, cells: Int, bytes: Int) { (self.name, self.cells, self.bytes) = (name, cells, bytes) }

    init?(line: String) {
      let fields = line.split(separator: "\t")
      guard fields.count == 3, let cells = Int(fields[1]), let bytes = Int(fields[2]) else { return nil }
      self.init(name: String(fields[0]), cells: cells, bytes: bytes)
    }

    var line: String { "\(name)\t\(cells)\t\(bytes)" }
  }

  private func report(_ drawings: [Drawing]) {
    var table = TextTable("", "drawings", "changed cells", "bytes, most", "bytes a cell")
    for (name, drawings) in Dictionary(grouping: drawings, by: \.name).sorted(by: { $0.key < $1.key }) {
      let cells = drawings.map(\.cells)
      table.add(
        name, "\(drawings.count)", "\(cells.min() ?? 0) to \(cells.max() ?? 0)",
        "\(drawings.map(\.bytes).max() ?? 0)", Self.bytesPerCell(drawings).text(1))
    }
    table.print()
    func named(_ name: String) -> [Drawing] { drawings.filter { $0.name.hasPrefix(name) } }
    let mostForMove = named("cursor").map(\.bytes).max() ?? .max
    printTarget("a cursor move takes at most 200 bytes", mostForMove <= 200)
    printTarget("changes take at most 3 bytes a changed cell", Self.bytesPerCell(named("change")) <= 3)
  }

  private static func bytesPerCell(_ drawings: [Drawing]) -> Double {
    Double(drawings.reduce(0) { $0 + $1.bytes }) / Double(max(drawings.reduce(0) { $0 + $1.cells }, 1))
  }

  @MainActor private func draw(_ file: String) async throws {
    let terminal = try TerminalSession(
      theme: .terminal, asciiOnly: false, signals: WindowSignals(),
      environment: ProcessInfo.processInfo.environment)
    defer { terminal.end() }
    let now = Date(timeIntervalSince1970: 1_795_615_385)
    var jobs = TrackedJob.batch(
      of: try (0..<30).map(PathLoad.id), profile: JobAPIProfile.symbl.name, addedAt: now)
    for index in jobs.indices { change(&jobs[index], to: .scheduled, at: now) }
    var state = DashboardState(
      profile: .symbl, jobs: jobs, size: terminal.size, now: now, glyphs: .unicode,
      localTime: { _ in LocalTime(year: 2026, month: 11, day: 25, hour: 14, minute: 3, second: 5) })
    var shown = state.view()
    terminal.present(shown)
    var drawings: [Drawing] = []
    func draw(_ name: String, _ event: DashboardEvent) {
      _ = state.update(event, at: now)
      let canvas = state.view()
      let before = Self.writtenBytes()
      terminal.present(canvas)
      let cells = zip(canvas.rows, shown.rows).reduce(0) { $0 + zip($1.0, $1.1).count { $0 != $1 } }
      drawings.append(Drawing(name: name, cells: cells, bytes: Self.writtenBytes() - before))
      shown = canvas
    }
    for key in Array(repeating: Key.down, count: 20) + Array(repeating: .up, count: 20) {
      draw("cursor move", .keys([key]))
    }
    for status in [JobStatus.inProgress, .completed] {
      for index in jobs.indices.dropFirst(2).prefix(20) {
        change(&jobs[index], to: status, at: now)
        draw("change to \(status.wireName)", .updates([.job(jobs[index])]))
      }
    }
    try drawings.map(\.line).joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    // Until the other side has read it, and ends this.
    for await _ in terminal.wakeUps where terminal.takeEvents().contains(where: \.isEnd) { return }
  }

  private func change(_ job: inout TrackedJob, to status: JobStatus, at now: Date) {
    job.answered(job.transition(to: status, at: now), at: now)
  }

  /// The bytes that this process has written so far, by the kernel's count (proc_pid_io(5)).
  private static func writtenBytes() -> Int {
    let lines = (try? String(contentsOfFile: "/proc/self/io", encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.first { $0.hasPrefix("wchar: ") }.flatMap { Int($0.dropFirst(7)) } ?? 0
  }
}

extension TerminalEvent {
  fileprivate var isEnd: Bool {
    switch self {
    case .endRequested, .lost: true
    default: false
    }
  }
}

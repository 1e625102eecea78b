import Foundation
import JobAPI
import JobTracking

/// The dashboard at work: many jobs in a store, and a service by whose answers every job changes once.
struct WatchedTable {
  let jobs: Int
  let changesPerSecond: Int

  /// What one run of a table gave.
  struct Figures {
    let firstTable: Double
    let cpu: Double
    let resident: Double
    let drawings: Double
    /// Changes that were kept, a second.
    var changes = 0.0
    let keyToPaint: [Double]
  }

  /// What a row is called. Neighbours differ at their beginnings, and no character comes twice in a row: ncurses would send
  /// neither as it is.
  static func label(_ number: Int) -> String {
    let (letters, digits) = (Array("abcdefghij"), Array("0123456789"))
    let places = String(number + 100_000).reversed().compactMap(\.wholeNumberValue)
    return "=" + places.enumerated().map { String($0 % 2 == 0 ? letters[$1] : digits[$1]) }.joined()
  }

  /// Watches jobs on nginx, all scheduled at the start and in progress by every answer.
  ///
  /// - Parameter moves: how often the cursor is moved meanwhile.
  func figures(baseURL: String, in folder: String, moves: Int) async throws -> Figures {
    let path = "\(folder)/\(UUID().uuidString).sqlite"
    let store = try JobStore(path: path)
    let profile = try JobAPIProfile(baseURL: baseURL)
    let ids = try (0..<jobs).map(PathLoad.id)
    var tracked = TrackedJob.batch(of: ids, profile: profile.name, addedAt: .now)
    for index in tracked.indices { tracked[index].label = Self.label(index) }
    _ = try await store.track(tracked)
    let scheduled = StatusTransition(from: nil, to: .scheduled, earliest: nil, seenAt: .now)
    try await store.record(tracked.map { ($0.key, scheduled) })

    let began = Date()
    let configuration = "\(folder)/jobwatch"
    try FileManager.default.createDirectory(atPath: configuration, withIntermediateDirectories: true)
    try "requests_per_second: \(changesPerSecond)\nrequests_in_flight: 64\n"
      .write(toFile: "\(configuration)/config.yaml", atomically: true, encoding: .utf8)
    let environment = ["JOBWATCH_TOKEN": "jobwatch-benchmark", "XDG_CONFIG_HOME": folder]
    let arguments = ["--base-url", baseURL, "--store", path, "--interval", "60"]
    return try await TerminalProgram.whileRunning(
      ExternalProgram.jobwatch.path, arguments, environment: environment
    ) { program in
      var figures = try await Self.measure(program, moves: moves, down: "j", up: "k")
      let changed = try store.trackedJobs(profile: profile.name).compactMap { $0.history.last?.seenAt }.filter
      {
        $0 > began
      }
      if let first = changed.min(), let last = changed.max() {
        figures.changes = Double(changed.count) / last.timeIntervalSince(first)
      }
      return figures
    }
  }

  /// Measures a program that shows the table while it changes.
  static func measure(
    _ program: TerminalProgram, moves: Int, down: String, up: String
  ) async throws -> Figures {
    let first = try await program.terminal.arrival(of: label(0))
    // Rows in the middle of the screen, which need no scrolling.
    let labels = (0..<20).map(label)
    let begin = ContinuousClock.now
    let cpu = Usage.cpu(of: program.process)
    let times = try await program.cursorTimes(labels, down: down, up: up, moves: moves)
    let seconds = begin.duration(to: .now).inSeconds
    return Figures(
      firstTable: program.started.duration(to: first).inSeconds,
      cpu: (Usage.cpu(of: program.process) - cpu) / seconds,
      resident: Usage.resident(of: program.process),
      drawings: Double(program.terminal.drawings(since: begin)) / seconds, keyToPaint: times)
  }
}

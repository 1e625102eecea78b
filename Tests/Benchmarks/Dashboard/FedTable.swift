import ArgumentParser
import Curses
import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal

/// The dashboard's table fed from within its process, as ``TextualBenchmark`` feeds Textual's: in a terminal, with keys, and
/// without HTTP and store.
struct FedTable: AsyncParsableCommand {
  static let configuration = CommandConfiguration(shouldDisplay: false)

  @Argument var jobs: Int
  @Argument var changes: Int

  func run() async throws { try await show() }

  @MainActor private func show() async throws {
    let terminal = try TerminalSession(
      theme: .terminal, asciiOnly: false, signals: WindowSignals(),
      environment: ProcessInfo.processInfo.environment)
    defer { terminal.end() }
    let ids = try (0..<jobs).map(PathLoad.id)
    var tracked = TrackedJob.batch(of: ids, profile: JobAPIProfile.symbl.name, addedAt: .now)
    for index in tracked.indices {
      tracked[index].label = WatchedTable.label(index)
      tracked[index].answered(tracked[index].transition(to: .scheduled, at: .now), at: .now)
    }
    var state = DashboardState(
      profile: .symbl, jobs: tracked, size: terminal.size, now: .now, glyphs: .unicode,
      localTime: { _ in LocalTime(year: 2026, month: 11, day: 25, hour: 14, minute: 3, second: 5) })
    terminal.present(state.view())

    let feed = AsyncStream<Void>.makeStream()
    let feeding = Task {
      while (try? await Task.sleep(for: .milliseconds(100))) != nil { feed.continuation.yield() }
    }
    defer { feeding.cancel() }
    let changing = Task {
      for await _ in feed.stream {
        _ = state.update(.updates(Self.change(&tracked, changes / 10)), at: .now)
        terminal.present(state.view())
      }
    }
    defer { changing.cancel() }
    for await _ in terminal.wakeUps {
      for event in terminal.takeEvents() {
        switch event {
        case .keys(let keys): _ = state.update(.keys(keys), at: .now)
        case .endRequested, .lost: return
        default: break
        }
      }
      terminal.present(state.view())
    }
  }

  private static func change(_ jobs: inout [TrackedJob], _ count: Int) -> [JobUpdate] {
    let statuses: [JobStatus] = [.scheduled, .inProgress, .completed, .failed]
    return (0..<count).compactMap { _ in
      guard let index = jobs.indices.randomElement(), let status = statuses.randomElement() else {
        return nil
      }
      // One transition each, so that all stay of the same size.
      var job = TrackedJob(key: jobs[index].key, label: jobs[index].label, addedAt: jobs[index].addedAt)
      job.answered(job.transition(to: status, at: .now), at: .now)
      jobs[index] = job
      return .job(job)
    }
  }
}

import Glibc
import JobServer
import Testing

/// What a machine that was asleep, or a program that was stopped, asks when it goes on.
@Suite(.timeLimit(.minutes(2)))
struct SleepTests {
  /// How many questions a service is asked a second, unless the configuration says otherwise.
  private static let budget = 20
  /// How many may have been under way when the program was stopped, to be counted after that.
  private static let inFlight = 16

  @Test(
    "with 300 jobs due, a program that was stopped for a while asks no more in any second than the budget has"
  )
  func stopped() async throws {
    let registry = JobRegistry()
    let ids = (1...300).map { "job-\($0)" }
    for id in ids {
      await registry.add(id: id, script: JobScript(queueTime: .zero, runTime: .zero, outcome: .runsForever))
    }
    let log = RequestLog()
    try await withServer(registry, log: log) { baseURL in
      try await withDashboard(on: baseURL, ids.joined(separator: " "), scratch: Scratch()) { terminal in
        await log.wait(forCount: 30)
        kill(try terminal.pid, SIGSTOP)
        // It is the time that passes which matters: long enough for any allowance to be full again.
        try await Task.sleep(for: .seconds(3))
        let before = log.times.count
        let wakened = ContinuousClock.now
        kill(try terminal.pid, SIGCONT)
        await log.wait(forCount: before + 5 * Self.budget + 1)
        // Whatever holds answers up here makes them come later, never sooner.
        for (number, time) in log.times.dropFirst(before + Self.inFlight).enumerated() {
          #expect(
            wakened.duration(to: time) >= .seconds(number / Self.budget), "question \(number) after the stop")
        }
      }
    }
  }
}

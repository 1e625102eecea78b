import JobAPI
import JobTracking
import Testing

@Suite struct JobAnomalyTests {
  /// What is odd about a job that was seen at one status after another.
  private func anomaly(_ statuses: JobStatus...) throws -> JobAnomaly? {
    var job = try Fixture.job("a")
    for (index, status) in statuses.enumerated() {
      let instant = Fixture.date(Double(index))
      job.answered(job.transition(to: status, at: instant), at: instant)
    }
    return job.anomaly
  }

  @Test("a job that goes its way has none")
  func usual() throws {
    #expect(try anomaly() == nil)
    #expect(try anomaly(.scheduled, .inProgress, .completed) == nil)
    #expect(try anomaly(.scheduled, .scheduled, .failed) == nil)
    #expect(try anomaly(.inProgress, .unrecognized("paused"), .inProgress, .completed) == nil)
  }

  @Test("one that had ended and goes on has come back")
  func cameBack() throws {
    #expect(try anomaly(.completed, .inProgress) == .cameBack(from: .completed, to: .inProgress))
    #expect(try anomaly(.failed, .completed) == .cameBack(from: .failed, to: .completed))
  }

  @Test("one that had begun and waits has gone back, and that is not forgotten")
  func wentBack() throws {
    #expect(try anomaly(.scheduled, .inProgress, .scheduled) == .wentBack)
    #expect(try anomaly(.inProgress, .scheduled, .inProgress, .completed) == .wentBack)
  }

  @Test("one that returns three times to where it was flaps")
  func flaps() throws {
    #expect(try anomaly(.inProgress, .scheduled, .inProgress, .scheduled, .inProgress) == .flaps(returns: 3))
    let paused = JobStatus.unrecognized("paused")
    #expect(try anomaly(.inProgress, paused, .inProgress, paused) == nil)
    #expect(try anomaly(.inProgress, paused, .inProgress, paused, .inProgress) == .flaps(returns: 3))
  }
}

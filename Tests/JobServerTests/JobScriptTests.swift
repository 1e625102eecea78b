import JobAPI
import JobServer
import Testing

@Suite struct JobScriptTests {
  private static let script = JobScript(queueTime: .seconds(2), runTime: .seconds(4), outcome: .completed)

  @Test(
    "a job waits, runs and completes as its script says",
    arguments: [
      (Duration.zero, JobStatus.scheduled),
      (.milliseconds(1_999), .scheduled),
      (.seconds(2), .inProgress),
      (.milliseconds(5_999), .inProgress),
      (.seconds(6), .completed),
      (.seconds(1_000_000), .completed),
    ]
  )
  func order(elapsed: Duration, status: JobStatus) {
    #expect(Self.script.status(after: elapsed) == status)
  }

  @Test("a clock that went backwards leaves a job scheduled")
  func negative() {
    #expect(Self.script.status(after: .seconds(-1)) == .scheduled)
  }

  @Test(
    "a job ends the way its script says",
    arguments: [
      (JobScript.Outcome.completed, JobStatus.completed),
      (.failed, .failed),
      (.unrecognized("paused"), .unrecognized("paused")),
      (.runsForever, .inProgress),
    ]
  )
  func outcomes(outcome: JobScript.Outcome, status: JobStatus) {
    let script = JobScript(queueTime: .zero, runTime: .seconds(1), outcome: outcome)
    #expect(script.status(after: .seconds(1)) == status)
  }
}

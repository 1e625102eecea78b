import JobAPI

/// The jobs of `jobwatch demo`.
///
/// At the start two have completed, one has failed, four run and three wait. Within 15 s four more turn green and one
/// red; after 27 s all have finished.
package struct SampleJobs: Hashable, Sendable {
  /// The jobs on the board from the start.
  package let board: [SampleJob] = [
    .ended("Weekly sales call", SampleTranscript.salesCall, ago: .seconds(3_600)),
    .ended("Support line, queue 3", nil, ago: .seconds(740)),
    .ended("Entretien d’embauche : Zoé Lefèvre", SampleTranscript.interview, ago: .seconds(1_580)),
    .running("Board meeting Q3 (audio)", SampleTranscript.boardMeeting, in: .seconds(5)),
    .running("株式会社みどり 定例会議", SampleTranscript.regularMeeting, in: .seconds(9)),
    .running("Onboarding webinar", nil, in: .seconds(11)),
    .running(
      "Customer interview 14, second take with the repaired microphone", SampleTranscript.customerInterview,
      in: .seconds(21)),
    .waiting("Voicemail", SampleTranscript.voicemail, until: .seconds(2), in: .seconds(8)),
    .waiting("Lecture 7: graph theory", SampleTranscript.lecture, until: .seconds(6), in: .seconds(14)),
    .waiting("Town hall, all hands", SampleTranscript.townHall, until: .seconds(12), in: .seconds(27)),
  ]

  /// The jobs a newcomer may add: each starts when it is first asked for, and the fourth fails.
  package let offered: [SampleJob] = [
    .offered("Daily stand-up", .completed),
    .offered("Réunion d’équipe, mardi", .completed),
    .offered("Customer feedback, week 31", .completed),
    .offered("Recording with a broken header", .failed),
    .offered("Sales call with Ms Tanaka", .completed),
  ]

  /// Samples with new ids.
  package init() {}

  /// Adds them all to a registry; their time runs from here.
  package func add(to registry: JobRegistry) async {
    for job in board + offered {
      await registry.add(id: job.id, script: job.script, startedAgo: job.startedAgo)
      if let conversation = job.conversation {
        await registry.addConversation(
          conversation, of: job.id, TextSubmission(name: job.label, transcript: job.transcript),
          startedAgo: job.startedAgo)
      }
    }
  }
}

/// A job with a transcript completes, one without fails.
extension SampleJob {
  fileprivate static func ended(_ label: String, _ transcript: String?, ago: Duration) -> SampleJob {
    let script = script(queueTime: .seconds(5), runTime: .seconds(90), transcript)
    return SampleJob(
      label, script: script, startedAgo: ago + script.queueTime + script.runTime,
      transcript: transcript ?? "")
  }

  private static func script(
    queueTime: Duration, runTime: Duration, _ transcript: String?
  ) -> JobScript {
    JobScript(queueTime: queueTime, runTime: runTime, outcome: transcript == nil ? .failed : .completed)
  }

  /// A job that runs when the demo starts and ends so much later.
  fileprivate static func running(
    _ label: String, _ transcript: String?, in remaining: Duration
  ) -> SampleJob {
    let script = script(queueTime: .seconds(4), runTime: .seconds(45), transcript)
    return SampleJob(
      label, script: script, startedAgo: script.queueTime + script.runTime - remaining,
      transcript: transcript ?? "")
  }

  /// A job that is queued when the demo starts, with the times from there to its start and to its end.
  fileprivate static func waiting(
    _ label: String, _ transcript: String?, until start: Duration, in end: Duration
  ) -> SampleJob {
    SampleJob(
      label, script: script(queueTime: start, runTime: end - start, transcript), transcript: transcript ?? "")
  }

  fileprivate static func offered(_ label: String, _ outcome: JobScript.Outcome) -> SampleJob {
    let script = JobScript(
      queueTime: .seconds(2),
      runTime: .seconds(5),
      outcome: outcome,
      startsWhenFirstAskedFor: true
    )
    return SampleJob(label, script: script)
  }
}

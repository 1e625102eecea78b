import Foundation
import JobAPI
import Testing

@testable import JobTracking

@Suite struct TrackedJobTests {
  @Test("a new job has no status, and is not finished")
  func new() throws {
    let job = try Fixture.job("a")
    #expect(job.status == nil && job.statusSince == nil && job.lastCheckedAt == nil)
    #expect(!job.isFinished)
    #expect(job.health == .ok)
  }

  @Test("jobs added together are newest first in their own order, each at an instant of its own")
  func batch() throws {
    let ids = try (0..<1000).map { try JobID("job-\($0)") }
    let jobs = TrackedJob.batch(of: ids, profile: "p", addedAt: Fixture.date(0))
    #expect(jobs.map(\.key.id) == ids)
    #expect(jobs[0].addedAt == Fixture.date(0))
    #expect(zip(jobs, jobs.dropFirst()).allSatisfy { $0.addedAt > $1.addedAt })
  }

  @Test("what happens to a job leaves copies of it as they were")
  func copies() throws {
    var job = try Fixture.job("a", seenAs: .scheduled)
    let copy = job
    job.answered(job.transition(to: .completed, at: Fixture.date(9)), at: Fixture.date(9))
    job.label = "later"
    #expect(job.status == .completed && job.label == "later")
    #expect(copy.status == .scheduled && copy.label != "later" && copy.history.count == 1)
    #expect(copy != job)
  }

  @Test("the first status seen comes from nowhere")
  func first() throws {
    let transition = try Fixture.job("a").transition(to: .scheduled, at: Fixture.date(1))
    #expect(
      transition == StatusTransition(from: nil, to: .scheduled, earliest: nil, seenAt: Fixture.date(1)))
  }

  @Test("a change lies between the last look that saw the old status and the one that saw the new")
  func between() throws {
    var job = try Fixture.job("a", seenAs: .scheduled)
    #expect(job.transition(to: .scheduled, at: Fixture.date(5)) == nil)
    job.answered(nil, at: Fixture.date(5))
    let transition = job.transition(to: .inProgress, at: Fixture.date(7))
    #expect(
      transition
        == StatusTransition(
          from: .scheduled, to: .inProgress, earliest: Fixture.date(5), seenAt: Fixture.date(7)))
  }

  @Test("a look that saw the same moves the last check, not the status's age")
  func same() throws {
    var job = try Fixture.job("a", seenAs: .inProgress)
    job.answered(nil, at: Fixture.date(5))
    #expect(job.lastCheckedAt == Fixture.date(5))
    #expect(job.statusSince == Fixture.date(1))
    #expect(job.history.count == 1)
  }

  @Test("another unknown word is a change")
  func unknownWords() throws {
    let job = try Fixture.job("a", seenAs: .unrecognized("paused"))
    #expect(job.transition(to: .unrecognized("paused"), at: Fixture.date(2)) == nil)
    #expect(job.transition(to: .unrecognized("resting"), at: Fixture.date(2)) != nil)
  }

  @Test("a status may go back; the service has the last word")
  func back() throws {
    var job = try Fixture.job("a", seenAs: .completed)
    job.answered(job.transition(to: .inProgress, at: Fixture.date(2)), at: Fixture.date(2))
    #expect(job.status == .inProgress)
    #expect(!job.isFinished)
  }

  @Test("no error changes the last known status", arguments: Fixture.errors)
  func errors(error: JobAPIError) throws {
    for status in [JobStatus.scheduled, .inProgress, .unrecognized("paused")] {
      let before = try Fixture.job("a", seenAs: status)
      var job = before
      job.wentUnanswered(error, at: Fixture.date(90))
      #expect(job.status == status)
      #expect(job.history == before.history)
      #expect(job.lastCheckedAt == before.lastCheckedAt && job.statusSince == before.statusSince)
      #expect(job.health.error == error)
    }
  }

  @Test("an error about a job that was never seen gives it no status", arguments: Fixture.errors)
  func neverSeen(error: JobAPIError) throws {
    var job = try Fixture.job("a")
    job.wentUnanswered(error, at: Fixture.date(90))
    #expect(job.status == nil && !job.isFinished)
  }

  @Test("failures in a row are counted over all kinds of errors")
  func counted() throws {
    var job = try Fixture.job("a")
    for error in Fixture.errors { job.wentUnanswered(error, at: Fixture.date(90)) }
    #expect(job.health.failures == Fixture.errors.count)
  }

  @Test("an answer makes the health good again, whether the status changed or not")
  func recovery() throws {
    var job = try Fixture.job("a", seenAs: .inProgress)
    job.wentUnanswered(.timedOut, at: Fixture.date(90))
    job.answered(nil, at: Fixture.date(2))
    #expect(job.health == .ok)
    job.wentUnanswered(.notFound, at: Fixture.date(90))
    #expect(job.health == .notFound(failures: 1))
  }

  @Test("401 and 404 are healths of their own, everything else is retrying")
  func kinds() {
    #expect(PollHealth.ok.after(.unauthorized) == .unauthorized(failures: 1))
    #expect(PollHealth.unauthorized(failures: 1).after(.notFound) == .notFound(failures: 2))
    #expect(PollHealth.notFound(failures: 2).after(.timedOut) == .retrying(.timedOut, failures: 3))
    #expect(PollHealth.ok.failures == 0 && PollHealth.ok.error == nil)
  }

  @Test(
    "an id that was added less than 60 s before is not known yet; then, or once it was known, it is not found"
  )
  func notKnownYet() throws {
    var job = try Fixture.job("a")
    job.wentUnanswered(.notFound, at: Fixture.date(59.9))
    #expect(job.health == .notKnownYet(failures: 1) && job.health.error == .notFound)
    job.wentUnanswered(.notFound, at: Fixture.date(60))
    #expect(job.health == .notFound(failures: 2))
    // A clock that was set back says nothing of how new the job is.
    job.wentUnanswered(.notFound, at: Fixture.date(-1))
    #expect(job.health == .notFound(failures: 3))
    var known = try Fixture.job("a", seenAs: .scheduled)
    known.wentUnanswered(.notFound, at: Fixture.date(2))
    #expect(known.health == .notFound(failures: 1))
  }

  @Test("for the service as a whole an unknown id is an answer; every other error is trouble")
  func service() {
    #expect(ServiceHealth(nil, latency: .milliseconds(1999)) == .answering(seconds: 1))
    #expect(ServiceHealth(.notFound, latency: .zero) == .answering(seconds: 0))
    for error in Fixture.errors where error != .notFound {
      #expect(ServiceHealth(error, latency: .zero) == .trouble(error))
    }
  }
}

@Suite struct JobDurationTests {
  private func job(_ statuses: [JobStatus], conversation: ConversationID? = nil) throws -> TrackedJob {
    var job = TrackedJob(key: try Fixture.key("a"), conversation: conversation, addedAt: Fixture.start)
    for (index, status) in statuses.enumerated() {
      let now = Fixture.date(Double(10 * (index + 1)))
      job.answered(job.transition(to: status, at: now), at: now)
    }
    return job
  }

  @Test("a job that was seen from its beginning to its end took so long, to the middle of the last two looks")
  func seconds() throws {
    #expect(try job([.scheduled, .inProgress, .completed]).seconds == 15)
    #expect(try job([.scheduled, .failed]).seconds == 5)
    // Submitted from here, it began then.
    #expect(try job([.inProgress, .completed], conversation: ConversationID("1")).seconds == 15)
    #expect(try job([.completed], conversation: ConversationID("1")).seconds == 10)
  }

  @Test(
    "of others it is not known",
    arguments: [[], [.scheduled], [.completed], [.inProgress, .completed]] as [[JobStatus]])
  func unknown(statuses: [JobStatus]) throws {
    #expect(try job(statuses).seconds == nil)
  }
}

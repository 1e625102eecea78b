import JobAPI
import TestTools
import Testing

@testable import JobServer

@Suite struct SampleJobsTests {
  private let samples = SampleJobs()

  /// How many jobs on the board have each status at a time after the start.
  private func board(after elapsed: Duration) -> [JobStatus: Int] {
    samples.board.reduce(into: [:]) { counts, job in
      counts[job.script.status(after: job.startedAgo + elapsed), default: 0] += 1
    }
  }

  @Test("the board shows every status from the start")
  func start() {
    #expect(board(after: .zero) == [.completed: 2, .failed: 1, .inProgress: 4, .scheduled: 3])
  }

  @Test("within 15 seconds several jobs turn green and one red")
  func soon() {
    #expect(board(after: .seconds(15)) == [.completed: 6, .failed: 2, .inProgress: 2])
  }

  @Test("after 27 seconds every job has ended")
  func end() {
    #expect(board(after: .milliseconds(26_999))[.inProgress] == 1)
    #expect(board(after: .seconds(27)) == [.completed: 8, .failed: 2])
  }

  @Test("five jobs are offered; each starts when first asked for, and the fourth fails")
  func offered() {
    #expect(samples.offered.allSatisfy { $0.script.startsWhenFirstAskedFor })
    #expect(samples.offered.map { $0.script.status(after: .zero) } == Array(repeating: .scheduled, count: 5))
    let ends = samples.offered.map { $0.script.status(after: .seconds(7)) }
    #expect(ends == [.completed, .completed, .completed, .failed, .completed])
  }

  @Test("ids are good job ids, all different, and new at each start")
  func ids() throws {
    let ids = (samples.board + samples.offered).map(\.id)
    #expect(Set(ids).count == 15)
    for id in ids { _ = try JobID(id) }
    #expect(Set(ids).isDisjoint(with: SampleJobs().board.map(\.id)))
  }

  @Test("each job on the board that completes has its conversation from then on, in order, under its label")
  func conversations() async throws {
    let clock = ManualClock()
    let registry = JobRegistry(clock: clock)
    await samples.add(to: registry)
    let withConversation = samples.board.filter { $0.conversation != nil }
    #expect(withConversation == samples.board.filter { $0.script.outcome == .completed })
    let voicemail = try #require(samples.board.first { $0.label == "Voicemail" }?.conversation)
    #expect(await registry.conversation(voicemail)?.said.isEmpty == true)
    clock.advance(by: .seconds(27))
    for sample in withConversation {
      let id = try #require(sample.conversation)
      let view = try #require(await registry.conversation(id))
      #expect(view.record.name == sample.label)
      #expect(view.said.count == sample.transcript.split(separator: "\n").count)
      #expect(view.said.map(\.start) == view.said.map(\.start).sorted())
    }
  }

  @Test("a registry knows them all once they were added")
  func added() async {
    let registry = JobRegistry(clock: ManualClock())
    await samples.add(to: registry)
    for job in samples.board + samples.offered {
      #expect(await registry.status(of: job.id)?.status == job.script.status(after: job.startedAgo))
    }
  }
}

import JobAPI
import JobServer
import TestTools
import Testing

@Suite struct JobRegistryTests {
  private let clock = ManualClock()
  private let registry: JobRegistry

  init() { registry = JobRegistry(clock: clock) }

  @Test("a job that started a while ago is that far on")
  func startedAgo() async {
    await registry.add(id: "old", script: .submittedText, startedAgo: .seconds(3))
    #expect(await registry.status(of: "old") == Job(id: "old", status: .inProgress))
  }

  @Test("a job that starts when first asked for is scheduled then, however late that is")
  func startsWhenFirstAskedFor() async {
    var script = JobScript.submittedText
    script.startsWhenFirstAskedFor = true
    await registry.add(id: "lazy", script: script, startedAgo: .seconds(100))
    clock.advance(by: .seconds(3_600))
    #expect(await registry.status(of: "lazy")?.status == .scheduled)
    clock.advance(by: .seconds(2))
    #expect(await registry.status(of: "lazy")?.status == .inProgress)
    clock.advance(by: .seconds(4))
    #expect(await registry.status(of: "lazy")?.status == .completed)
  }

  @Test("an id that was never added has no status and no requests")
  func unknown() async {
    #expect(await registry.status(of: "nobody") == nil)
    #expect(await registry.requests(for: "nobody") == 0)
  }

  @Test("questions are counted for each job")
  func counts() async {
    await registry.add(id: "a", script: .submittedText)
    await registry.add(id: "b", script: .submittedText)
    for _ in 0..<3 { _ = await registry.status(of: "a") }
    #expect(await registry.requests(for: "a") == 3)
    #expect(await registry.requests(for: "b") == 0)
  }

  @Test("adding an id again starts that job afresh")
  func replaced() async {
    await registry.add(id: "a", script: .submittedText, startedAgo: .seconds(10))
    #expect(await registry.status(of: "a")?.status == .completed)
    await registry.add(id: "a", script: .submittedText)
    #expect(await registry.status(of: "a")?.status == .scheduled)
  }

  @Test("a submission gets a lower-case UUID and a conversation id of 16 digits, new ones each time")
  func submissionIDs() async throws {
    let text = TextSubmission(name: nil, transcript: "Hello")
    let first = await registry.submit(text: text)
    let second = await registry.submit(text: text)
    #expect(first.jobId.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
    #expect(first.conversationId.wholeMatch(of: /[1-9][0-9]{15}/) != nil)
    #expect(first.jobId != second.jobId)
    #expect(first.conversationId != second.conversationId)
  }

  @Test("submitted texts go by the script the registry was given")
  func ownScript() async {
    let script = JobScript(queueTime: .zero, runTime: .seconds(60), outcome: .completed)
    let registry = JobRegistry(textScript: script, clock: clock)
    let submission = await registry.submit(text: TextSubmission(name: nil, transcript: "Hello"))
    #expect(await registry.status(of: submission.jobId)?.status == .inProgress)
  }
}

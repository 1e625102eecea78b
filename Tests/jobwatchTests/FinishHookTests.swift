import Foundation
import Glibc
import JobAPI
import JobTracking
import Testing

@testable import jobwatch

/// `on_finish`.
@Suite(.timeLimit(.minutes(5))) struct FinishHookTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func job(_ id: String, _ end: JobStatus = .completed, label: String = "") throws -> TrackedJob {
    let added = Date(timeIntervalSince1970: 1_795_615_385)
    return TrackedJob(
      key: JobKey(profile: JobAPIProfile.symbl.name, id: try JobID(id)), label: label, addedAt: added,
      history: [
        StatusTransition(from: nil, to: .scheduled, earliest: nil, seenAt: added),
        StatusTransition(
          from: .scheduled, to: end, earliest: added.addingTimeInterval(10),
          seenAt: added.addingTimeInterval(12)),
      ])
  }

  private func hook(_ words: String..., patience: Duration = .seconds(30)) throws -> FinishHook {
    var hook = FinishHook(try #require(ExternalCommand(words)), profile: .symbl)
    hook.patience = patience
    return hook
  }

  /// Runs a hook for jobs until it has told something.
  private func told(_ hook: FinishHook, _ jobs: [TrackedJob]) async -> String? {
    let (sentences, told) = AsyncStream.makeStream(of: String.self)
    let running = Task { await hook.run { told.yield($0) } }
    #expect(hook.take(jobs) == nil)
    let first = await sentences.first { _ in true }
    running.cancel()
    await running.value
    return first
  }

  @Test("it gets the job as one line of JSON on standard input")
  func input() async throws {
    // What it says in failing is how this test sees that it is done.
    let hook = try hook("sh", "-c", #"cat >"$0"; echo done >&2; exit 1"#, "\(scratch.path)/job")
    let sentence = await told(hook, [try job("job-1", .failed, label: #"a "b" /c"#)])
    #expect(sentence == #"on_finish 'sh' for a "b" /c failed: done"#)
    #expect(
      try scratch.text("job") == """
        {"addedAt":"2026-11-25T14:03:05Z","baseUrl":"https://api.symbl.ai","endedAt":"2026-11-25T14:03:17Z",\
        "id":"job-1","label":"a \\"b\\" /c","previousStatus":"scheduled","seconds":11,"status":"failed",\
        "url":"https://api.symbl.ai/v1/job/job-1"}

        """)
  }

  @Test("one that reads no input and says nothing is well")
  func unread() async throws {
    // Only the last of twenty has something to say.
    let script = #"mkdir "$0/runs-$$"; [ $(ls -d "$0"/runs-* | wc -l) -lt 20 ] || exit 1"#
    let jobs = try (0..<20).map { try job("job-\($0)") }
    let sentence = await told(try hook("sh", "-c", script, scratch.path), jobs)
    #expect(sentence?.hasSuffix(" failed.") == true)
  }

  @Test("one that is not there is told", arguments: ["no-such-program-here", "/no/such/program"])
  func absent(program: String) async throws {
    #expect(
      await told(try hook(program), [try job("job-1")])
        == "on_finish '\(program)' for job-1 cannot be run; is it installed, and in PATH?")
  }

  @Test("one that takes too long is ended and told")
  func late() async throws {
    #expect(
      await told(try hook("sleep", "1000", patience: .milliseconds(50)), [try job("job-1")])
        == "on_finish 'sleep' for job-1 took more than 0 s and was ended.")
  }

  @Test("one that talks without end is ended and told")
  func endless() async throws {
    #expect(
      await told(try hook("sh", "-c", "yes >&2"), [try job("job-1")])
        == "on_finish 'sh' for job-1 says more than 64 KiB on standard error and was ended.")
  }

  @Test("it leads a session of its own, which has no terminal")
  func apart() async throws {
    // The sixth field is the session (proc(5)).
    let script = #"[ "$(cut -d ' ' -f 6 /proc/$$/stat)" = $$ ] && echo apart >&2; exit 1"#
    #expect(
      await told(try hook("sh", "-c", script), [try job("job-1")])
        == "on_finish 'sh' for job-1 failed: apart")
  }

  @Test("four run at the same time, and the others wait for their turn")
  func atOnce() async throws {
    let (begun, gate) = (try fifo("begun"), try fifo("gate"))
    defer { for descriptor in [begun, gate] { close(descriptor) } }
    // Each one counts those that run, tells that it has begun, waits to be let through, and says its count.
    let script = #"""
      mkdir "$0/runs-$$"; count=$(ls -d "$0"/runs-* | wc -l); echo x >"$0/begun"
      dd bs=3 count=1 status=none <"$0/gate" >"$0/passed-$$"; rmdir "$0/runs-$$"; echo $count >&2; exit 1
      """#
    let hook = try hook("sh", "-c", script, scratch.path)
    let (sentences, told) = AsyncStream.makeStream(of: String.self)
    let running = Task { await hook.run { told.yield($0) } }
    #expect(hook.take(try (0..<6).map { try job("job-\($0)") }) == nil)
    var bytes = [UInt8](repeating: 0, count: 64)
    var hasBegun = 0
    while hasBegun < 4 {
      _ = await event(on: begun)
      hasBegun += max(0, read(begun, &bytes, bytes.count)) / 2
    }
    for _ in 0..<6 { _ = write(gate, "go\n", 3) }
    var counts: [Int] = []
    for await sentence in sentences {
      counts.append(Int(sentence.split(separator: " ").last ?? "") ?? 0)
      if counts.count == 6 { break }
    }
    running.cancel()
    await running.value
    #expect(counts.max() == 4)
  }

  /// A FIFO in the folder of the test, open at both ends.
  private func fifo(_ name: String) throws -> Int32 {
    let path = "\(scratch.path)/\(name)"
    try #require(mkfifo(path, 0o600) == 0)
    let descriptor = open(path, O_RDWR | O_NONBLOCK)
    try #require(descriptor >= 0)
    return descriptor
  }

  @Test("what still runs at the end is ended, with what it has started")
  func cancelled() async throws {
    let fifo = "\(scratch.path)/alive"
    try #require(mkfifo(fifo, 0o600) == 0)
    let reader = open(fifo, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let hook = try hook("sh", "-c", "sh -c 'echo up >&9; exec sleep 1000' 9>\(fifo)")
    let running = Task { await hook.run { Issue.record("\($0)") } }
    #expect(hook.take([try job("job-1")]) == nil)
    #expect(await event(on: reader) & Int16(POLLIN) != 0)
    var byte = [UInt8](repeating: 0, count: 16)
    _ = read(reader, &byte, byte.count)
    running.cancel()
    await running.value
    #expect(await event(on: reader) & Int16(POLLHUP) != 0)
  }

  @Test("more jobs than may wait are told of, not kept")
  func tooMany() throws {
    let hook = try hook("true")
    let jobs = try (0..<1_003).map { try job("job-\($0)") }
    #expect(
      hook.take(jobs) == "on_finish 'true' is 1000 jobs behind; it is not run for 3 of those that ended.")
  }
}

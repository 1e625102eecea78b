import Foundation
import Glibc
import JobServer
import TestTools
import Testing

/// What comes between while `jobwatch submit` is at work: signals, and files that change.
@Suite(.timeLimit(.minutes(2)))
struct SubmitInterruptionTests {
  /// What holds requests back until it is moved.
  private let clock = ManualClock()
  private let log = RequestLog()

  /// Sends a signal to the program that ``Submitting/shell(_:_:)`` has noted the pid of.
  private func send(_ signal: Int32, _ trial: Submitting) throws {
    let pid = try #require(pid_t(try trial.scratch.text("pid").trimmingCharacters(in: .newlines)))
    try #require(kill(pid, signal) == 0)
  }

  private static let noted = "echo $$ >pid; exec \"$@\""

  @Test(
    "a signal during an upload breaks it off: the rest is named, the service has no job of it and goes on",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func duringUpload(signal: Int32) async throws {
    let held = "[{path: /v1/process/audio, delay: 1s}]"
    try await Submitting.with(limit: 1, clock: clock, faults: held, log: log) { trial in
      try trial.write(texts: "first.txt", "last.txt")
      try trial.write(sparseBytes: 8 << 30, to: "big.wav")
      async let run = trial.shell(Self.noted, "first.txt", "big.wav", "last.txt")
      await clock.hasSleeper()
      try send(signal, trial)
      let result = try await run
      #expect(result.code == 128 + signal)
      #expect(result.errors == "jobwatch: Not submitted: big.wav, last.txt.\n")
      #expect(try trial.tracked().map(\.key.id.rawValue) == result.lines)
      #expect(try trial.tracked().map(\.label) == ["first.txt"])
      clock.advance(by: .seconds(1))
      // The place that the upload had taken is free again, as soon as the server has seen that nobody sends any more.
      while try await Service.submit(to: trial.baseURL, token: "test-token").status == 429 {}
      #expect(
        log.lines.filter { $0.hasSuffix(" 201") } == Array(repeating: "POST /v1/process/text 201", count: 2))
    }
  }

  @Test("^C after all was sent says that it is perhaps submitted")
  func beforeAnswer() async throws {
    try await Submitting.with(limit: 1, clock: clock, faults: "[{method: POST, delay: 1s}]", log: log) {
      trial in
      try trial.write(secondsOfSilence: 1, to: "call.wav")
      try trial.write(texts: "last.txt")
      async let run = trial.shell(Self.noted, "call.wav", "last.txt")
      await clock.hasSleeper()
      try send(SIGINT, trial)
      let result = try await run
      #expect(result.code == 130)
      #expect(
        result.errors == """
          jobwatch: Perhaps submitted, so look there before it is submitted again: call.wav.
          jobwatch: Not submitted: last.txt.

          """)
      // And so it is.
      clock.advance(by: .seconds(1))
      await log.wait(for: "POST /v1/process/audio 201")
    }
  }

  @Test("^C while others wait their turn names them all; what was submitted stays tracked")
  func whileWaiting() async throws {
    try await Submitting.with(runTime: .seconds(1), limit: 1, clock: clock, log: log) { trial in
      try trial.write(texts: "a.txt", "b.txt", "c.txt")
      async let run = trial.shell(Self.noted, "a.txt", "b.txt", "c.txt")
      await log.wait(for: "GET /v1/job/")
      try send(SIGINT, trial)
      let result = try await run
      #expect(result.code == 130)
      #expect(
        result.errors == """
          jobwatch: b.txt: waits until a job ends (1 running)
          jobwatch: Not submitted: b.txt, c.txt.

          """)
      #expect(try trial.tracked().map(\.key.id.rawValue) == result.lines)
      #expect(log.lines.count { $0.hasSuffix(" 201") } == 1)
    }
  }

  @Test(
    "a file that is not what it was when it is sent is named, and the others are submitted",
    arguments: [
      ("rm call.wav", "jobwatch: call.wav: 'call.wav' cannot be read: "),
      ("truncate -s 100 call.wav", "jobwatch: call.wav: 'call.wav' cannot be read: it has become shorter"),
    ])
  func changed(by command: String, _ sentence: String) async throws {
    try await Submitting.with(log: log) { trial in
      try trial.write(texts: "first.txt", "last.txt")
      try trial.write(sparseBytes: 64 << 20, to: "call.wav")
      try change(by: command, trial)
      let result = try await trial.submit("first.txt", "call.wav", "last.txt", token: nil)
      #expect(result.code == 66)
      #expect(result.errors.hasPrefix(sentence), "\(result.errors)")
      #expect(result.errors.hasSuffix("\njobwatch: Not submitted: call.wav.\n"))
      #expect(try trial.tracked().map(\.label) == ["first.txt", "last.txt"])
      #expect(log.lines == ["POST /v1/process/text 201", "POST /v1/process/text 201"])
    }
  }

  @Test("a file that has grown is sent as it was looked at")
  func grown() async throws {
    try await Submitting.with(log: log) { trial in
      try trial.write(secondsOfSilence: 1, to: "call.wav")
      try change(by: "echo more >>call.wav", trial)
      let result = try await trial.submit("call.wav", token: nil)
      #expect(result.code == 0)
      #expect(result.errors == "")
      #expect(log.lines == ["POST /v1/process/audio 201"])
    }
  }

  /// Has a file changed after the program has looked at it and before it sends it: the token is asked for in between.
  private func change(by command: String, _ trial: Submitting) throws {
    let folder = "\(trial.scratch.path)/.config/jobwatch"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try trial.write(
      "base_url: \(trial.baseURL)\ntoken_command: [sh, -c, '\(command); echo test-token']\n",
      to: ".config/jobwatch/config.yaml")
  }
}

import Foundation
import Glibc
import JobServer
import JobTracking
import Testing

/// `jobwatch submit` on a server, as scripts run it. It runs in a folder of its own, with the store beside the files.
struct Submitting {
  let baseURL: String
  let scratch: Scratch

  /// What `--json` prints for a job.
  struct Line: Decodable {
    let jobId: String
    let conversationId: String
    let source: String
  }

  /// A server for the time of a test.
  ///
  /// - Parameters:
  ///   - runTime: how long a job is in progress; it is completed then.
  ///   - limit: how many unfinished jobs the account may have.
  ///   - faults: what goes wrong, as a scenario has it.
  static func with(
    runTime: Duration = .zero, limit: Int = 50, clock: any Clock<Duration> = ContinuousClock(),
    faults: String? = nil, log: RequestLog = RequestLog(), _ work: (Submitting) async throws -> Void
  ) async throws {
    let scratch = try Scratch()
    let scenario = try faults.map { try Self.scenario("faults: \($0)", scratch) }
    let registry = JobRegistry(
      textScript: JobScript(queueTime: .zero, runTime: runTime, outcome: .completed),
      maxConcurrentJobs: limit, scenario: scenario ?? Scenario(), clock: clock)
    try await withServer(registry, log: log) { try await work(Submitting(baseURL: $0, scratch: scratch)) }
  }

  private static func scenario(_ text: String, _ scratch: Scratch) throws -> Scenario {
    let path = "\(scratch.path)/scenario.yaml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return try ScenarioReader.scenario(inFile: path)
  }

  /// Runs `jobwatch submit` to its end.
  func submit(
    _ arguments: String..., input: String = "", token: String? = "test-token"
  ) async throws -> Program.Result {
    try await Program.run(
      command(arguments), in: scratch.path, environment: environment(token: token), input: input)
  }

  /// Runs a shell command in which `"$@"` is `jobwatch submit` with these arguments.
  func shell(_ script: String, _ arguments: String...) async throws -> Program.Result {
    try await Program.run(
      ["-c", script, "sh", Program.path] + command(arguments), of: "/bin/sh", in: scratch.path,
      environment: environment())
  }

  /// The words of a command line that submits.
  func command(_ arguments: [String]) -> [String] {
    ["submit"] + arguments + ["--base-url", baseURL, "--store", "jobs.sqlite"]
  }

  func environment(token: String? = "test-token") -> [String: String] {
    var environment = ["HOME": scratch.path]
    environment["JOBWATCH_TOKEN"] = token
    return environment
  }

  /// The conversation of a submitted job, in a format of `jobwatch result`.
  func result(_ id: String, format: String = "text") async throws -> String {
    try await Program.run(
      ["result", id, "--format", format, "--base-url", baseURL, "--store", "jobs.sqlite"], in: scratch.path,
      environment: environment()
    ).output
  }

  /// The jobs in the store, in the order in which they were tracked.
  func tracked() throws -> [TrackedJob] {
    try JobStore(path: "\(scratch.path)/jobs.sqlite").trackedJobs(profile: baseURL).reversed()
  }

  /// Makes texts of one message.
  func write(texts names: String...) throws {
    for name in names { try write("Ann: This is \(name).\n", to: name) }
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(scratch.path)/\(name)", atomically: true, encoding: .utf8)
  }

  /// Makes a recording of silence: 8 kHz mono PCM of 8 bits.
  func write(secondsOfSilence seconds: UInt32, to name: String) throws {
    let size = seconds * 8_000
    var file = Data("RIFF".utf8)
    func append(_ numbers: [some FixedWidthInteger]) {
      for number in numbers { withUnsafeBytes(of: number.littleEndian) { file.append(contentsOf: $0) } }
    }
    append([36 + size])
    file.append(contentsOf: "WAVEfmt ".utf8)
    append([16] as [UInt32])
    append([1, 1] as [UInt16])
    append([8_000, 8_000] as [UInt32])
    append([1, 8] as [UInt16])
    file.append(contentsOf: "data".utf8)
    append([size])
    file.append(Data(repeating: 0x80, count: Int(size)))
    try file.write(to: URL(filePath: "\(scratch.path)/\(name)"))
  }

  /// Makes a file of nothing but a length.
  func write(sparseBytes size: Int, to name: String) throws {
    try write("", to: name)
    try #require(truncate("\(scratch.path)/\(name)", size) == 0)
  }
}

extension Program.Result {
  /// The lines of standard output.
  var lines: [String] { output.split(separator: "\n").map(String.init) }
}

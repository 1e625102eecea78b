import ArgumentParser
import JobAPI
import JobTracking
import TestTools

/// What one decision of the schedule takes with a million jobs in it.
struct ScheduleBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "The next job out of PollSchedule, and back in, with a million of them.")

  @Option(help: "How many jobs there are.")
  var jobs = 1_000_000

  @Option(help: "How often all of them are taken out and put back; the median counts.")
  var rounds = 3

  /// All that is called of the schedule.
  private struct Subject {
    private var schedule: PollSchedule<ContinuousClock.Instant>

    init(mostInFlight: Int) {
      schedule = PollSchedule(
        budget: PollBudget(inFlight: mostInFlight, perSecond: 1e9), retry: RetryPolicy(first: .seconds(2)))
    }

    mutating func add(_ key: JobKey, at now: ContinuousClock.Instant) { schedule.add(key, at: now) }

    mutating func takeDue(at now: ContinuousClock.Instant) -> [JobKey] { schedule.takeDue(at: now) }

    mutating func ended(_ key: JobKey, at now: ContinuousClock.Instant) {
      schedule.ended(key, .again(after: .seconds(2)), at: now)
    }
  }

  func run() async throws {
    printTitle("PollSchedule: \(jobs) jobs")
    let keys = try (0..<jobs).map { JobKey(profile: "https://api.example.com", id: try PathLoad.id($0)) }
    let clock = ContinuousClock()
    // Jobs are added over an hour, in no order, so that the queue is neither sorted nor its reverse.
    var generator = SeededGenerator(seed: 1)
    let start = clock.now
    let added = keys.indices.map { _ in
      start.advanced(by: .milliseconds(Int.random(in: 0..<3_600_000, using: &generator)))
    }

    let memory = Usage.resident()
    var subject = Subject(mostInFlight: 16)
    let adding = clock.measure {
      for (key, instant) in zip(keys, added) { subject.add(key, at: instant) }
    }
    let bytes = (Usage.resident() - memory) / Double(jobs)

    var outs: [Double] = []
    var ins: [Double] = []
    var now = start.advanced(by: .seconds(3600))
    for _ in 0..<rounds {
      var out = Duration.zero
      var back = Duration.zero
      var count = 0
      while count < jobs {
        let before = clock.now
        let taken = subject.takeDue(at: now)
        let between = clock.now
        for key in taken { subject.ended(key, at: now) }
        back += between.duration(to: clock.now)
        out += before.duration(to: between)
        count += taken.count
        // So much later the next ones are due, and all of them once in the interval.
        now = now.advanced(by: .seconds(2) * taken.count / jobs)
        if taken.isEmpty { now = now.advanced(by: .seconds(2)) }
      }
      outs.append(out.inSeconds / Double(count) * 1e9)
      ins.append(back.inSeconds / Double(count) * 1e9)
    }

    guard let out = Statistics.median(outs), let back = Statistics.median(ins) else { return }
    var table = TextTable("of one job", "")
    table.add("added", (adding.inSeconds / Double(jobs) * 1e9).text(0) + " ns")
    table.add("next due taken out, 16 at a time", out.text(0) + " ns")
    table.add("put back in", back.text(0) + " ns")
    table.add("memory, without the text of the id", bytes.text(0) + " bytes")
    table.print()
    printTarget("at most 1 µs out", out <= 1000)
    printTarget("at most 1 µs back in", back <= 1000)
  }
}

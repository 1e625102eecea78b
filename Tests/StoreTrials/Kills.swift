import ArgumentParser
import Foundation
import Glibc
import JobAPI
import JobTracking

/// `StoreTrials kills`: several processes poll and add on one store, and one after the other is killed by `kill -9`.
struct Kills: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Kill processes that work on one store, at random moments.",
    discussion: """
      After each kill the store is opened, each job that was said to be tracked has to be there, one that was said to \
      be untracked has to be gone, and no status may be recorded twice in a row.
      """)

  static let profile = "trial"

  @Option(help: "How often to kill.") var times = 1000
  @Option(help: "Processes at the same time.") var processes = 2
  @Option(help: "The longest life of a process, in milliseconds.") var longest = 120

  /// How many kills a store goes through; then there is a new one, so that checking it does not take ever longer.
  private static let killsPerStore = 100

  func run() async throws {
    var result = Result()
    var done = 0
    while done < times {
      let some = min(Self.killsPerStore, times - done)
      try kill(some, &result)
      done += some
      say("\(done) kills of \(processes) processes on one store: \(result)")
    }
    for failure in result.failures.prefix(20) { say("! \(failure)") }
    if !result.failures.isEmpty { throw ExitCode.failure }
  }

  /// Kills so many times on a store of its own.
  private func kill(_ times: Int, _ result: inout Result) throws {
    let folder = try TrialFolder()
    let notes = folder.path + "/notes"
    func child() throws -> Child {
      let child = try Child(["load", folder.storePath, notes])
      child.waitForOutput()
      return child
    }
    var children = try (0..<processes).map { _ in try child() }
    for number in 1...times {
      usleep(UInt32.random(in: 0...UInt32(longest) * 1000))
      let index = Int.random(in: children.indices)
      if children[index].hasEnded { result.fail("a process has ended of itself") }
      children[index].end(SIGKILL)
      do {
        try Self.check(
          JobStore(path: folder.storePath), notes: notes, isWhole: number % 20 == 0, &result)
      } catch {
        result.fail("the store cannot be opened or read: \(error)")
      }
      children[index] = try child()
    }
    for child in children { child.end(SIGKILL) }
    let counts = try Self.check(JobStore(path: folder.storePath), notes: notes, isWhole: true, &result)
    result.tracked += counts.tracked
    result.untracked += counts.untracked
    result.transitions += counts.transitions
  }

  private struct Result: CustomStringConvertible {
    var opened = 0
    var tracked = 0
    var untracked = 0
    var transitions = 0
    var failures: [String] = []

    mutating func fail(_ sentence: String) { failures.append(sentence) }

    var description: String {
      """
      store opened \(opened) times, \(tracked) jobs said to be tracked, \(untracked) to be untracked, \
      \(transitions) transitions, \(failures.count) failures
      """
    }
  }

  /// The ids in the notes, by what is noted of them.
  private static func noted(in notes: String) throws -> [Character: Set<String>] {
    var ids: [Character: Set<String>] = [:]
    for line in try String(contentsOfFile: notes, encoding: .utf8).split(separator: "\n") {
      if let mark = line.first { ids[mark, default: []].insert(String(line.dropFirst())) }
    }
    return ids
  }

  @discardableResult
  private static func check(
    _ store: JobStore, notes: String, isWhole: Bool, _ result: inout Result
  ) throws -> (tracked: Int, untracked: Int, transitions: Int) {
    // What is noted before the store is read must be in it; the other processes go on meanwhile, so what may have been
    // untracked is what is noted after it.
    let before = try noted(in: notes)
    let jobs = try store.trackedJobs(profile: profile)
    let perhaps = try noted(in: notes)["?", default: []]
    let (added, gone) = (before["+", default: []], before["-", default: []])
    result.opened += 1
    if let putAside = store.putAside { result.fail("the store was damaged: \(putAside)") }
    let ids = Set(jobs.map(\.key.id.rawValue))
    let lost = added.subtracting(perhaps).subtracting(ids)
    if !lost.isEmpty { result.fail("lost: \(lost.count) jobs") }
    if !gone.isDisjoint(with: ids) { result.fail("came back: \(gone.intersection(ids).count) jobs") }
    for job in jobs where job.history.count > 1 {
      for (left, right) in zip(job.history, job.history.dropFirst())
      where left.to == right.to || right.from != left.to {
        result.fail("twice: \(job.key.id) \(job.history.map(\.to.wireName))")
      }
    }
    guard isWhole else { return (added.count, gone.count, 0) }
    let findings = try store.check()
    for problem in findings.problems { result.fail(problem) }
    return (added.count, gone.count, findings.transitions)
  }
}

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

  func run() async throws {
    let folder = try TrialFolder()
    let notes = folder.path + "/notes"
    func child() throws -> Child {
      let child = try Child(["load", folder.storePath, notes])
      child.waitForOutput()
      return child
    }
    var children = try (0..<processes).map { _ in try child() }
    var result = Result()
    for number in 1...times {
      usleep(UInt32.random(in: 0...UInt32(longest) * 1000))
      let index = Int.random(in: children.indices)
      if children[index].hasEnded { result.fail("a process has ended of itself") }
      children[index].end(SIGKILL)
      do {
        try Self.check(
          JobStore(path: folder.storePath), notes: notes, isWhole: number % 50 == 0 || number == times,
          &result)
      } catch {
        result.fail("the store cannot be opened or read: \(error)")
      }
      children[index] = try child()
      if number % 100 == 0 { print("\(number) kills: \(result)") }
    }
    for child in children { child.end(SIGKILL) }
    let store = try JobStore(path: folder.storePath)
    try Self.check(store, notes: notes, isWhole: true, &result)
    print("\(times) kills of \(processes) processes on one store: \(result)")
    if !result.failures.isEmpty {
      for failure in result.failures.prefix(20) { print("! \(failure)") }
      throw ExitCode.failure
    }
  }

  private struct Result: CustomStringConvertible {
    var opened = 0
    var tracked = 0
    var transitions = 0
    var failures: [String] = []

    mutating func fail(_ sentence: String) { failures.append(sentence) }

    var description: String {
      "store opened \(opened) times, \(tracked) jobs noted as tracked, \(transitions) transitions, \(failures.count) failures"
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

  private static func check(
    _ store: JobStore, notes: String, isWhole: Bool, _ result: inout Result
  ) throws {
    // What is noted before the store is read must be in it; the other processes go on meanwhile, so what may have been
    // untracked is what is noted after it.
    let before = try noted(in: notes)
    let jobs = try store.trackedJobs(profile: profile)
    let perhaps = try noted(in: notes)["?", default: []]
    let (added, gone) = (before["+", default: []], before["-", default: []])
    result.opened += 1
    result.tracked = added.count
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
    guard isWhole else { return }
    let findings = try store.check()
    result.transitions = findings.transitions
    for problem in findings.problems { result.fail(problem) }
  }
}

import ArgumentParser
import Foundation
import JobTracking

/// `jobwatch store`: looks after the file that tracked jobs are kept in.
struct StoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Check, compact or prune the file that tracked jobs are kept in.",
    discussion: "All of it can be done while dashboards are open.",
    subcommands: [Check.self, Compact.self, Prune.self])

  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Read all of the store, and say what is in it and what is wrong.",
      discussion:
        "Nothing is changed, so that it may be read-only. Exits with 65 when something is wrong, 66 when there is no store."
    )

    @OptionGroup var storage: StoreOptions

    func run() async throws {
      try await Failure.reporting {
        let store = try storage.existing(unwritable: .show)
        let findings = try StoreOptions.tellingDamage { () throws(JobStoreError) in try store.check() }
        let counts = [
          "\(findings.tracked) tracked", "\(findings.untracked) untracked",
          "\(findings.transitions) status changes", "\(findings.conversations) conversations",
        ]
        print("\(store.path): \(counts.joined(separator: ", "))")
        for problem in findings.problems { Failure.note(problem) }
        guard findings.problems.isEmpty else {
          throw Failure(
            .badData, "The job store is damaged. The next dashboard that cannot read it puts it aside.")
        }
      }
    }
  }

  struct Compact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give the disk back what the store does not use any more.")

    @OptionGroup var storage: StoreOptions

    func run() async throws {
      try await Failure.reporting {
        let store = try storage.existing()
        let (before, after) = try await store.compact()
        print("\(store.path): \(before) bytes before, \(after) now")
      }
    }
  }

  struct Prune: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove jobs that were untracked, or have ended, some time ago.",
      discussion: """
        Their history goes with them, and what is kept of their conversations. Nothing is asked; --dry-run says what \
        would be removed.
        """)

    @Option(help: ArgumentHelp("How long ago: 30d, 12h, 90m or 2w.", valueName: "age"))
    var olderThan: Age

    @Flag(help: "Only say what would be removed.")
    var dryRun = false

    @OptionGroup var storage: StoreOptions

    func run() async throws {
      try await Failure.reporting {
        let store = try storage.existing()
        let pruned = try await store.prune(
          before: Date().addingTimeInterval(-olderThan.seconds), isTrial: dryRun)
        print(
          """
          \(dryRun ? "would remove" : "removed") \(pruned.jobs) jobs, \(pruned.transitions) status changes, \
          \(pruned.conversations) conversations
          """)
      }
    }
  }

  /// A span of time as people write it.
  struct Age: ExpressibleByArgument {
    let seconds: Double

    init?(argument: String) {
      let units: [Character: Double] = ["m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
      guard let unit = argument.last.flatMap({ units[$0] }), let count = Int(argument.dropLast()),
        (0...1_000_000).contains(count)
      else { return nil }
      seconds = Double(count) * unit
    }
  }
}

extension StoreOptions {
  /// A store that is there; none is made, and a damaged one stays where it is.
  fileprivate func existing(unwritable: JobStore.Unwritable = .refuse) throws(Failure) -> JobStore {
    let path = path(environment: ProcessInfo.processInfo.environment)
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(.noInput, "There is no job store \(path) yet.")
    }
    return try Self.tellingDamage { () throws(JobStoreError) in
      try JobStore(path: path, damaged: .refuse, unwritable: unwritable)
    }
  }

  /// Reads a store for somebody who looks after it, to whom damage is a finding.
  fileprivate static func tellingDamage<Value>(
    _ read: () throws(JobStoreError) -> Value
  ) throws(Failure) -> Value {
    do {
      return try read()
    } catch .damaged(let path, let reason) {
      throw Failure(.badData, "The job store \(path) is damaged: \(reason).")
    } catch {
      throw Failure(.cannotWrite, "\(error)")
    }
  }
}

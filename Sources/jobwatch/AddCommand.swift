import ArgumentParser
import Foundation
import JobAPI
import JobTracking

/// `jobwatch add`: tracks jobs without a screen, for scripts and for a dashboard that is open elsewhere.
struct AddCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Track jobs; a dashboard that is open shows them within a second.",
    discussion: """
      Nothing is asked of the service, so no token is needed. Standard output gets the id of each job that was not \
      tracked before, on a line of its own, once it is kept; the others stay as they are, and are named on standard \
      error.
      """)

  @OptionGroup var service: ServiceOptions

  @Option(
    help: ArgumentHelp(
      "What the jobs are called on the screen, in \(Annotation.label.longest) characters at most.",
      valueName: "text"))
  var label = ""

  @OptionGroup var storage: StoreOptions

  @Argument(help: ArgumentHelp("Ids or URLs of jobs.", valueName: "job-id"))
  var jobs: [String]

  func run() async throws {
    try await Failure.reporting {
      let label = try checkedLabel()
      let signIn = try service.signIn()
      let reading = signIn.profile.jobIDs(in: jobs.joined(separator: " "))
      if let problem = reading.problem { throw Failure(.usage, problem) }
      guard !reading.ids.isEmpty else { throw Failure(.usage, "Give the id or URL of a job.") }
      let store = try storage.open(environment: signIn.environment)
      let batch = TrackedJob.batch(
        of: reading.ids, profile: signIn.profile.name, label: label, addedAt: Date())
      let added = Set(try await store.add(batch))
      let known = batch.filter { !added.contains($0.key) }
      if !known.isEmpty {
        Failure.note("Tracked already: \(known.map(\.key.id.rawValue).joined(separator: ", ")).")
      }
      try print(batch.filter { added.contains($0.key) })
    }
  }

  private func checkedLabel() throws(Failure) -> String {
    do {
      return try Annotation.label.line(of: label)
    } catch {
      throw Failure(.usage, "\(error)")
    }
  }

  private func print(_ jobs: [TrackedJob]) throws(Failure) {
    let lines = jobs.map { "\($0.key.id)\n" }.joined()
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(lines.utf8))
    } catch {
      throw Failure(.cannotWrite, "The jobs are tracked, but standard output cannot be written.")
    }
  }
}

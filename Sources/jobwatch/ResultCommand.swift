import ArgumentParser
import AsyncHTTPClient
import Foundation
import JobAPI
import JobTracking

/// `jobwatch result`: prints the conversation that a completed job has brought.
struct ResultCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "result",
    abstract: "Print the conversation of a completed job.",
    discussion: """
      It is asked for once, and kept with the tracked jobs. Exits with 8 when the job is not completed yet, 1 when it \
      has failed, 66 when the service does not know it.

      JSON is one object: conversationId, name, startTime, endTime, members, messages, topics, questions, actionItems, \
      followUps. Times in it are seconds from the start where they are numbers (timeOffset, duration), else ISO 8601.
      """)

  @OptionGroup var service: ServiceOptions

  @Option(
    help: ArgumentHelp(
      "How to print it: \(ResultFormat.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "format"))
  var format = ResultFormat.text

  @Option(
    help: ArgumentHelp(
      "The conversation of the job, where jobwatch has not submitted it itself.", valueName: "conversation-id"
    ))
  var conversation: String?

  @OptionGroup var storage: StoreOptions

  @Argument(help: ArgumentHelp("The id or URL of the job.", valueName: "job-id"))
  var job: String

  func run() async throws {
    try await Failure.reporting {
      let signIn = try service.signIn()
      let reading = signIn.profile.jobIDs(in: job)
      guard let id = reading.ids.first, reading.ids.count == 1, reading.rejected.isEmpty else {
        throw Failure(.usage, reading.problem ?? "Give the id of one job.")
      }
      let lookup = ResultLookup(
        profile: signIn.profile, store: try storage.open(environment: signIn.environment),
        stated: try conversation.map(ConversationID.given))
      if let kept = try lookup.kept(id) { return try print(kept) }
      let found = try await HTTPClient.whileOpen { client in
        let tokens = try await signIn.tokens(client: client)
        let api = HTTPJobAPI(profile: signIn.profile, tokens: tokens, client: client)
        return try await lookup.read(id, from: api, askStatus: api.status)
      }
      if let trouble = found.keepingTrouble {
        Failure.note("The result is not kept, and will be asked for again: \(trouble)")
      }
      try print(found.report)
    }
  }

  private func print(_ report: ConversationReport) throws(Failure) {
    let text: String
    do {
      text = try format.written(report)
    } catch {
      throw Failure(.badData, "\(error)")
    }
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw Failure(.cannotWrite, "Standard output cannot be written: \(error.localizedDescription)")
    }
  }
}

extension ResultFormat: ExpressibleByArgument {}

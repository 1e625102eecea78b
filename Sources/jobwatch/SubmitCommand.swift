import ArgumentParser
import AsyncHTTPClient
import Curses
import Foundation
import Glibc
import JobAPI
import JobTracking
import Synchronization

/// `jobwatch submit`: has files, URLs or a text processed, and tracks the jobs.
struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Submit files, URLs or a text, and track their jobs.",
    discussion: """
      A .txt file is a text with one message a line, 'Speaker: ' before it or not; a .json file is the API's own body; \
      other names say whether they are audio or video. '-' is a text on standard input. Standard output gets the id of \
      each job on a line of its own, once it is tracked.

      While the account has as many unfinished jobs as it may have, the rest wait their turn.
      """)

  @OptionGroup var service: ServiceOptions

  @Option(help: ArgumentHelp("What the conversation is to be called.", valueName: "name"))
  var name: String?

  @Option(help: ArgumentHelp("The language that is spoken, such as en-US.", valueName: "code"))
  var language: String?

  @Option(help: ArgumentHelp("Append to this conversation.", valueName: "conversation-id"))
  var append: String?

  @Option(help: ArgumentHelp("Where the service sends every status change.", valueName: "url"))
  var webhookURL: String?

  @Option(
    help: ArgumentHelp("Any other parameter of the API, several times if need be.", valueName: "key=value"))
  var param: [String] = []

  @Option(
    help: ArgumentHelp("What the files are (text, audio or video), whatever their names.", valueName: "kind"))
  var kind: SubmissionReader.Kind?

  @Flag(help: "Print an object with jobId, conversationId and source for each job, in place of its id.")
  var json = false

  @OptionGroup var storage: StoreOptions

  @Argument(
    help: ArgumentHelp("Files, URLs, or - for standard input.", valueName: "file"), completion: .file())
  var items: [String]

  func run() async throws {
    try await Failure.reporting {
      let options = try options()
      // All are looked at before any is sent.
      let items = try items.map { try SubmissionItem(argument: $0, kind: kind) }
      let signIn = try service.signIn()
      let store = try storage.open(environment: signIn.environment)
      let outcome = try await HTTPClient.whileOpen { client in
        let tokens = try await signIn.tokens(client: client)
        let api = HTTPJobAPI(profile: signIn.profile, tokens: tokens, client: client)
        let profile = signIn.profile.name
        let submitter = Submitter(
          api: api, profile: profile, clock: ContinuousClock(),
          unfinished: { try store.unfinishedSubmissions(profile: profile) }
        ) { job in
          _ = try await store.track([job])
        }
        return await submit(items, options, submitter)
      }
      try outcome.end()
    }
  }

  private func options() throws(Failure) -> SubmissionOptions {
    var options = SubmissionOptions(name: name)
    options.language = language
    options.conversation = try append.map(ConversationID.given)
    if let webhookURL {
      guard SubmissionReader.isReachable(url: webhookURL) else {
        throw Failure(.usage, "'\(webhookURL)' is no http or https URL that a service could send to.")
      }
      options.webhookURL = webhookURL
    }
    guard language != "" else { throw Failure(.usage, "--language is a code such as en-US.") }
    var keys: Set = ["name", "languageCode", "webhookUrl", "url", "messages"]
    options.parameters = try param.map { text throws(Failure) in
      guard let sign = text.firstIndex(of: "="), sign > text.startIndex else {
        throw Failure(.usage, "--param '\(text)' has no key=value; give one like --param enableSummary=true.")
      }
      guard keys.insert(String(text[..<sign])).inserted else {
        throw Failure(
          .usage, "--param cannot set '\(text[..<sign])': it is given otherwise, or has been given already.")
      }
      return .init(key: String(text[..<sign]), value: String(text[text.index(after: sign)...]))
    }
    return options
  }

  /// How it went.
  private struct Outcome {
    var failure: Failure?
    /// What was sent, and not answered.
    var perhapsSubmitted: [String] = []
    var notSubmitted: [String] = []
    var signal: Int32?

    func end() throws {
      if !perhapsSubmitted.isEmpty {
        Failure.note(
          "Perhaps submitted, so look there before it is submitted again: \(perhapsSubmitted.joined(separator: ", "))."
        )
      }
      if !notSubmitted.isEmpty { Failure.note("Not submitted: \(notSubmitted.joined(separator: ", ")).") }
      if let signal { DefaultSignalAction.take(signal) }
      if let failure { throw ExitCode(failure.code.rawValue) }
    }
  }

  /// Submits one after the other. Trouble that the next one would have too ends it.
  private func submit(
    _ items: [SubmissionItem], _ options: SubmissionOptions, _ submitter: Submitter
  ) async -> Outcome {
    let signal = Mutex<Int32?>(nil)
    let line = ProgressLine()
    let work = Task {
      var outcome = Outcome()
      for (index, item) in items.enumerated() {
        do {
          let label = Annotation.label.beginning(of: options.name ?? item.label)
          let job = try await submitter.submit(item.content, options, label: label) {
            line.show($0, of: item)
          }
          line.clear()
          try report(job, of: item)
        } catch {
          line.clear()
          let isLast = Self.concernsAll(error)
          var names = items[index...].prefix(isLast ? .max : 1).map(\.name)
          if error is UntrackedSubmission || error is Failure {
            names.removeFirst()
          } else if Self.mayBeTaken(after: error, wasSent: line.wasSent(item)) {
            outcome.perhapsSubmitted.append(names.removeFirst())
          }
          outcome.notSubmitted += names
          if error is CancellationError { return outcome }
          let failure = failure(error)
          Failure.note("\(item.name): \(failure.sentence)")
          outcome.failure = outcome.failure ?? failure
          if isLast { return outcome }
        }
      }
      return outcome
    }
    let watch = SignalWatch([SIGINT, SIGTERM, SIGHUP]) { number in
      signal.withLock { $0 = number }
      work.cancel()
    }
    var outcome = await work.value
    watch.stop()
    outcome.signal = signal.withLock { $0 }
    return outcome
  }

  private func report(_ job: TrackedJob, of item: SubmissionItem) throws {
    struct Line: Encodable {
      let jobId: String
      let conversationId: String?
      let source: String
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let text =
      json
      ? String(
        decoding: try encoder.encode(
          Line(jobId: job.key.id.rawValue, conversationId: job.conversation?.rawValue, source: item.name)),
        as: UTF8.self) : job.key.id.rawValue
    do {
      try FileHandle.standardOutput.write(contentsOf: Data("\(text)\n".utf8))
    } catch {
      throw Failure(
        .cannotWrite, "Submitted as job '\(job.key.id)' and tracked, but standard output cannot be written.")
    }
  }

  private func failure(_ error: any Error) -> Failure {
    if let append, error as? JobAPIError == .notFound {
      return Failure(.noInput, "The service has no conversation '\(append)' to append to.")
    }
    if case JobAPIError.unexpected(400..<500, _) = error, let error = error as? JobAPIError {
      return Failure(.badData, error.sentence)  // it is there, and says that what was given is wrong
    }
    return Failure(error) ?? Failure(.unavailable, "\(error)")
  }

  /// Whether what went wrong would go wrong with the next one too.
  private static func concernsAll(_ error: any Error) -> Bool {
    switch error {
    case let error as JobAPIError:
      switch error {
      case .unexpected, .serverError, .empty, .encoded, .notUTF8, .malformed, .tooLarge: false
      default: true
      }
    case is SubmissionError: false
    default: true
    }
  }

  /// Whether the service may have made a job, although no answer came that names it.
  private static func mayBeTaken(after error: any Error, wasSent: Bool) -> Bool {
    error is CancellationError ? wasSent : (error as? JobAPIError)?.mayHaveBeenDone == true
  }
}

extension SubmissionReader.Kind: ExpressibleByArgument {}

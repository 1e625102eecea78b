import Foundation
import JobAPI

/// The jobs an embedded server knows, each with its script and its start.
///
/// Nothing in here ticks: time is read from the clock when somebody asks. Jobs stay until the registry goes.
package actor JobRegistry {
  private struct Entry {
    let script: JobScript
    /// When the job's time began, on the registry's clock; nil until the first question if its script says so.
    var start: Duration?
    var requests = 0
  }

  private let textScript: JobScript
  /// The time since the registry was made.
  private let now: @Sendable () -> Duration
  private var entries: [String: Entry] = [:]

  /// A registry with no jobs.
  ///
  /// - Parameters:
  ///   - textScript: how a submitted text goes; one that cannot be processed fails after the same times.
  ///   - clock: what tells the time.
  package init(
    textScript: JobScript = .submittedText,
    clock: some Clock<Duration> = ContinuousClock()
  ) {
    self.textScript = textScript
    let origin = clock.now
    now = { origin.duration(to: clock.now) }
  }

  /// Adds a job, or replaces the one of the same id.
  ///
  /// - Parameters:
  ///   - id: any text.
  ///   - script: how the job goes.
  ///   - startedAgo: how much of the script lies in the past already; of no effect for a script that starts
  ///     when the job is first asked for.
  package func add(id: String, script: JobScript, startedAgo: Duration = .zero) {
    entries[id] = Entry(script: script, start: script.startsWhenFirstAskedFor ? nil : now() - startedAgo)
  }

  /// Makes a job that processes a text: it fails when no message holds a letter or a digit.
  ///
  /// - Returns: a new job id, a UUID in lower case, and a new conversation id of 16 digits.
  package func submit(text: TextSubmission) -> Submission {
    let id = UUID().uuidString.lowercased()
    var script = textScript
    if !text.isProcessable { script.outcome = .failed }
    add(id: id, script: script)
    let conversation = Int.random(in: 1_000_000_000_000_000...9_007_199_254_740_991)
    return Submission(conversationId: String(conversation), jobId: id)
  }

  /// Where a job stands now, or nil for an unknown id; counts as one request.
  package func status(of id: String) -> Job? {
    guard var entry = entries[id] else { return nil }
    let now = now()
    let start = entry.start ?? now
    entry.start = start
    entry.requests += 1
    entries[id] = entry
    return Job(id: id, status: entry.script.status(after: now - start))
  }

  /// How often ``status(of:)`` was asked about a job; 0 for an unknown id.
  package func requests(for id: String) -> Int { entries[id]?.requests ?? 0 }
}

extension TextSubmission {
  /// Whether there is anything to be understood: a letter or a digit in some message.
  fileprivate var isProcessable: Bool {
    messages.contains { $0.payload.content.contains { $0.isLetter || $0.isNumber } }
  }
}

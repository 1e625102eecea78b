import Foundation

/// One job of ``SampleJobs``.
package struct SampleJob: Hashable, Sendable, Identifiable {
  /// A UUID in lower case, another one at each start.
  package let id: String
  /// What the job is called on the screen.
  package let label: String
  package let script: JobScript
  /// How much of the script lies in the past when the demo starts.
  package let startedAgo: Duration
  /// The id of the conversation that it brings; nil for one that brings none.
  package let conversation: String?
  /// What is said in the conversation.
  let transcript: String

  init(_ label: String, script: JobScript, startedAgo: Duration = .zero, transcript: String = "") {
    id = UUID().uuidString.lowercased()
    self.label = label
    self.script = script
    self.startedAgo = startedAgo
    conversation = transcript.isEmpty ? nil : StableNumber.of(id)
    self.transcript = transcript
  }
}

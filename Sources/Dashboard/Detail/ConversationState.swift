import JobAPI
import JobTracking

/// How far the dashboard is with the conversation of a completed job.
package enum ConversationState: Hashable, Sendable {
  case loading
  case read(ConversationText)
  /// It could not be read; the sentence says why.
  case trouble(String)
}

/// Why a conversation could not be read.
package struct ConversationTrouble: Error, Hashable, Sendable {
  /// A sentence for people; it may quote what came over the wire.
  package let sentence: String

  package init(_ sentence: String) { self.sentence = sentence }
}

extension DashboardState {
  /// How many conversations are asked for at the same time; whoever runs through the table with an open pane must not
  /// keep the connections from the jobs that are watched.
  static var mostConversationsLoading: Int { 2 }

  /// Whether the detail pane takes the whole body and scrolls.
  package var isDetailFull: Bool { isDetailOpen && detailTop != nil }

  /// Asks for the conversation of the selected job, once somebody wants to read it and not before there is one.
  mutating func conversationsToRead() -> [DashboardEffect] {
    guard !isPaused, isDetailOpen, let job = selectedJob, job.status == .completed, let id = job.conversation,
      conversations[job.key] == nil,
      conversations.values.count(where: { $0 == .loading }) < Self.mostConversationsLoading
    else { return [] }
    conversations[job.key] = .loading
    return [.readConversation(job.key, id)]
  }

  /// Takes the answer to ``DashboardEffect/readConversation(_:_:)`` in.
  mutating func take(_ result: Result<ConversationReader.Reading, ConversationTrouble>, of key: JobKey) {
    switch result {
    case .success(let reading):
      // The others are in the store, and quickly read again; in memory they might grow large.
      conversations = conversations.filter { $0.key == selection || !$0.value.isRead }
      conversations[key] = .read(ConversationText(reading.report))
      if let trouble = reading.keepingTrouble {
        notice = "The conversation is not kept, and will be asked for again. \(trouble)"
      }
    case .failure(let trouble):
      conversations[key] = .trouble(trouble.sentence)
    }
  }

  /// Forgets what another job of the same conversation has outdated by completing: it was appended.
  mutating func forgetConversations(outdatedBy job: TrackedJob) {
    guard let conversation = job.conversation, job.status == .completed, jobs[job.key]?.status != .completed
    else { return }
    conversations = conversations.filter { key, state in
      jobs[key]?.conversation != conversation || !state.isRead
    }
  }

  /// Has a conversation that could not be read asked for again.
  ///
  /// - Returns: whether there was such a one.
  mutating func retryConversation() -> Bool {
    guard isDetailOpen, let selection, case .trouble = conversations[selection] else { return false }
    conversations[selection] = nil
    return true
  }
}

extension ConversationState {
  fileprivate var isRead: Bool { if case .read = self { true } else { false } }
}

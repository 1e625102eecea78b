import Dashboard
import JobAPI
import JobTracking

/// A conversation of Ann and Bob, one message every ten seconds.
func talk(
  name: String? = "Planning", messages: Int = 3, text: (Int) -> String = { "message \($0)" }
) -> ConversationReport {
  let ann = ConversationMember(id: "1", name: "Ann", email: "ann@example.com")
  let bob = ConversationMember(id: "2", name: "Bob", email: nil)
  return ConversationReport(
    conversation: Conversation(
      id: "581", name: name, startTime: "2026-11-25T14:00:00.000Z", endTime: "2026-11-25T14:01:05.000Z",
      members: [ann, bob]),
    messages: (0..<messages).map { number in
      ConversationMessage(
        id: "\(number)", text: text(number), from: number.isMultiple(of: 2) ? ann : bob, startTime: nil,
        endTime: nil, timeOffset: Double(number * 10), duration: 5, conversationId: "581")
    },
    topics: [insight("budget"), insight("schedule")], questions: [insight("What is the budget?")],
    actionItems: [insight("Send it.", assignee: bob)], followUps: [])
}

func insight(_ text: String, assignee: ConversationMember? = nil) -> ConversationInsight {
  ConversationInsight(id: "9", text: text, type: nil, score: 0.5, messageIds: nil, assignee: assignee)
}

/// A completed job whose conversation is known.
func talked(_ id: String = "talk", addedAgo: Double = 600, in conversation: String = "581") -> TrackedJob {
  job(id, .completed, label: "Monday call", addedAgo: addedAgo, conversation: conversation)
}

extension Session {
  /// The conversation of a job arrives.
  @discardableResult mutating func read(
    _ report: ConversationReport = talk(), of job: String = "talk", keepingTrouble: JobStoreError? = nil
  ) -> [DashboardEffect] {
    send(.conversation(jobKey(job), .success(.init(report, keepingTrouble: keepingTrouble))))
  }

  /// The conversation of a job cannot be read.
  @discardableResult mutating func fail(_ sentence: String, of job: String = "talk") -> [DashboardEffect] {
    send(.conversation(jobKey(job), .failure(ConversationTrouble(sentence))))
  }
}

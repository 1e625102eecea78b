import JobAPI

/// The insights of a conversation. All are found by form only: marks, phrases, and words that recur.
extension ConversationView {
  var questions: [ConversationInsight] {
    sentences("question") { sentence, _ in QuestionForm.score(of: sentence).map { ($0, nil) } }
  }

  var actionItems: [ConversationInsight] {
    sentences("action_item") { sentence, speaker in
      TaskForm.isActionItem(sentence) ? (TaskForm.score, TaskForm.isPromise(sentence) ? speaker : nil) : nil
    }
  }

  var followUps: [ConversationInsight] {
    sentences("follow_up") { sentence, speaker in
      TaskForm.isFollowUp(sentence) ? (TaskForm.score, TaskForm.isPromise(sentence) ? speaker : nil) : nil
    }
  }

  var topics: [ConversationInsight] {
    let said = said
    return TopicFinder.topics(in: said.map(\.text)).compactMap { topic in
      insight(
        id: StableNumber.of("topic", record.id, topic.word), topic.word, type: "topic", score: topic.score,
        in: topic.messages.map { said[$0].id })
    }
  }

  /// The sentences that some form finds something in: its score, and who is to do what it says.
  private func sentences(
    _ type: String,
    _ find: (String, _ speaker: ConversationMember?) -> (score: Double, assignee: ConversationMember?)?
  ) -> [ConversationInsight] {
    said.flatMap { message in
      let speaker = message.member.flatMap(member)
      return Words.sentences(of: message.text).enumerated().compactMap { number, sentence in
        find(sentence, speaker).flatMap { found in
          insight(
            id: StableNumber.of(type, message.id, "\(number)"), sentence, type: type, score: found.score,
            in: [message.id], from: speaker, assignee: found.assignee)
        }
      }
    }
  }

  /// An insight, nil when its score is less than was asked for.
  private func insight(
    id: String, _ text: String, type: String, score: Double, in messages: [String],
    from: ConversationMember? = nil, assignee: ConversationMember? = nil
  ) -> ConversationInsight? {
    if let threshold = record.confidenceThreshold, score < threshold { return nil }
    return ConversationInsight(
      id: id, text: text, type: type, score: score.inThousandths, messageIds: messages, from: from,
      assignee: assignee)
  }
}

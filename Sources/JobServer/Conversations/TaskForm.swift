/// Tells by English phrases alone that a sentence holds something to be done; what it means is not understood.
enum TaskForm {
  /// The score of any sentence that looks so: a phrase tells less than a question mark.
  static let score = 0.75

  /// Whether a sentence is an action item: somebody takes something on, or is asked to.
  static func isActionItem(_ sentence: String) -> Bool {
    guard QuestionForm.score(of: sentence) == nil else { return false }
    return holds(promises + requests, in: sentence)
  }

  /// Whether the one who says an action item is the one to do it.
  static func isPromise(_ sentence: String) -> Bool { holds(promises, in: sentence) }

  /// Whether a sentence is a follow-up: somebody is to be met or spoken to again.
  static func isFollowUp(_ sentence: String) -> Bool { holds(returns, in: sentence) }

  private static func holds(_ phrases: [String], in sentence: String) -> Bool {
    let text = " \(Words.of(sentence).joined(separator: " ")) "
    return phrases.contains { text.contains(" \($0) ") }
  }

  private static let promises = [
    "i will", "i'll", "i am going to", "i'm going to", "i need to", "i have to", "i must", "i should",
  ]
  private static let requests = [
    "we will", "we'll", "we are going to", "we're going to", "we need to", "we have to", "we must",
    "we should",
    "you need to", "you have to", "you should", "please", "let's", "let us", "make sure", "remember to",
    "don't forget to", "do not forget to",
  ]
  private static let returns = [
    "follow up", "following up", "get back to", "schedule", "reschedule", "next meeting", "set up a meeting",
    "set up a call", "circle back", "touch base", "reach out to", "meet again",
  ]
}

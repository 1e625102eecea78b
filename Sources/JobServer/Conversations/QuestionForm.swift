/// Tells a question by its form alone; what it means is not understood.
enum QuestionForm {
  /// The score of a sentence with a question mark.
  static let scoreByMark = 1.0
  /// The score of a sentence that only begins like a question.
  static let scoreByWords = 0.75

  /// How sure it is that a sentence asks something, nil when it does not look so.
  ///
  /// A question mark of any script tells it. Without one, so does an English question word at the start, when the
  /// sentence ends with no mark at all or goes on with a verb (“What is the plan.”), and a verb before its pronoun
  /// (“can you hear me”).
  static func score(of sentence: String) -> Double? {
    if hasQuestionMark(sentence) { return scoreByMark }
    return beginsLikeQuestion(sentence) ? scoreByWords : nil
  }

  private static func hasQuestionMark(_ sentence: String) -> Bool {
    let ending = sentence.reversed().prefix {
      $0.isSentenceEnd || $0.isClosing || $0 == ";" || $0.isWhitespace
    }
    if ending.contains(where: \.isQuestionMark) { return true }
    // The Armenian one stands above a vowel inside the word.
    if sentence.contains("՞") { return true }
    // The Greek one looks like a semicolon, and is one after normalisation.
    guard ending.contains(";") else { return false }
    return sentence.unicodeScalars.contains { $0.value == 0x37E || $0.isGreek }
  }

  private static func beginsLikeQuestion(_ sentence: String) -> Bool {
    let words = Words.of(sentence).drop { fillers.contains($0) }
    guard let first = words.first, words.count > 1 else { return false }
    let second = words[words.startIndex + 1]
    if verbs.contains(first) { return pronouns.contains(second) }
    if contractions.contains(first) { return true }
    guard questionWords.contains(first) else { return false }
    return verbs.contains(second) || sentence.last?.isSentenceEnd == false
  }

  private static let fillers: Set<String> = ["so", "and", "but", "well", "ok", "okay", "then"]
  private static let questionWords: Set<String> = [
    "who", "whom", "whose", "what", "which", "when", "where", "why", "how",
  ]
  private static let contractions: Set<String> = ["who's", "what's", "where's", "how's", "when's", "why's"]
  private static let verbs: Set<String> = [
    "am", "is", "are", "was", "were", "do", "does", "did", "have", "has", "had", "can", "could", "will",
    "would",
    "shall", "should", "may", "might", "must",
  ]
  private static let pronouns: Set<String> = [
    "i", "you", "he", "she", "it", "we", "they", "this", "that", "these", "those", "there", "anyone",
    "anybody",
    "someone", "somebody", "everyone", "everybody",
  ]
}

/// Finds what a conversation is about by the words that recur in it; what they mean is not understood.
enum TopicFinder {
  /// A word that recurs.
  struct Topic: Hashable, Sendable {
    let word: String
    /// The share of the messages that hold the word, above 0 and at most 1.
    let score: Double
    /// The positions of these messages, in their order.
    let messages: [Int]
  }

  /// How many topics a conversation has at most.
  static let most = 20

  /// The words that occur at least twice, most often first, then in the order of the alphabet. Words of less than three
  /// letters, and English ones that say nothing by themselves, are left out.
  static func topics(in texts: [String]) -> [Topic] {
    var occurrences: [String: (count: Int, messages: [Int])] = [:]
    for (position, text) in texts.enumerated() {
      for word in Words.of(text) where isTelling(word) {
        var occurrence = occurrences[word] ?? (0, [])
        occurrence.count += 1
        if occurrence.messages.last != position { occurrence.messages.append(position) }
        occurrences[word] = occurrence
      }
    }
    return
      occurrences
      .filter { $0.value.count > 1 }
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      .prefix(most)
      .map { word, occurrence in
        Topic(
          word: word, score: Double(occurrence.messages.count) / Double(texts.count),
          messages: occurrence.messages)
      }
  }

  private static func isTelling(_ word: String) -> Bool {
    // Two ideographs are a word already.
    let isLong =
      word.count > 2 || (word.count == 2 && word.unicodeScalars.allSatisfy { $0.properties.isIdeographic })
    return isLong && !stopWords.contains(word) && !word.contains("'") && word.contains(where: \.isLetter)
  }

  private static let stopWords = Set(
    """
    about above after again all also and any are because been before being below between both but can could did does \
    doing don down during each few for from further get going good got had has have having her here hers herself him \
    himself his how into its itself just know let like make many may maybe might more most much must need not now off \
    okay once one only other our ours ourselves out over own please really right said same say see shall she should \
    some something such sure take than thank thanks that the their theirs them themselves then there these they thing \
    things think this those through too two under until very want was way well were what when where which while who \
    whom whose why will with would yeah yes yet you your yours yourself
    """.split(separator: " ").map(String.init))
}

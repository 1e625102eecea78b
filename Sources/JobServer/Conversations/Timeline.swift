import Foundation

/// Gives messages their places in time.
enum Timeline {
  /// How fast people speak; it stands in for the time that a submission does not give. English conversation lies
  /// between 120 and 180.
  static let wordsPerMinute = 150.0

  /// When each message began and ended, in the order given.
  ///
  /// Where a message says it itself, that counts. The others follow one after another, each as long as its words take
  /// at ``wordsPerMinute``; those before the first one that says its start end there.
  ///
  /// - Parameter start: where the first message begins when none says a start.
  static func places(of messages: [SubmittedMessage], from start: Date) -> [(start: Date, end: Date)] {
    var next = start
    if let anchor = messages.firstIndex(where: { $0.start != nil }), let known = messages[anchor].start {
      next = known.addingTimeInterval(-messages[..<anchor].reduce(0) { $0 + estimatedSeconds(of: $1.text) })
    }
    return messages.map { message in
      let seconds = estimatedSeconds(of: message.text)
      let start = message.start ?? message.end.map { min(next, $0) } ?? next
      let end = message.end ?? start.addingTimeInterval(seconds)
      next = end
      return (start, end)
    }
  }

  /// How long it takes to say a text, one word at least.
  static func estimatedSeconds(of text: String) -> Double {
    Double(max(1, Words.of(text).count)) * 60 / wordsPerMinute
  }
}

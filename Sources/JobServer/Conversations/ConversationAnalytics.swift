import Foundation

/// The answer of `GET /v1/conversations/{id}/analytics`, as documented: who speaks how much and how fast.
///
/// A recording is not transcribed, so it counts as silence.
struct ConversationAnalytics: Encodable, Hashable, Sendable {
  /// A figure of the conversation as a whole.
  struct Metric: Encodable, Hashable, Sendable {
    /// `total_silence`, `total_talk_time` or `total_overlap`.
    let type: String
    /// 0...100; of silence and talk time the share of the whole, of overlap the share of the talk time.
    let percent: Double
    let seconds: Double
  }

  /// The figures of one who takes part.
  struct Member: Encodable, Hashable, Sendable {
    struct Pace: Encodable, Hashable, Sendable {
      /// Words a minute, while speaking.
      let wpm: Int
    }

    struct Share: Encodable, Hashable, Sendable {
      /// 0...100, of the time anybody speaks.
      let percentage: Double
      let seconds: Double
    }

    let id: String
    let name: String?
    let userId: String?
    let pace: Pace
    let talkTime: Share
    let listenTime: Share
  }

  let metrics: [Metric]
  let members: [Member]
}

extension ConversationAnalytics {
  init(of view: ConversationView) {
    let said = view.said
    let talk = TalkTime.covered(said)
    let whole = view.end.timeIntervalSince(view.start)
    // What is said at once by two counts twice in the sum, and once in what is covered.
    let overlap = said.reduce(0) { $0 + $1.seconds } - talk
    metrics = [
      Metric("total_silence", whole - talk, of: whole),
      Metric("total_talk_time", talk, of: whole),
      Metric("total_overlap", overlap, of: talk),
    ]
    let turns = Dictionary(grouping: said.filter { $0.member != nil }) { $0.member ?? 0 }
    members = view.record.members.enumerated().compactMap { position, member in
      guard view.parts.contains(where: { $0.members.contains(position) }) else { return nil }
      let turns = turns[position] ?? []
      let own = TalkTime.covered(turns)
      let words = turns.reduce(0) { $0 + Words.of($1.text).count }
      return Member(
        id: member.id, name: member.speaker.name ?? member.speaker.userID, userId: member.speaker.userID,
        pace: .init(wpm: own > 0 ? Int((Double(words) * 60 / own).rounded()) : 0),
        talkTime: .init(own, of: talk), listenTime: .init(talk - own, of: talk))
    }
  }
}

/// Adds up the time in which somebody speaks.
enum TalkTime {
  /// The seconds in which at least one of the messages is said.
  static func covered(_ messages: [ConversationRecord.Message]) -> Double {
    var seconds = 0.0
    var end = Date.distantPast
    for message in messages.sorted(by: { $0.start < $1.start }) where message.end > end {
      seconds += message.end.timeIntervalSince(max(message.start, end))
      end = message.end
    }
    return seconds
  }
}

extension ConversationRecord.Message {
  fileprivate var seconds: Double { end.timeIntervalSince(start) }
}

extension ConversationAnalytics.Metric {
  fileprivate init(_ type: String, _ seconds: Double, of whole: Double) {
    self.init(type: type, percent: seconds.percent(of: whole), seconds: seconds.inThousandths)
  }
}

extension ConversationAnalytics.Member.Share {
  fileprivate init(_ seconds: Double, of whole: Double) {
    self.init(percentage: seconds.percent(of: whole), seconds: seconds.inThousandths)
  }
}

extension Double {
  fileprivate func percent(of whole: Double) -> Double { whole > 0 ? (self / whole * 100).inThousandths : 0 }
}

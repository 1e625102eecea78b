import Foundation
import JobAPI

/// The body of `POST /v1/process/text`, read and checked.
struct TextRequest: Decodable, Sendable {
  let messages: [SubmittedMessage]
  let options: SubmissionOptions

  init(from decoder: any Decoder) throws {
    let submission = try TextSubmission(from: decoder)
    options = try SubmissionOptions(from: decoder)
    guard !submission.messages.isEmpty else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [Place("messages")], debugDescription: "must hold at least one message"))
    }
    messages = try submission.messages.enumerated().map { index, message in
      let place = [Place("messages"), Place(index), Place("duration")]
      let start = try Self.instant(message.duration?.startTime, at: place + [Place("startTime")])
      let end = try Self.instant(message.duration?.endTime, at: place + [Place("endTime")])
      if let start, let end, end < start {
        throw DecodingError.dataCorrupted(
          .init(codingPath: place + [Place("endTime")], debugDescription: "must not be before the start"))
      }
      return SubmittedMessage(
        text: message.payload.content, speaker: message.from.flatMap(Speaker.init), start: start, end: end)
    }
  }

  private static func instant(_ text: String?, at place: [Place]) throws -> Date? {
    guard let text, !text.isEmpty else { return nil }
    guard let instant = Date(iso8601: text) else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: place,
          debugDescription: "must be an ISO 8601 instant, such as 2020-07-21T16:02:19.99Z"))
    }
    return instant
  }

  /// A step on the way to a value in the body.
  private struct Place: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ name: String) { (stringValue, intValue) = (name, nil) }
    init(_ index: Int) { (stringValue, intValue) = ("\(index)", index) }
    init(stringValue: String) { self.init(stringValue) }
    init(intValue: Int) { self.init(intValue) }
  }
}

extension Speaker {
  /// The speaker of a message; nil when neither name nor user id says anything.
  init?(_ speaker: TextSubmission.Message.Speaker) {
    self.init(name: speaker.name, userID: speaker.userId)
  }
}

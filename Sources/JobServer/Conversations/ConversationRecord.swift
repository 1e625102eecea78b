import Foundation

/// A conversation as the server keeps it: what each of its jobs has brought, finished or not, in the order submitted.
struct ConversationRecord: Sendable {
  /// Somebody who takes part.
  struct Member: Hashable, Sendable {
    /// A UUID in lower case.
    let id: String
    let speaker: Speaker
  }

  /// A message in its place in time.
  struct Message: Hashable, Sendable {
    let id: String
    let text: String
    /// The position in ``members`` of who said it.
    let member: Int?
    let start: Date
    let end: Date
  }

  /// What one job brings.
  struct Part: Sendable {
    let jobID: String
    let start: Date
    var end: Date
    var messages: [Message] = []
    /// The positions in ``members`` of those who take part in it.
    var members: Set<Int> = []
  }

  let id: String
  let createdAt: Date
  /// The name that was given last.
  private(set) var name: String?
  /// The least score of an insight, 0.5...1, when one was given.
  private(set) var confidenceThreshold: Double?
  private(set) var members: [Member] = []
  private(set) var parts: [Part] = []
  private var positions: [String: Int] = [:]

  init(id: String, createdAt: Date) {
    self.id = id
    self.createdAt = createdAt
  }

  /// Takes over what a submission says of the conversation as a whole.
  mutating func apply(_ options: SubmissionOptions) {
    name = options.name.flatMap { $0.isEmpty ? nil : $0 } ?? name
    confidenceThreshold = options.confidenceThreshold ?? confidenceThreshold
  }

  /// Adds the messages of a text behind what is there.
  ///
  /// - Parameters:
  ///   - now: where a conversation begins whose messages say no time.
  ///   - firstID: the id of the first message; the others count on from it.
  mutating func add(_ messages: [SubmittedMessage], of jobID: String, now: Date, firstID: UInt64) {
    let places = Timeline.places(of: messages, from: end ?? now)
    let placed = zip(messages, places).enumerated().map { number, pair in
      Message(
        id: "\(firstID + UInt64(number))", text: pair.0.text, member: pair.0.speaker.map { position(of: $0) },
        start: pair.1.start, end: pair.1.end)
    }
    let start = placed.map(\.start).min() ?? now
    parts.append(
      Part(
        jobID: jobID, start: start, end: placed.map(\.end).max() ?? start, messages: placed,
        members: Set(placed.compactMap(\.member))))
  }

  /// Adds a recording behind what is there. Nothing is transcribed, so it has no messages; who speaks in it is not known
  /// but by what the submission says of their number.
  mutating func add(recordingOf jobID: String, seconds: Double, options: SubmissionOptions, now: Date) {
    let start = end ?? now
    let count = options.enableSpeakerDiarization == true ? options.diarizationSpeakerCount ?? 0 : 0
    let members = (1...max(1, count)).prefix(count).compactMap { number in
      Speaker(name: "Speaker \(number)", userID: nil).map { position(of: $0) }
    }
    parts.append(
      Part(jobID: jobID, start: start, end: start.addingTimeInterval(seconds), members: Set(members)))
  }

  /// Says how long a recording is, of a job that has brought one of unknown length.
  mutating func setLength(ofRecordingOf jobID: String, seconds: Double) {
    guard let index = parts.firstIndex(where: { $0.jobID == jobID }) else { return }
    parts[index].end = parts[index].start.addingTimeInterval(seconds)
  }

  /// Where the next part begins, nil for an empty conversation.
  private var end: Date? { parts.map(\.end).max() }

  private mutating func position(of speaker: Speaker) -> Int {
    if let position = positions[speaker.key] { return position }
    members.append(Member(id: UUID().uuidString.lowercased(), speaker: speaker))
    positions[speaker.key] = members.count - 1
    return members.count - 1
  }
}

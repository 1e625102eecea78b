import Foundation
import JobAPI
import JobTracking
import Terminal

/// All that the detail pane tells of a job, paragraph by paragraph.
///
/// A paragraph is made when it is asked for, as only those on the screen are: a conversation may have ten thousand
/// messages.
struct DetailDocument {
  /// The parts, from the top down.
  enum Section: Int, CaseIterable {
    /// Who the job is and where it stands.
    case essentials
    /// What it has brought.
    case result
    /// How it came there.
    case background
  }

  /// A title with what it is the title of.
  struct Paragraph {
    var title = ""
    let text: String
    var style = Style.plain
    /// How many lines it takes at most; nil for as many as it needs.
    var mostLines: Int?
  }

  typealias Line = (text: String, style: Style)

  /// The width of the titles at the left.
  static let indent = 14

  let job: TrackedJob
  private let state: DashboardState
  private let columns: Int
  private let essentials: [Paragraph]
  private let result: ResultParagraphs
  private let extras: [Paragraph]

  init(_ job: TrackedJob, _ state: DashboardState) {
    self.job = job
    self.state = state
    columns = state.size.columns
    essentials = Self.essentials(of: job, state)
    result = ResultParagraphs(job, state)
    extras = Self.extras(about: job, state)
  }

  /// Whether the conversation itself is there, so that it comes before everything that is not essential.
  var hasConversation: Bool { result.hasConversation }

  func count(_ section: Section) -> Int {
    switch section {
    case .essentials: essentials.count
    case .result: result.count
    case .background: max(1, job.history.count) + extras.count
    }
  }

  func paragraph(_ section: Section, _ index: Int) -> Paragraph {
    switch section {
    case .essentials: essentials[index]
    case .result: result[index]
    case .background where index < job.history.count: transition(index)
    case .background where job.history.isEmpty && index == 0:
      Paragraph(title: "History", text: "no status seen yet")
    case .background: extras[index - max(1, job.history.count)]
    }
  }

  /// The lines of a paragraph: one at least.
  func lines(_ section: Section, _ index: Int) -> [Line] { lines(paragraph(section, index)) }

  /// - Parameter spare: how many lines more a paragraph may take than it may at most.
  private func lines(_ paragraph: Paragraph, spare: Int = 0) -> [Line] {
    // An id without its title rather than broken, so that it can be copied.
    if paragraph.title == Self.idTitle, paragraph.text.columns > columns - 1 - Self.indent {
      return [(paragraph.text, paragraph.style)]
    }
    var parts = paragraph.text.wrapped(to: columns - 1 - Self.indent)
    if let most = paragraph.mostLines.map({ $0 + spare }), parts.count > most {
      parts.removeSubrange(most...)
      parts[most - 1] = shortened(parts[most - 1])
    }
    return (parts.isEmpty ? [""] : parts).enumerated().map { number, part in
      let title = number == 0 ? paragraph.title : ""
      return (
        title + String(repeating: " ", count: max(1, Self.indent - title.count)) + part, paragraph.style
      )
    }
  }

  /// A line that the text goes on after, which is not shown.
  private func shortened(_ line: String) -> String {
    let sign = "\(state.glyphs.ellipsis) (\(state.keyMap.word(for: .openDetail)) shows all)"
    let width = columns - 1 - Self.indent - sign.columns
    return (line.wrapped(to: max(1, width)).first ?? "") + sign
  }

  /// The background in as many lines as there is room for: of the history, newest first, what is left out is counted. What
  /// room is left then is for paragraphs that were shortened.
  func background(room: Int) -> [Line] {
    let short = background(room: room, extras.flatMap { lines($0) })
    let spare = room - short.count
    guard spare > 0 else { return short }
    return background(room: room, extras.flatMap { lines($0, spare: spare) })
  }

  private func background(room: Int, _ extras: [Line]) -> [Line] {
    guard !job.history.isEmpty else { return lines(.background, 0) + extras }
    let mostLines = max(2, room - extras.count)
    var all: [Line] = []
    for index in job.history.indices {
      let entry = lines(.background, index)
      let left = job.history.count - index
      guard index == 0 || all.count + entry.count + (left == 1 ? 0 : 1) <= mostLines else {
        return all + lines(Paragraph(text: "and \(left) earlier")) + extras
      }
      all += entry
    }
    return all + extras
  }

  private static let idTitle = "Job id"

  private static func essentials(of job: TrackedJob, _ state: DashboardState) -> [Paragraph] {
    let look = StatusAppearance(job.status, state.glyphs)
    var all = [
      Paragraph(title: idTitle, text: job.key.id.rawValue),
      Paragraph(title: "Status", text: look.text, style: look.style),
    ]
    if !job.note.isEmpty { all.append(Paragraph(title: "Note", text: job.note)) }
    if let trouble = job.health.message {
      let times = job.health.failures == 1 ? "once" : "\(job.health.failures) times in a row"
      all.append(
        Paragraph(title: "Trouble", text: "\(trouble) (\(times))", style: .warning))
    }
    if let oddity = OddityText.sentence(about: job, state.glyphs) {
      all.append(Paragraph(title: "Odd", text: oddity, style: .warning))
    }
    return all
  }

  private static func extras(about job: TrackedJob, _ state: DashboardState) -> [Paragraph] {
    let again = state.keyMap.word(for: .checkSelected)
    let end = job.isFinished && job.nextCheck == nil ? "; it has ended, \(again) asks once more" : ""
    let checked = job.lastCheckedAt.map { TimeText.full($0, in: state) + end } ?? "not yet"
    let conversation = job.conversation.map { Paragraph(title: "Conversation", text: "\($0)") }
    let next = NextCheckText.text(of: job, state).map { Paragraph(title: "Next check", text: $0) }
    let expected = state.expectation(of: job).map { expectation in
      Paragraph(
        title: "Expected end", text: ExpectationText.sentence(expectation, job, state),
        style: expectation.pace == .usual ? .plain : Style.warning)
    }
    let answer = Paragraph(title: "Last answer", text: checked)
    let response = Paragraph(
      title: "Response", text: ResponseText.text(of: job, state),
      mostLines: state.isDetailFull ? nil : ResponseText.mostLinesInPane)
    let waiting = state.waitingSentence(about: job).map { Paragraph(title: "Waiting", text: $0) }
    return [expected, waiting, answer, response, next, conversation].compactMap(\.self)
      + [Paragraph(title: "Added", text: TimeText.full(job.addedAt, in: state))]
  }

  /// A change of status, counted from the newest.
  private func transition(_ index: Int) -> Paragraph {
    let transition = job.history[job.history.count - 1 - index]
    let look = StatusAppearance(transition.to, state.glyphs)
    return Paragraph(
      title: index == 0 ? "History" : "", text: describe(transition, look), style: look.style)
  }

  /// The least width that shows dates beside times.
  private static let dateWidth = 60

  /// From how many seconds on the service's clock goes so differently from ours that its time is told too.
  private static let clockTolerance: TimeInterval = 2

  private func serverTime(of transition: StatusTransition) -> String {
    guard columns >= Self.dateWidth, let date = transition.serverDate,
      abs(date.timeIntervalSince(transition.seenAt)) >= Self.clockTolerance
    else { return "" }
    return " (service: \(TimeText.full(date, in: state)))"
  }

  private func describe(_ transition: StatusTransition, _ look: StatusAppearance) -> String {
    let instant =
      columns < Self.dateWidth
      ? TimeText.instant(transition.seenAt, in: state) : TimeText.full(transition.seenAt, in: state)
    let seen = "\(instant)\(serverTime(of: transition))\(state.glyphs == .words ? "," : " ") \(look.text)"
    guard let from = transition.from else { return seen }
    let before = StatusAppearance(from, state.glyphs).word
    guard let earliest = transition.earliest else { return "\(seen), was \(before)" }
    let spread = transition.seenAt.timeIntervalSince(earliest)
    return "\(seen), was \(before) \(TimeText.duration(spread.rounded(.up))) earlier"
  }
}

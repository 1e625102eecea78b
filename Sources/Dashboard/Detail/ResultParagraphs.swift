import Foundation
import JobAPI
import JobTracking
import Terminal

/// What a job has brought, as paragraphs of the detail pane: its conversation, or why there is none to be seen.
struct ResultParagraphs {
  private typealias Paragraph = DetailDocument.Paragraph

  /// Paragraphs that are made one by one.
  private struct Run {
    let count: Int
    let paragraph: (Int) -> Paragraph
  }

  let hasConversation: Bool
  private let runs: [Run]

  init(_ job: TrackedJob, _ state: DashboardState) {
    if job.status == .completed, case .read(let text) = state.conversations[job.key] {
      hasConversation = true
      runs = Self.runs(of: text, state)
    } else {
      hasConversation = false
      runs = Self.remark(on: job, state).map { remark in [Run(count: 1) { _ in remark }] } ?? []
    }
  }

  var count: Int { runs.reduce(0) { $0 + $1.count } }

  subscript(index: Int) -> DetailDocument.Paragraph {
    var index = index
    for run in runs {
      if index < run.count { return run.paragraph(index) }
      index -= run.count
    }
    return Paragraph(text: "")
  }

  /// One line in place of a conversation; nil as long as the job has not ended.
  private static func remark(on job: TrackedJob, _ state: DashboardState) -> Paragraph? {
    let title = "Result"
    switch job.status {
    case .failed: return Paragraph(title: title, text: "none, as the job has failed")
    case .completed where job.conversation == nil:
      return Paragraph(
        title: title, text: "not known: the job was not submitted from here")
    case .completed:
      if state.isPaused, state.conversations[job.key] == nil {
        return Paragraph(title: title, text: "not asked for while paused")
      }
      guard case .trouble(let sentence) = state.conversations[job.key] else {
        return Paragraph(title: title, text: "reading the conversation...", style: .faint)
      }
      return Paragraph(
        title: title, text: "\(sentence) \(state.keyMap.word(for: .checkSelected)) tries again.",
        style: Style.warning)
    default: return nil
    }
  }

  private static func runs(of text: ConversationText, _ state: DashboardState) -> [Run] {
    let report = text.report
    let head = [
      Paragraph(title: "Name", text: report.name, style: .heading),
      Paragraph(title: "Time", text: time(of: report, state)),
      Paragraph(
        title: "Members", text: listed(report.members.map { $0.fullName ?? "somebody without a name" })),
    ]
    let messages = Run(count: text.pieces.count) { index in
      let piece = text.pieces[index]
      // Set in by a column, so that the titles of the parts stand out.
      return Paragraph(title: piece.time.isEmpty ? "" : " \(piece.time)", text: piece.text)
    }
    let counted = Paragraph(
      title: "Messages", text: report.messages.isEmpty ? "none" : "\(report.messages.count)",
      style: .heading)
    return [list(head), list([counted]), messages] + report.sections.map(insights)
  }

  private static func list(_ paragraphs: [Paragraph]) -> Run {
    Run(count: paragraphs.count) { paragraphs[$0] }
  }

  private static func insights(_ section: (title: String, insights: [ConversationInsight])) -> Run {
    guard !section.insights.isEmpty else { return list([Paragraph(title: section.title, text: "none")]) }
    return Run(count: section.insights.count) { index in
      Paragraph(
        title: index == 0 ? section.title : "",
        text: section.insights[index].textWithAssignee)
    }
  }

  private static func listed(_ words: [String]) -> String {
    words.isEmpty ? "none named" : words.joined(separator: ", ")
  }

  /// When the conversation was, on the clocks where the person is; what is no instant stands as it came.
  private static func time(of report: ConversationReport, _ state: DashboardState) -> String {
    let texts = [report.conversation.startTime, report.conversation.endTime]
    let instants = texts.map { text in text.flatMap { try? Date($0, strategy: .iso8601) } }
    let shown = zip(texts, instants).compactMap { text, instant in
      instant.map { TimeText.full($0, in: state) } ?? text
    }
    guard !shown.isEmpty else { return "not known" }
    let span = shown.joined(separator: " to ")
    guard let start = instants[0], let end = instants[1], end >= start else { return span }
    return "\(span) (\(TimeText.duration(end.timeIntervalSince(start))))"
  }
}

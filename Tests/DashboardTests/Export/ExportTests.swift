import Dashboard
import Foundation
import JobTracking
import Terminal
import Testing

@Suite struct ExportTests {
  private let command = "export csv ~/jobs.csv"

  private func order(_ command: String, _ session: inout Session) throws -> ExportOrder {
    session.press(.character(":"))
    session.type(command)
    for case .export(let order) in session.press(.enter) { return order }
    throw NoExport()
  }

  private struct NoExport: Error {}

  private func text(_ format: ExportFormat, _ jobs: TrackedJob...) -> String {
    ExportOrder(format: format, path: "x", replaces: false, jobs: jobs, areMarked: false, command: "").text
  }

  @Test("what is shown is exported, in the order of the rows")
  func shown() throws {
    var session = Session(manyJobs(6))
    session.press(.character("s"), .character("/"))
    session.type("status:failed,running")
    session.press(.enter)
    let order = try order(command, &session)
    #expect(order.jobs.map(\.key) == session.state.keys(inRows: 0..<session.state.rowCount))
    #expect(order.jobs.count == 2)
    #expect(order.path == "~/jobs.csv" && order.format == .csv && !order.replaces && !order.areMarked)
    #expect(session.screen.newsRow == "Exporting...")
    session.send(.done(order.sentence))
    #expect(session.screen.newsRow == "2 jobs exported to ~/jobs.csv.")
  }

  @Test("where there are marks only the marked ones are")
  func marked() throws {
    var session = Session(manyJobs(6))
    session.press(.down, .character(" "))
    let order = try order("export! json jobs.json", &session)
    #expect(order.jobs.map(\.key.id.rawValue) == ["job-1"])
    #expect(order.replaces)
    #expect(order.sentence == "1 marked job exported to jobs.json.")
  }

  @Test("^S begins the command")
  func key() {
    var session = Session(manyJobs(1))
    session.press(.control("s"))
    #expect(session.state.prompt?.editor.text == "export ")
    #expect(session.screen.hintsRow == "csv  json  markdown")
    session.type("m")
    session.press(.tab)
    #expect(session.state.prompt?.editor.text == "export markdown ")
    session.type("a file")
    #expect(session.press(.tab) == [.completePath("a file")])
    session.send(.pathCompletions(of: "a file", ["a file.md"]))
    #expect(session.state.prompt?.editor.text == "export markdown a file.md")
  }

  @Test(
    "a mistake is told and the command stays",
    arguments: [
      ("export csv", "'export csv' wants the path of a file behind it, such as ~/jobs.csv."),
      ("export xml x", "'export' wants one of csv, json, markdown."),
      ("export csv -", "Standard output is the dashboard's own; give the path of a file."),
    ])
  func mistakes(line: String, sentence: String) {
    var session = Session(manyJobs(1))
    session.press(.character(":"))
    session.type(line)
    #expect(session.press(.enter).isEmpty)
    #expect(session.state.prompt?.problem == sentence)
    #expect(session.state.prompt?.editor.text == line)
  }

  @Test("what could not be written comes back to be mended, and disturbs nothing that is typed by then")
  func failed() {
    var session = Session(manyJobs(1))
    session.send(.commandFailed("x is there already; export! replaces it.", command: "export csv x"))
    #expect(session.state.prompt?.editor.text == "export csv x")
    #expect(session.screen.hintsRow == "! x is there already; export! replaces it.")
    session.press(.escape, .character("a"))
    session.type("id")
    session.send(.commandFailed("No.", command: "export csv x"))
    #expect(session.state.prompt?.editor.text == "id")
  }

  @Test("without rows nothing is written")
  func empty() {
    var session = Session()
    session.press(.character(":"))
    session.type("export csv x")
    #expect(session.press(.enter).contains { if case .export = $0 { true } else { false } } == false)
    #expect(session.screen.newsRow == "There is no job to export.")
  }

  private func full() -> TrackedJob {
    var job = job("a,1", .scheduled, label: "say \"hi\"", addedAgo: 100.5, statusAgo: 90, conversation: "c1")
    job.see(.completed, ago: 30)
    return job
  }

  private let head =
    "id,service,label,note,status,added,status_since,checked,took_seconds,kind,conversation,trouble\r\n"

  @Test("CSV is as in RFC 4180, with dates of ISO 8601 and numbers")
  func csv() {
    let service = full().key.profile
    #expect(
      text(.csv, full()) == head
        + "\"a,1\",\(service),\"say \"\"hi\"\"\",,completed,2026-11-25T14:01:24.500Z,2026-11-25T14:02:35.000Z,"
        + "2026-11-25T14:02:35.000Z,40.5,,c1,\r\n")
    #expect(text(.csv) == head)
  }

  @Test(
    "no text becomes a formula in a spreadsheet, and none has line breaks or escape sequences",
    arguments: [
      ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "'\\t=1"),
      ("\r\n=1", "'\\r\\n=1"),
      ("＝1", "'＝1"), ("a=1", "a=1"), ("a\nb", "a\\nb"), ("\u{1B}[2J", "\\e[2J"),
      ("\u{202E}x", "\\u{202e}x"), ("a\u{200B}b", "a\\u{200b}b"), ("a\u{FEFF}", "a\\u{feff}"),
      ("a\u{2066}b", "a\\u{2066}b"), ("a\u{200D}b", "a\\u{200d}b"), ("a\u{AD}b", "a\\u{ad}b"),
      ("👨‍👩‍👧‍👦 ❤️‍🔥 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣", "👨‍👩‍👧‍👦 ❤️‍🔥 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣"),
      ("👩‍💻 é", "👩‍💻 é"), (" x", "\" x\""),
    ])
  func formulas(label: String, cell: String) {
    let row = text(.csv, job("a", label: label)).split(separator: "\r\n")[1]
    #expect(row.contains(",\(cell),"), "\(row)")
  }

  @Test("what nobody would see is spelled alike on the screen, in CSV and in Markdown")
  func alike() {
    let label = "pay\u{200B}roll \u{202E}fdp\u{2069}\u{FEFF}\u{1B}"
    let spelled = "pay\\u{200b}roll \\u{202e}fdp\\u{2069}\\u{feff}\\e"
    let job = job("a", label: label)
    #expect(Session([job], size: Size(columns: 200, rows: 24)).screen.row(with: spelled) != nil)
    #expect(text(.csv, job).contains(",\(spelled),"))
    #expect(text(.markdown, job).contains(" \(spelled.replacing("\\", with: "\\\\")) "))
  }

  @Test("JSON is an array of objects with all fields, its texts as they are")
  func json() throws {
    let hostile = job("b", nil, label: "=1\n\u{1B}\"\u{202E}", trouble: .timedOut)
    let data = Data(text(.json, full(), hostile).utf8)
    let objects = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(objects.count == 2)
    #expect(objects[0]["id"] as? String == "a,1")
    #expect(objects[0]["took_seconds"] as? Double == 40.5)
    #expect(objects[0]["added"] as? String == "2026-11-25T14:01:24.500Z")
    #expect(objects[0]["note"] is NSNull)
    #expect(objects[1]["label"] as? String == "=1\n\u{1B}\"\u{202E}")
    #expect(objects[1]["status"] is NSNull)
    #expect((objects[1]["trouble"] as? String)?.isEmpty == false)
    #expect(objects.allSatisfy { $0.count == 12 })
    #expect(text(.json) == "[]\n")
  }

  @Test("Markdown is a table in which nothing of a text is markup")
  func markdown() {
    let lines = text(.markdown, job("a_1", .failed, label: "x|y <b> `c`\nz")).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("| id | service | label | note | status | added |"))
    #expect(lines[2].hasPrefix("| a\\_1 | "))
    #expect(lines[2].contains("| x\\|y \\<b\\> \\`c\\`\\\\nz |"), "\(lines[2])")
  }
}

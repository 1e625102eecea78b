import Dashboard
import Foundation
import Terminal
import Testing

@Suite struct ColumnTests {
  private let narrow = Size(columns: 60, rows: 16)

  private func titles(_ session: Session) -> [String] {
    session.screen.rows[2].split(whereSeparator: { $0 == " " }).joined(separator: " ")
      .components(separatedBy: " ")
  }

  private func choosing(_ size: Size = roomy) -> Session {
    var session = Session(
      manyJobs(3).map { job in
        var job = job
        job.label = "Monday"
        return job
      }, size: size)
    session.press(.character("C"))
    return session
  }

  @Test("C lists all columns and what they hold")
  func list() {
    let session = choosing()
    for column in JobColumn.allCases { #expect(session.screen.contains(" \(column.title) ")) }
    #expect(session.screen.row(with: "TOOK")?.contains("[ ]") == true)
    #expect(session.screen.row(with: "AGE")?.contains("[x]") == true)
  }

  @Test("Space hides and shows a column, and that is to be remembered")
  func toggle() {
    var session = choosing()
    let effects = session.press(.down, .character(" "))
    #expect(effects == [.remember(session.state.viewPreferences)])
    session.press(.escape)
    #expect(titles(session) == ["STATUS", "JOB", "ID", "AGE", "IN", "STATUS", "EXPECTED", "END", "CHECKED"])
  }

  @Test("the last column that is shown stays")
  func last() {
    var session = choosing()
    for _ in 0..<6 { session.press(.character(" "), .down) }
    session.press(.character(" "))
    #expect(session.state.columns.shown == [.checked])
    #expect(session.screen.contains("One column has to stay."))
    session.press(.escape)
    #expect(titles(session) == ["CHECKED"])
  }

  @Test("J and K move a column, and the cursor with it")
  func move() {
    var session = choosing()
    session.press(.character("J"), .character("J"))
    #expect(session.state.columns.shown.prefix(3) == [.label, .id, .status])
    session.press(.character("K"), .escape)
    #expect(titles(session).prefix(4) == ["LABEL", "STATUS", "JOB", "ID"])
  }

  @Test("+ and - give a column a width of its own, = takes it away, 0 resets all")
  func size() {
    var session = choosing()
    session.press(.down)
    session.press(.character("-"), times: 5)
    session.press(.escape)
    #expect(session.screen.rows[3].contains("Mond…  job-0"))
    session.press(.character("C"), .down, .character("="), .escape)
    #expect(session.screen.rows[3].contains("Monday"))
    session.press(.character("C"), .character("J"), .character("0"))
    #expect(session.state.columns == ColumnSettings())
  }

  @Test("a width stays within what can be drawn", arguments: [Key.character("+"), .character("-")])
  func extremes(key: Key) {
    var session = choosing(small)
    for _ in 0..<10 {
      session.press(key, times: 150)
      session.press(.down)
    }
    session.press(.escape)
    #expect(session.state.columns.all.allSatisfy { (3...120).contains($0.width ?? 3) })
    #expect(session.state.view().rows.allSatisfy { $0.count == small.columns })
  }

  @Test("the chooser survives updates and resizes with the cursor where it was")
  func survives() {
    var session = choosing()
    session.press(.down, .down)
    session.receive(.removed(jobKey("job-0")), .job(job("new")))
    session.send(.resized(small))
    #expect(session.state.page == .columns(cursor: 2))
    session.press(.end)
    #expect(session.screen.row(with: "SERVICE") != nil)
  }

  @Test("what has no room is scrolled to, the first column staying")
  func scroll() {
    var session = choosing(narrow)
    session.press(.escape)
    #expect(titles(session) == ["STATUS", "LABEL", "IN", "STATUS", "CHECKED", ">"])
    session.press(.right)
    #expect(titles(session) == ["<", "STATUS", "JOB", "ID", "AGE", "IN", "STATUS", ">"])
    session.press(.right)
    session.press(.right)
    #expect(titles(session) == ["<", "STATUS", "IN", "STATUS", "EXPECTED", "END", "CHECKED"])
    let before = session.screen.rows
    session.press(.character("l"))
    #expect(session.screen.rows == before)
    session.press(.character("h"), times: 3)
    #expect(titles(session).first == "STATUS")
    session.press(.right)
    session.send(.resized(Size(columns: 120, rows: 16)))
    #expect(titles(session).contains("LABEL"))
  }

  @Test("the header says by what the rows are sorted where no column over them does")
  func sortedByHidden() {
    var session = choosing()
    session.press(.escape)
    session.type(":sort service")
    session.press(.enter)
    #expect(session.screen.rows[1].hasPrefix("3 jobs, by SERVICE↑ "))
    session.type(":sort status")
    session.press(.enter)
    #expect(session.screen.rows[1].hasPrefix("3 jobs "))
    session.press(.character("t"))
    #expect(session.screen.rows[1].hasPrefix("3 jobs, by STATUS↑ "))
  }

  @Test("preferences come back as they were kept")
  func preferences() throws {
    var session = choosing()
    session.press(
      .down, .character("+"), .character("J"), .character("s"), .character("s"), .end, .character(" "))
    let wanted = session.state.viewPreferences
    #expect(wanted.sort == JobSort(.label, isReversed: true))
    let data = try JSONEncoder().encode(wanted)
    #expect(try JSONDecoder().decode(ViewPreferences.self, from: data) == wanted)
    #expect(Session(manyJobs(3), preferences: wanted).state.viewPreferences == wanted)
  }

  @Test(
    "preferences of another version give what can be understood",
    arguments: [
      "{}", #"{"sort": "colour", "reversed": true}"#, #"{"columns": [{"column": "colour", "shown": true}]}"#,
      #"{"columns": [{"column": "age", "shown": false, "width": 100000}], "more": 1}"#,
    ])
  func otherVersions(json: String) throws {
    let wanted = try JSONDecoder().decode(ViewPreferences.self, from: Data(json.utf8))
    #expect(wanted.sort == nil)
    #expect(wanted.columns.all.count == JobColumn.allCases.count)
    #expect(!wanted.columns.shown.isEmpty)
    #expect(wanted.columns.all.allSatisfy { ($0.width ?? 3) <= 120 })
  }
}

import Dashboard
import JobTracking
import Terminal
import Testing

/// The mouse: off at start; then it selects, scrolls, sorts and opens.
@Suite struct MouseTests {
  private var session = Session(manyJobs(100))

  private func event(_ kind: MouseEvent.Kind, row: Int = 5, column: Int = 10) -> Key {
    .mouse(MouseEvent(kind, at: Position(column: column, row: row)))
  }

  /// The row of the screen where the first job is.
  private static let firstJob = 3

  @Test("it is off at start, and then nothing it does counts")
  mutating func off() {
    let before = session.screen.rows
    for kind in [MouseEvent.Kind.press, .wheelUp, .wheelDown] { session.press(event(kind)) }
    #expect(session.screen.rows == before)
    #expect(!session.state.isMouseOn)
  }

  @Test("% switches it on and off, and says so")
  mutating func toggle() {
    #expect(session.press(.character("%")) == [.useMouse(true)])
    #expect(session.screen.newsRow.hasPrefix("Mouse on"))
    #expect(session.press(.character("%")) == [.useMouse(false)])
    #expect(session.screen.newsRow.hasPrefix("Mouse off"))
  }

  @Test("a click selects the job there, also in a scrolled table")
  mutating func click() {
    session.press(.character("%"), event(.press, row: Self.firstJob + 4))
    #expect(session.selected == "job-4")
    session.press(.character("G"), event(.press, row: Self.firstJob))
    #expect(session.selected == "job-\(session.state.firstRow)")
  }

  @Test("two quick clicks on a job open its detail, slow ones and those on two jobs do not")
  mutating func doubleClick() {
    session.press(.character("%"))
    session.press(event(.press, row: 5), event(.press, row: 6))
    #expect(!session.state.isDetailOpen)
    session.now = session.now.addingTimeInterval(1)
    session.press(event(.press, row: 6))
    #expect(!session.state.isDetailOpen)
    session.now = session.now.addingTimeInterval(0.3)
    session.press(event(.press, row: 6))
    #expect(session.state.isDetailOpen)
    #expect(session.selected == "job-3")
  }

  @Test("the wheel scrolls the table, and the cursor goes along only to stay in view")
  mutating func wheel() {
    session.press(.character("%"), event(.press, row: Self.firstJob + 5))
    session.press(event(.wheelDown))
    #expect(session.state.firstRow == 3)
    #expect(session.selected == "job-5")
    session.press(event(.wheelDown))
    #expect(session.selected == "job-6")
    session.press(event(.wheelUp), event(.wheelUp), event(.wheelUp))
    #expect(session.state.firstRow == 0)
    #expect(session.selected == "job-6")
    for _ in 0..<100 { session.press(event(.wheelDown)) }
    #expect(session.screen.contains("job-99"))
  }

  @Test("the wheel scrolls the whole-screen detail and the keys")
  mutating func wheelElsewhere() {
    session.state = Session(manyJobs(100), size: small).state
    session.press(.character("%"), .character("?"))
    let before = session.screen.rows
    session.press(event(.wheelDown))
    #expect(session.screen.rows != before)
    session.press(event(.wheelUp))
    #expect(session.screen.rows == before)
    session.press(.escape, .enter, .enter, event(.wheelDown))
    #expect(session.selected == "job-0")
  }

  @Test("a click on a title sorts by it, again the other way round, and then not at all")
  mutating func titles() {
    session.press(.character("%"))
    #expect(session.press(event(.press, row: 2, column: 3)).count == 1)
    #expect(session.state.sort == JobSort(.status))
    session.press(event(.press, row: 2, column: 3))
    #expect(session.state.sort == JobSort(.status, isReversed: true))
    session.press(event(.press, row: 2, column: 3))
    #expect(session.state.sort == nil)
    let columns = session.screen.rows[2]
    let checked = columns.distance(
      from: columns.startIndex, to: columns.range(of: "CHECKED")?.lowerBound ?? columns.endIndex)
    session.press(event(.press, row: 2, column: checked))
    #expect(session.state.sort == JobSort(.checked))
    #expect(session.press(event(.press, row: 2, column: 0)) == [])
  }

  @Test(
    "clicks beside the rows do nothing",
    arguments: [(0, 0), (1, 5), (22, 3), (23, 3), (500, 500), (2, 500), (Int.max, Int.max)])
  mutating func beside(row: Int, column: Int) {
    session.press(.character("%"))
    session.press(.down)
    session.press(event(.press, row: row, column: column))
    #expect(session.selected == "job-1")
    #expect(session.state.sort == nil)
  }

  @Test("a click below a short table does nothing")
  mutating func below() {
    session.state = Session(manyJobs(2)).state
    session.press(.character("%"), event(.press, row: 12))
    #expect(session.selected == "job-0")
  }

  @Test("a half-typed prompt is left alone")
  mutating func prompt() {
    session.press(.character("%"), .character("a"))
    session.type("half")
    session.press(event(.press), event(.wheelDown))
    #expect(session.state.prompt?.editor.text == "half")
  }
}

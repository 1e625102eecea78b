import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

@Suite struct MovementTests {
  static let down: [Key] = [
    .character("j"), .down, .character("G"), .end, .pageDown, .control("f"), .control("d"),
  ]
  static let up: [Key] = [
    .character("k"), .up, .character("g"), .home, .pageUp, .control("b"), .control("u"),
  ]

  /// 19 jobs are in view at 80x24.
  @Test(
    "a key moves down by as many jobs as its name says",
    arguments: [
      (Key.character("j"), 1), (.down, 1), (.pageDown, 19), (.control("f"), 19), (.control("d"), 9),
      (.character("G"), 199), (.end, 199),
    ])
  func moveDown(key: Key, rows: Int) {
    var session = Session(manyJobs(200))
    #expect(session.press(key).isEmpty)
    #expect(session.state.selectedRow == rows)
    #expect(session.screen.selectedRow?.contains("job-\(rows)") == true)
  }

  @Test(
    "a key moves up by as many jobs as its name says",
    arguments: [
      (Key.character("k"), 1), (.up, 1), (.pageUp, 19), (.control("b"), 19), (.control("u"), 9),
      (.character("g"), 199), (.home, 199),
    ])
  func moveUp(key: Key, rows: Int) {
    var session = Session(manyJobs(200))
    session.press(.end)
    #expect(session.press(key).isEmpty)
    #expect(session.state.selectedRow == 199 - rows)
    #expect(session.screen.selectedRow?.contains("job-\(199 - rows)") == true)
  }

  @Test("no key moves below the last job", arguments: down, [1, 3, 200])
  func lastStays(key: Key, count: Int) {
    var session = Session(manyJobs(count))
    session.press(key, times: count + 1)
    #expect(session.selected == "job-\(count - 1)")
  }

  @Test("no key moves above the first job", arguments: up, [1, 3, 200])
  func firstStays(key: Key, count: Int) {
    var session = Session(manyJobs(count))
    session.press(key, times: 3)
    #expect(session.selected == "job-0")
  }

  @Test("no movement key does anything in an empty table", arguments: down + up)
  func empty(key: Key) {
    var session = Session()
    let before = session.state.view()
    #expect(session.press(key).isEmpty)
    #expect(session.selected == nil)
    #expect(session.state.view() == before)
  }

  @Test("moving within the view does not scroll, moving out of it scrolls by one")
  func scrolling() {
    var session = Session(manyJobs(200))
    session.press(.down, times: 18)
    #expect(session.state.firstRow == 0)
    session.press(.down)
    #expect(session.state.firstRow == 1)
    session.press(.up, times: 18)
    #expect(session.state.firstRow == 1)
    session.press(.up)
    #expect(session.state.firstRow == 0)
  }

  @Test("movement keys change jobs while the detail pane takes the whole body")
  func inDetail() {
    var session = Session(manyJobs(3), size: small)
    session.press(.enter, .down)
    #expect(session.screen.row(with: "Job id")?.contains("job-1") == true)
  }

  @Test("a key without a meaning does nothing", arguments: [Key.character("z"), .function(9), .tab, .left])
  func meaningless(key: Key) {
    var session = Session(manyJobs(3))
    let before = session.state.view()
    #expect(session.press(key).isEmpty)
    #expect(session.state.view() == before)
  }
}

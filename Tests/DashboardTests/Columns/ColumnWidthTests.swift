import Dashboard
import Terminal
import Testing

@Suite struct ColumnWidthTests {
  /// More rows than there is room for, the texts of the first one longer than all others.
  private func scrolled() -> Session {
    var jobs = manyJobs(100)
    for index in jobs.indices { jobs[index].label = "short" }
    jobs[0].label = "the longest of all the labels"
    jobs[0] = jobs[0].seeing(.unrecognized("waiting-for-a-machine"))
    return Session(jobs, size: roomy)
  }

  private func titles(_ session: Session) -> String { session.screen.rows[2] }

  @Test("columns stay where they are when the longest texts leave the view")
  func steady() {
    var session = scrolled()
    let before = titles(session)
    session.press(.end)
    #expect(!session.screen.contains("the longest of all"))
    #expect(titles(session) == before)
    session.press(.home)
    #expect(titles(session) == before)
  }

  @Test("^L, another size and other columns let the widths follow from what is in view")
  func anew() {
    var session = scrolled()
    let before = titles(session)
    session.press(.end, .control("l"))
    let narrow = titles(session)
    #expect(narrow != before)
    session.press(.home)
    session.press(.end)
    #expect(titles(session) == before)
    for key in "CJK" { session.press(.character(key)) }
    session.press(.escape)
    #expect(titles(session) == narrow)
    session.press(.home)
    session.press(.end)
    #expect(titles(session) == before)
    session.send(.resized(Size(columns: roomy.columns, rows: roomy.rows + 1)))
    #expect(titles(session) == narrow)
  }
}

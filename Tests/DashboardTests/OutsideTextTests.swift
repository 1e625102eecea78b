import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

/// Nothing from outside reaches the terminal raw, wherever on the screen it stands.
@Suite struct OutsideTextTests {
  private static let hostile = [
    ("\u{1B}[2J", "\\e[2J"), ("\u{1B}]0;x\u{07}", "\\e]0;x\\a"), ("\u{202E}evil", "\\u{202e}evil"),
  ]

  @Test("a hostile label is visible text in table, detail and notice", arguments: hostile)
  func label(text: String, shown: String) {
    var session = Session([job("probe", label: text)])
    #expect(session.screen.row(with: "▸ in progress")?.contains(shown) == true)
    session.press(.character("d"))
    #expect(session.screen.newsRow.hasPrefix(shown))
    session.press(.enter)
    #expect(session.screen.rows.filter { $0.contains(shown) }.count == 2)
    expectHarmless(session)
  }

  @Test("a hostile status is visible text in table and detail", arguments: hostile)
  func status(text: String, shown: String) {
    var session = Session([job("probe", .unrecognized(text))])
    #expect(session.screen.row(with: "probe")?.contains("? \(shown.prefix(10))") == true)
    session.press(.enter)
    #expect(session.screen.row(with: "Status  ")?.contains("? \(shown)") == true)
    #expect(session.screen.row(with: "History")?.contains(shown) == true)
    expectHarmless(session)
  }

  @Test("hostile words in an error are visible text", arguments: hostile)
  func error(text: String, shown: String) {
    var session = Session([job("probe", trouble: .unexpected(status: 400, message: text))])
    #expect(session.screen.newsRow.contains(shown))
    session.press(.enter)
    #expect(session.screen.row(with: "Trouble")?.contains(shown) == true)
    session.send(.effectFailed(text))
    #expect(session.screen.newsRow == shown)
    expectHarmless(session)
  }

  @Test("a hostile conversation id is visible text", arguments: hostile)
  func conversation(text: String, shown: String) {
    var session = Session([job("probe", conversation: text)])
    session.press(.enter)
    #expect(session.screen.row(with: "Conversation")?.contains(shown) == true)
    expectHarmless(session)
  }

  @Test("hostile text in a prompt, and in what is wrong with it, is visible text", arguments: hostile)
  func prompt(text: String, shown: String) {
    var session = Session()
    session.press(.character("a"), .paste("\u{0}\(text)"))
    #expect(session.screen.newsRow.contains("\\0\(shown)"))
    session.press(.enter)
    #expect(session.screen.rows.suffix(2).contains { $0.contains("\\0\(shown)") })
    expectHarmless(session)
  }

  @Test("an id that looks like another by an invisible character does not look like it")
  func lookalike() {
    #expect(Session([job("job\u{200B}-0")]).screen.contains("job\\u{200b}-0"))
  }

  private func expectHarmless(_ session: Session) {
    let scalars = session.state.view().rows.joined().compactMap(\.glyph).flatMap(\.text.unicodeScalars)
    let harmful = scalars.filter {
      [.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
    }
    #expect(harmful.isEmpty)
  }
}

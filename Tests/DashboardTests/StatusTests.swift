import Dashboard
import JobAPI
import JobTracking
import Terminal
import Testing

/// A status reads the same with and without colour, and trouble is not one.
@Suite struct StatusTests {
  /// Two jobs, the second of which has the status, for the cursor bar to be elsewhere.
  private func screen(_ status: JobStatus?, _ glyphs: GlyphSet = .unicode) -> ScreenText {
    Session([job("first", .completed), job("probe", status, addedAgo: 700)], glyphs: glyphs).screen
  }

  @Test(
    "each status has its mark, its word and its colour",
    arguments: [
      (JobStatus.scheduled, "◌ scheduled", Color.scheduled), (.inProgress, "▸ in progress", .running),
      (.completed, "✓ completed", .completed), (.failed, "✗ failed", .failed),
      (.unrecognized("paused"), "? paused", .unknown),
    ])
  func looks(status: JobStatus, text: String, color: Color) {
    let screen = screen(status)
    #expect(screen.row(with: "probe")?.contains(text) == true)
    #expect(screen.style(of: text, inRowWith: "probe")?.color == color)
  }

  @Test("a status that is not known yet says so, without a colour")
  func unknown() {
    let screen = screen(nil)
    #expect(screen.row(with: "probe")?.contains("- not known") == true)
    #expect(screen.style(of: "- not known", inRowWith: "probe")?.color == nil)
  }

  @Test("marks and words all differ, so that colour is never needed", arguments: [GlyphSet.unicode, .ascii])
  func distinct(glyphs: GlyphSet) {
    let texts = allStatuses.compactMap { status in
      screen(status, glyphs).row(with: "probe").map { $0.dropFirst(2).prefix(13) }
    }
    #expect(Set(texts.map { $0.first }).count == allStatuses.count)
    #expect(Set(texts.map { $0.dropFirst(2) }).count == allStatuses.count)
  }

  @Test("an ASCII terminal is given ASCII alone", arguments: allStatuses)
  func ascii(status: JobStatus?) {
    var session = Session(
      [job("probe", status, label: String(repeating: "long ", count: 40))], glyphs: .ascii)
    session.press(.enter)
    let isASCII = session.screen.rows.joined().allSatisfy { $0.isASCII }
    #expect(isASCII)
  }

  @Test("running never looks like success, in the row, the header or the detail", arguments: [false, true])
  func runningIsNotGreen(isOpen: Bool) {
    var session = Session([job("probe", .inProgress)])
    if isOpen { session.press(.enter) }
    let greens = session.state.view().rows.joined().filter { $0.style.color == .completed }
    #expect(greens.isEmpty)
    #expect(session.screen.style(of: "▸ in progress")?.color == .running)
  }

  @Test("the selected row keeps the colour of its status", arguments: [JobStatus.completed, .failed])
  func selectedColor(status: JobStatus) {
    let expected: Color = status == .failed ? .failed : .completed
    let style = Session([job("probe", status)]).screen.style(of: "probe")
    #expect(style?.color == expected)
    #expect(style?.attributes.contains(.reverse) == true)
  }

  @Test("the bar of the cursor ends behind what names the job: trouble keeps its colour in the selected row")
  func selectedTrouble() {
    var troubled = job("probe", .inProgress, label: "call 12", trouble: .serverError(status: 502))
    var screen = Session([troubled]).screen
    #expect(screen.style(of: "probe")?.attributes.contains(.reverse) == true)
    #expect(screen.style(of: "HTTP 502") == Style(.warning, .bold))
    troubled = job("probe", .inProgress)
    var session = Session([troubled])
    session.press(.character(":"), .paste("columns age took"), .enter)
    screen = session.screen
    #expect(screen.selectedRow != nil, "without a name it is under the first column")
  }

  @Test(
    "trouble keeps the last known status and stands beside it",
    arguments: [
      (JobAPIError.unreachable(reason: "no route to host"), "offline"), (.timedOut, "timeout"),
      (.unknownHost("x"), "no host"), (.refused, "refused"), (.tls(.untrusted), "TLS"),
      (.tls(.notSpoken), "no TLS"), (.notHTTP, "no HTTP"), (.reset, "reset"), (.truncated, "cut short"),
      (.empty, "empty"), (.webPage(title: nil), "web page"), (.encoded(as: "gzip"), "encoded"),
      (.notUTF8, "no text"), (.noStatus(found: nil), "no status"),
      (.unauthorized, "no access"), (.notFound, "not found"),
      (.rateLimited(retryAfter: .seconds(3)), "HTTP 429"),
      (.serverError(status: 502), "HTTP 502"), (.malformed(detail: "no JSON"), "garbled"),
      (.redirected(to: "https://evil.example"), "redirect"), (.tooLarge, "too large"),
      (.otherJob(id: "x"), "wrong id"), (.unexpected(status: 418, message: nil), "HTTP 418"),
    ])
  func trouble(error: JobAPIError, word: String) throws {
    let probe = job("probe", .inProgress, addedAgo: 700)
    var session = Session([job("first", .completed), probe])
    session.receive(.job(probe.troubled(error)))
    let row = try #require(session.screen.row(with: "probe"))
    #expect(row.contains("▸ in progress"))
    #expect(row.hasPrefix("!"))
    #expect(row.hasSuffix(word))
    let reds = session.state.view().rows.joined().filter { $0.style.color == .failed }
    #expect(reds.isEmpty)
    #expect(session.state.jobs.counts.failed == 0)
  }

  @Test("trouble with the selected job is told in a sentence")
  func troubleSentence() {
    let session = Session([job("probe", trouble: .serverError(status: 503))])
    #expect(session.screen.newsRow.contains("the service answered 503"))
  }

  @Test("a usable answer ends the trouble")
  func troubleEnds() {
    var session = Session([job("probe", trouble: .timedOut)])
    session.receive(.job(job("probe").seeing(.completed)))
    #expect(session.screen.row(with: "probe")?.contains("!") == false)
  }

  @Test("an id that was added just now is said to be not known yet")
  func notKnownYet() {
    let session = Session([job("probe", nil, addedAgo: 5, trouble: .notFound)])
    #expect(session.screen.row(with: "probe")?.hasSuffix("not yet") == true)
    #expect(session.screen.newsRow == "! the service does not know this id yet; it was added just now")
  }

  @Test("a job that came back from its end has a mark, and its status stands")
  func anomaly() {
    let probe = job("probe", .completed, addedAgo: 700).seeing(.inProgress)
    let row = Session([job("first"), probe]).screen.row(with: "probe")
    #expect(row?.hasPrefix("!") == true)
    #expect(row?.contains("▸ in progress") == true)
  }

  @Test("trouble with a job that had no answer yet makes up no status")
  func troubleWithoutStatus() {
    let row = Session([job("probe", nil, trouble: .notFound)]).screen.row(with: "probe")
    #expect(row?.contains("not known") == true)
    #expect(row?.hasPrefix("!") == true)
    #expect(row?.hasSuffix("not found") == true)
  }
}

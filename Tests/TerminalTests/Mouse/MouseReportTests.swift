import Terminal
import Testing

/// What terminals say of their mouse is read whole, and nothing of it is left to be taken for keys.
@Suite struct MouseReportTests {
  /// The outcome of each character.
  private func outcomes(_ text: String, _ form: MouseReportReader.Form = .sgr) -> [MouseReportReader.Outcome]
  {
    var reader = MouseReportReader(form)
    return text.unicodeScalars.map { reader.take($0) }
  }

  @Test(
    "presses of the left button and the wheel are events, at cells counted from 0",
    arguments: [
      ("0;1;1M", MouseEvent(.press, at: Position(column: 0, row: 0))),
      ("0;300;120M", MouseEvent(.press, at: Position(column: 299, row: 119))),
      ("64;5;6M", MouseEvent(.wheelUp, at: Position(column: 4, row: 5))),
      ("65;5;6M", MouseEvent(.wheelDown, at: Position(column: 4, row: 5))),
    ])
  func events(text: String, event: MouseEvent) {
    let outcomes = outcomes(text)
    #expect(outcomes.last == .event(event))
    #expect(outcomes.dropLast().allSatisfy { $0 == .unfinished })
  }

  @Test(
    "releases, other buttons, held keys, motion and nonsense are read whole and are no event",
    arguments: [
      "0;1;1m", "1;1;1M", "2;1;1M", "4;1;1M", "16;1;1M", "32;1;1M", "35;1;1M", "66;1;1M", "128;1;1M",
      "0;0;1M", "0;1M",
      "M", ";;M", "0;1;1;1M", "99999;99999;99999M",
    ])
  func ignored(text: String) {
    let outcomes = outcomes(text)
    #expect(outcomes.last == .event(nil))
    #expect(outcomes.dropLast().allSatisfy { $0 == .unfinished })
  }

  @Test("what is no report is let go", arguments: ["0;1x", "q", "0;1;\u{1B}", "123456789012345678"])
  func broken(text: String) { #expect(outcomes(text).last == .broken) }

  @Test("the older form is three characters")
  func older() {
    #expect(
      outcomes(" !\"", .x10) == [
        .unfinished, .unfinished, .event(MouseEvent(.press, at: Position(column: 0, row: 1))),
      ])
    #expect(outcomes("#!!", .x10).last == .event(nil))
    #expect(outcomes(" \u{1B}", .x10).last == .broken)
  }
}

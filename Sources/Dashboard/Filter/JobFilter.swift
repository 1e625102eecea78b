import Foundation
import JobTracking

/// Which jobs a person wants to see, as it is typed: words, `status:failed`, `age>1h`, `and`, `or`, `not` and
/// parentheses. The README has the language.
package struct JobFilter: Hashable, Sendable {
  let expression: FilterExpression

  /// Reads a filter.
  ///
  /// What is not closed at the end, a quotation, a pattern or a parenthesis, counts as closed there, so that a filter
  /// works while it is typed.
  ///
  /// - Throws: ``FilterMistake`` with the place and a sentence. A text of blanks alone is one, too.
  package init(_ text: String) throws(FilterMistake) {
    var parser = try FilterParser(text)
    expression = try parser.filter()
  }

  init(_ expression: FilterExpression) { self.expression = expression }
}

extension JobFilter: CustomStringConvertible {
  /// The filter in its shortest usual spelling. Read again, it gives the same filter.
  package var description: String { expression.text }
}

/// What is wrong with a filter that was typed.
package struct FilterMistake: Error, Hashable, Sendable {
  /// Where, in characters.
  package let range: Range<Int>
  /// A sentence for people that says what to do. What was typed is in it as it came.
  package let sentence: String
}

extension JobFilter {
  /// Those of some jobs that are looked for, in their order.
  package func filtering(_ jobs: [TrackedJob], now: Date) -> [TrackedJob] {
    let program = FilterProgram(self)
    var texts = FilterTexts()
    let entries = jobs.map { ArrangedJob($0, place: texts.add($0)) }
    return texts.bytes.withUnsafeBufferPointer { bytes in
      entries.filter { program.accepts($0, in: bytes, now: now) }.map(\.job)
    }
  }
}

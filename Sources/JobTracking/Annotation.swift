/// What a person can write on a job. The names are those of the store's columns.
package enum Annotation: String, Hashable, Sendable {
  /// What the job is called in place of its id.
  case label
  /// A line of text.
  case note

  package func text(of job: TrackedJob) -> String {
    switch self {
    case .label: job.label
    case .note: job.note
    }
  }

  /// How many characters it has at most.
  package var longest: Int {
    switch self {
    case .label: 200
    case .note: 1000
    }
  }

  /// What a person wrote, as it is kept: in one line, with a blank between words.
  ///
  /// - Throws: ``AnnotationTooLong``
  package func line(of text: String) throws(AnnotationTooLong) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard line.count <= longest else { throw AnnotationTooLong(annotation: self, text: line) }
    return line
  }

  /// As much of a text as there is room for: of one that nobody wrote for this.
  package func beginning(of text: String) -> String { String(text.prefix(longest)) }
}

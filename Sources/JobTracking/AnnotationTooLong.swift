/// A label or a note that is longer than those may be.
package struct AnnotationTooLong: Error, Hashable, Sendable, CustomStringConvertible {
  package let annotation: Annotation
  /// In one line.
  package let text: String

  /// A sentence for people.
  package var description: String {
    "A \(annotation.rawValue) has at most \(annotation.longest) characters; these are \(text.count)."
  }
}

/// A mistake in a scenario.
package struct ScenarioError: Error, Hashable, CustomStringConvertible {
  let file: String
  /// From 1 on; nil for a mistake of the file as a whole.
  let line: Int?
  /// What was expected.
  let message: String

  /// A sentence for people; it may quote the file, so it is to be sanitised before it is shown.
  package var description: String { line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)" }
}

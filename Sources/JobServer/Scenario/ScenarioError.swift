/// A mistake in a scenario.
package struct ScenarioError: Error, Hashable, CustomStringConvertible {
  let file: String
  /// From 1 on.
  let line: Int
  /// What was expected.
  let message: String

  package var description: String { "\(file):\(line): \(message)" }
}

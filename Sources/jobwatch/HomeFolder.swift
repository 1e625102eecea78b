import Foundation

/// The person's home folder, as shells see it.
enum HomeFolder {
  static func path(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> String {
    environment["HOME"] ?? NSHomeDirectory()
  }

  /// A path with the home folder in place of a `~` at its beginning.
  static func expandingTilde(
    in path: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String {
    path == "~" || path.hasPrefix("~/") ? self.path(environment) + path.dropFirst() : path
  }
}

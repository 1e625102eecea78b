import Foundation

/// A URL that HTTP can reach: `http` or `https`, with a host.
struct HTTPURL: Hashable, Sendable {
  let text: String

  /// nil for any other text.
  init?(_ text: String) {
    guard let url = URL(string: text), let scheme = url.scheme?.lowercased(),
      ["http", "https"].contains(scheme),
      let host = url.host(), !host.isEmpty
    else { return nil }
    self.text = text
  }

  /// What is asked of the text, to go on after the name of the place where it stood.
  static let rule = "must be an http or https URL"
}

import Foundation

/// The id and secret of an app, as a service hands them out, for which it generates tokens.
///
/// Printing or interpolating them shows the id only.
package struct AppCredentials: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  package let id: String
  private let secret: String

  /// Accepts two words of visible characters; blanks around them are dropped.
  package init?(id: String, secret: String) {
    let words = [id, secret].map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    guard
      words.allSatisfy({ word in
        !word.isEmpty
          && word.unicodeScalars.allSatisfy { $0.value > 0x20 && !(0x7F...0x9F).contains($0.value) }
      })
    else { return nil }
    (self.id, self.secret) = (words[0], words[1])
  }

  /// Hands the secret to the one who writes it where it belongs: a request to its own service, or a file that only
  /// its owner can read.
  package func withSecret<Value>(_ body: (String) throws -> Value) rethrows -> Value { try body(secret) }

  /// A text without the secret in it.
  func concealed(in text: String) -> String { text.concealing(secret, as: "<secret>") }

  package var description: String { "app \(id)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

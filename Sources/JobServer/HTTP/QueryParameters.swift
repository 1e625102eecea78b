import Foundation

/// Reads the query of a URL as HTML forms write it: a plus sign is a blank, the rest is percent-encoded.
enum QueryParameters {
  /// The values by their names; of a name given twice the last one. What cannot be decoded stays as it came.
  static func values(in query: String) -> [String: String] {
    query.split(separator: "&").reduce(into: [:]) { values, pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(decoded)
      values[parts[0]] = parts.count > 1 ? parts[1] : ""
    }
  }

  private static func decoded(_ text: Substring) -> String {
    let spaced = text.replacing("+", with: " ")
    return spaced.removingPercentEncoding ?? String(spaced)
  }
}

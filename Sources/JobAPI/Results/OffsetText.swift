/// Times within a conversation, as people and subtitles write them.
package enum OffsetText {
  /// The longest time that is written, in seconds: a hundred years. What is beyond it is no time.
  private static let longest = 3.2e9

  /// Seconds as `00:01:05`, cut off to whole ones; nil for what is no time: none, negative, or not finite.
  package static func clock(_ seconds: Double?) -> String? {
    milliseconds(seconds).map { parts($0) }
  }

  /// Seconds as `00:01:05,250`; nil for what is no time.
  static func subtitle(_ seconds: Double?) -> String? {
    milliseconds(seconds).map { time in
      let rest = "\(time % 1_000)"
      return "\(parts(time)),\(String(repeating: "0", count: 3 - rest.count))\(rest)"
    }
  }

  private static func milliseconds(_ seconds: Double?) -> Int? {
    guard let seconds, seconds.isFinite, (0...longest).contains(seconds) else { return nil }
    return Int((seconds * 1_000).rounded())
  }

  private static func parts(_ milliseconds: Int) -> String {
    let seconds = milliseconds / 1_000
    return [seconds / 3_600, seconds / 60 % 60, seconds % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      .joined(separator: ":")
  }
}

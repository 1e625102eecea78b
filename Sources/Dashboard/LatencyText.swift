import JobTracking

/// How long an answer took.
enum LatencyText {
  /// For the header: a bound out of few, as it would be restless else.
  static func coarse(_ latency: Duration) -> String {
    let milliseconds = latency.inSeconds * 1_000
    let bound = [10, 20, 50, 100, 200, 500].first { milliseconds < Double($0) } ?? 1_000
    return "<\(bound) ms"
  }

  static func exact(_ latency: Duration) -> String {
    let milliseconds = latency.inSeconds * 1_000
    guard milliseconds >= 1 else { return "less than 1 ms" }
    return milliseconds < 10_000 ? "\(Int(milliseconds)) ms" : "\(Int(latency.inSeconds)) s"
  }
}

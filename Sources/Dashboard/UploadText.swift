import Foundation
import JobTracking

/// How far a submission is, in words and as a bar.
package enum UploadText {
  /// - Parameters:
  ///   - size: of the file, in bytes; nil when there is none.
  ///   - isUnicode: whether the bar may be of block characters.
  package static func describe(_ stage: Submitter.Stage, size: Int64?, isUnicode: Bool) -> String {
    switch stage {
    case .queued: return "waits for its turn"
    case .waiting(running: 0): return "waits: the account has as many jobs as it may have"
    case .waiting(let running):
      return "waits until a job ends (\(running) running)"
    case .sending(let bytes):
      guard let size, size > 0 else { return "is being sent" }
      return "\(bar(Double(bytes) / Double(size), isUnicode)) \(bytes * 100 / size) % of \(Self.bytes(size))"
    }
  }

  private static let barWidth = 20

  private static func bar(_ share: Double, _ isUnicode: Bool) -> String {
    let full = Int(Double(barWidth) * min(max(share, 0), 1))
    let (done, open) = isUnicode ? ("█", "░") : ("#", "-")
    return "[\(String(repeating: done, count: full))\(String(repeating: open, count: barWidth - full))]"
  }

  /// A size with one decimal, in units of 1024: `2.0 GiB`.
  package static func bytes(_ count: Int64) -> String {
    var value = Double(count)
    for unit in ["B", "KiB", "MiB"] {
      if value < 1024 { return unit == "B" ? "\(count) B" : String(format: "%.1f \(unit)", value) }
      value /= 1024
    }
    return String(format: "%.1f GiB", value)
  }
}

import JobTracking

/// How far submissions are, in sentences: what somebody waits for, and a large file by its quarters.
struct LinearSubmissions: Sendable {
  private enum Told: Hashable {
    case queued, waiting
    case sending(quarter: Int)
  }

  private var told: [Int: Told] = [:]

  /// What is new about a submission.
  mutating func take(_ submission: PendingSubmission, number: Int) -> [String] {
    let stage: Told =
      switch submission.stage {
      case .queued: .queued
      case .waiting: .waiting
      case .sending(let bytes): .sending(quarter: Self.quarter(bytes, of: submission.size))
      }
    let before = told.updateValue(stage, forKey: number)
    guard stage != before else { return [] }
    switch (stage, before) {
    // It is its turn at once.
    case (.queued, _) where told.count == 1: return []
    case (.queued, _), (.waiting, _):
      return ["\(submission.label) \(UploadText.describe(submission.stage, size: nil, isUnicode: false))."]
    case (.sending(4), _): return []
    case (.sending(let quarter), .sending?): return ["\(submission.label): \(quarter * 25) % is sent."]
    case (.sending, _):
      guard let size = submission.size else { return [] }
      return ["\(submission.label) is being sent, \(UploadText.bytes(size))."]
    }
  }

  /// Forgets one that is over.
  mutating func end(_ number: Int) { told[number] = nil }

  private static func quarter(_ bytes: Int64, of size: Int64?) -> Int {
    guard let size, size > 0 else { return 0 }
    return Int(4 * min(bytes, size) / size)
  }
}

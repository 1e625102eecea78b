import Foundation
import JobTracking

/// By which column the table is sorted. Jobs that are alike in it stand as they do without sorting, newest first.
package struct JobSort: Hashable, Sendable {
  package var column: JobColumn
  /// From the largest to the smallest.
  package var isReversed: Bool
  /// How long jobs of a kind mostly take, in seconds, where the rows are sorted by when they are expected to end.
  var medians: [String?: Double] = [:]

  package init(_ column: JobColumn, isReversed: Bool = false) {
    self.column = column
    self.isReversed = isReversed
  }
}

/// What a job is sorted by: never the text that a column shows, but what it stands for. None of it changes by the passing
/// of time, so that only news of a job moves its row.
enum SortKey: Comparable, Sendable {
  /// Numbers of the same group are compared; a lower group comes before.
  case number(group: Int, Double)
  /// Lower case.
  case text(String)
  /// There is nothing to compare; these come last, reversed or not.
  case nothing

  init(_ job: TrackedJob, by sort: JobSort) {
    switch sort.column {
    case .status: self = Self.status(job)
    case .label: self = Self.folded(job.label)
    case .id: self = Self.folded(job.key.id.rawValue)
    case .age:
      // The age of one that runs grows while that of one that has ended stays: among each other they would change places
      // all the time.
      self =
        job.isFinished
        ? .number(group: 1, job.age(at: job.addedAt)) : .number(group: 0, -job.addedAt.timeIntervalSince1970)
    case .inStatus: self = Self.instant(job.statusSince)
    case .expected:
      self =
        job.isFinished
        ? .nothing
        : sort.medians[job.kind].map {
          .number(group: 0, job.beganAt.timeIntervalSince1970 + $0)
        } ?? .nothing
    case .checked: self = Self.instant(job.lastCheckedAt)
    case .took: self = job.seconds.map { .number(group: 0, $0) } ?? .nothing
    case .kind: self = Self.folded(job.kind ?? "")
    case .conversation: self = Self.folded(job.conversation?.rawValue ?? "")
    case .service: self = Self.folded(job.key.profile)
    }
  }

  /// In the order of a job's life; the unknown ones after it, by their words.
  private static func status(_ job: TrackedJob) -> SortKey {
    switch job.status {
    case .scheduled: .number(group: 0, 0)
    case .inProgress: .number(group: 0, 1)
    case .completed: .number(group: 0, 2)
    case .failed: .number(group: 0, 3)
    case .unrecognized(let word): folded(word)
    case nil: .nothing
    }
  }

  /// The later, the shorter ago.
  private static func instant(_ date: Date?) -> SortKey {
    date.map { .number(group: 0, -$0.timeIntervalSince1970) } ?? .nothing
  }

  private static func folded(_ text: String) -> SortKey {
    text.isEmpty ? .nothing : .text(FilterText.folded(text))
  }

  static func < (left: SortKey, right: SortKey) -> Bool { left.order(right) < 0 }

  /// Below, at or above 0, as this one comes before the other, beside it or after it.
  private func order(_ other: SortKey) -> Int {
    switch (self, other) {
    case (.number(let group, let number), .number(let otherGroup, let otherNumber)):
      group != otherGroup
        ? (group < otherGroup ? -1 : 1) : number < otherNumber ? -1 : number > otherNumber ? 1 : 0
    case (.text(let text), .text(let otherText)): NaturalOrder.compare(text, otherText)
    default: rank - other.rank
    }
  }

  private var rank: Int {
    switch self {
    case .number: 0
    case .text: 1
    case .nothing: 2
    }
  }
}

/// Texts in the order that people expect: numbers in them by their value, so that `call 2` comes before `call 10`.
enum NaturalOrder {
  /// Below, at or above 0. Complexity: O(n)
  static func compare(_ left: String, _ right: String) -> Int {
    var (left, right) = (left, right)
    return left.withUTF8 { left in right.withUTF8 { right in compare(left, right) } }
  }

  private static func compare(_ left: UnsafeBufferPointer<UInt8>, _ right: UnsafeBufferPointer<UInt8>) -> Int
  {
    var (l, r) = (0, 0)
    while l < left.count, r < right.count {
      guard isDigit(left[l]), isDigit(right[r]) else {
        guard left[l] == right[r] else { return Int(left[l]) - Int(right[r]) }
        (l, r) = (l + 1, r + 1)
        continue
      }
      // Without zeros in front the longer number is the larger one.
      while l < left.count, left[l] == zero { l += 1 }
      while r < right.count, right[r] == zero { r += 1 }
      let (leftStart, rightStart) = (l, r)
      var first = 0
      while l < left.count, r < right.count, isDigit(left[l]), isDigit(right[r]) {
        if first == 0 { first = Int(left[l]) - Int(right[r]) }
        (l, r) = (l + 1, r + 1)
      }
      while l < left.count, isDigit(left[l]) { l += 1 }
      while r < right.count, isDigit(right[r]) { r += 1 }
      let longer = (l - leftStart) - (r - rightStart)
      if longer != 0 { return longer }
      if first != 0 { return first }
    }
    return (left.count - l) - (right.count - r)
  }

  private static let zero = UInt8(ascii: "0")

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}

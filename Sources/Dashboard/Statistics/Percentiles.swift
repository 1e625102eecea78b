/// The 50th, 90th and 99th percentile by the nearest-rank method: the smallest value that at least so many percent of all
/// do not exceed. So each of them is a value that occurs.
package struct Percentiles: Hashable, Sendable {
  package let p50: Double
  package let p90: Double
  package let p99: Double
  /// Of how many values.
  package let count: Int

  /// - Returns: nil when there are no values.
  ///
  /// Complexity: O(n log n)
  package init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    // In whole numbers, as 0.9 · 10 is more than 9 for some.
    let at = { (percent: Int) in sorted[max(1, (percent * sorted.count + 99) / 100) - 1] }
    (p50, p90, p99) = (at(50), at(90), at(99))
    count = values.count
  }
}

import JobTracking
import Testing

@Suite struct RetryTests {
  private let policy = RetryPolicy(first: .seconds(2), longest: .seconds(60))

  @Test("each further failure doubles the longest pause there may be, up to the longest of all")
  func growth() {
    let pauses = (1...8).map { policy.pause(afterFailures: $0, fraction: 0.5) }
    #expect(pauses == [1, 2, 4, 8, 16, 30, 30, 30].map { .seconds($0) })
  }

  @Test("the whole of it is up to chance, but for the shortest pause")
  func jitter() {
    #expect(policy.pause(afterFailures: 3, fraction: 0) == RetryPolicy.shortest)
    #expect(policy.pause(afterFailures: 3, fraction: 0.25) == .seconds(2))
    #expect(policy.pause(afterFailures: 3, fraction: 0.75) == .seconds(6))
  }

  @Test("any number of failures gives a pause", arguments: [Int.min, -1, 0, 1_000, Int.max])
  func anyNumber(failures: Int) {
    #expect(policy.pause(afterFailures: failures, fraction: 0.5) == .seconds(failures > 0 ? 30 : 1))
  }

  @Test("a first pause longer than the longest stands")
  func longFirst() {
    let policy = RetryPolicy(first: .seconds(90), longest: .seconds(60))
    #expect(policy.pause(afterFailures: 9, fraction: 0.5) == .seconds(45))
  }
}

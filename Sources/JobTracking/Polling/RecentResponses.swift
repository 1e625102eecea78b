/// The last responses about the jobs that were asked about of late.
///
/// It holds ``capacity`` jobs at most, and forgets those first that were not asked about for long: of very many jobs all
/// responses together would take more memory than the jobs.
struct RecentResponses: Sendable {
  private var young: [JobKey: LastResponse] = [:]
  private var old: [JobKey: LastResponse] = [:]
  private let generationSize: Int

  /// - Parameter capacity: how many jobs are remembered at most, 2 or more; 300 to 800 bytes each.
  init(capacity: Int = 2_000) { generationSize = max(1, capacity / 2) }

  /// How many jobs are remembered.
  var count: Int { young.count + old.count }

  /// The last responses, of every job that is remembered once.
  var all: [(key: JobKey, response: LastResponse)] {
    old.merging(young) { $1 }.map { (key: $0.key, response: $0.value) }
  }

  /// The last response about a job, if it is remembered.
  subscript(key: JobKey) -> LastResponse? { young[key] ?? old[key] }

  /// Complexity: O(1), amortised.
  mutating func note(_ response: LastResponse, of key: JobKey) {
    let response = response.confirming(self[key])
    if young[key] == nil {
      old[key] = nil
      if young.count >= generationSize {
        swap(&young, &old)
        young.removeAll(keepingCapacity: true)
      }
    }
    young[key] = response
  }
}

import JobTracking

/// The figures of the page of statistics, in sentences.
enum LinearFigures {
  static func sentences(about jobs: [TrackedJob], _ state: DashboardState) -> [String] {
    let statistics = JobStatistics(jobs, now: state.now)
    let all = state.jobs.count
    return [
      "Figures of \(jobs.count == all ? "all \(all)" : "\(jobs.count) of \(all)") jobs.",
      "Queue time: \(times(statistics.queueTime, none: StatisticsText.noQueueTime)).",
      "Run time: \(times(statistics.runTime, none: StatisticsText.noEnd)).",
      "Ended: \(StatisticsText.throughput(statistics)).",
      "Failed: \(StatisticsText.failures(statistics)).",
      "Requests: \(StatisticsText.requests(state, at: statistics.at)).",
    ]
  }

  private static func times(_ percentiles: Percentiles?, none: String) -> String {
    guard let percentiles else { return none }
    let (p50, p90, p99) = (
      TimeText.duration(percentiles.p50.rounded()), TimeText.duration(percentiles.p90.rounded()),
      TimeText.duration(percentiles.p99.rounded())
    )
    return "half took up to \(p50), 90 % up to \(p90), 99 % up to \(p99), of \(percentiles.count)"
  }
}

import Foundation
import JobTracking

/// Which part of time the timeline shows.
package struct TimelineWindow: Hashable, Sendable {
  /// Seconds a column.
  package internal(set) var step: Int
  /// The right end; nil follows the present.
  package internal(set) var end: Date?
}

extension DashboardState {
  /// Shows the jobs as bars in time, or as a table again.
  mutating func toggleTimeline() {
    guard timeline == nil else {
      timeline = nil
      return
    }
    // Who has ended long ago would make those too small that are under way.
    let unfinished = jobsInView.filter { !$0.isFinished }
    fitTimeline(to: unfinished.isEmpty ? jobsInView : unfinished)
  }

  /// Shows as much time as jobs need, up to the present.
  mutating func fitTimeline(to jobs: [TrackedJob]) {
    let starts = jobs.compactMap { JobTimeline($0).start }
    let step = TimeAxis.step(
      showing: starts.min() ?? now, to: now, columns: TimelineView.barColumns(in: size))
    timeline = TimelineWindow(step: step, end: nil)
  }

  /// The axis of the timeline as it is on the screen.
  var timeAxis: TimeAxis? {
    timeline.map {
      TimeAxis(step: $0.step, columns: TimelineView.barColumns(in: size), end: min($0.end ?? now, now))
    }
  }

  /// Scrolls by a quarter of the screen, to the present at most.
  mutating func scrollTimeline(by direction: Int) {
    guard let window = timeline, let axis = timeAxis else { return }
    let shift = Double(direction * max(1, axis.columns / 4) * window.step)
    let end = min(window.end ?? now, now).addingTimeInterval(shift)
    timeline?.end = end >= now ? nil : end
  }

  /// Shows more or less time; the right end stays.
  mutating func zoomTimeline(by direction: Int) {
    guard let window = timeline else {
      notice = "Zooming is for the timeline: t shows it."
      return
    }
    let place = TimeAxis.steps.firstIndex(of: window.step) ?? 0
    let next = min(max(0, place + direction), TimeAxis.steps.count - 1)
    let step = TimeAxis.steps[next]
    timeline?.step = step
    let all = TimeText.duration(Double(step * TimelineView.barColumns(in: size)))
    notice =
      next == place
      ? "It goes no further." : "A column is \(TimeText.duration(Double(step))), all of them \(all)."
  }

  /// When the timeline next changes by the passing of time alone; nil when it does not.
  var nextTimelineTick: Date? {
    guard let window = timeline, window.end == nil, let axis = timeAxis,
      jobsInView.contains(where: { !$0.isFinished })
    else { return nil }
    return axis.end
  }
}

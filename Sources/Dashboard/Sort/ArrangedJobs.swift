import Foundation
import JobTracking

/// A job with what filters ask about most.
struct ArrangedJob: Sendable {
  let job: TrackedJob
  /// Where its texts are.
  var place: FilterTexts.Place
  let status: StatusChoice.Mask

  init(_ job: TrackedJob, place: FilterTexts.Place = .nowhere) {
    self.job = job
    self.place = place
    status = StatusChoice.Mask(StatusChoice.Kind(job.status))
  }
}

/// The jobs in the order that a person wants, and those of them that a person wants to see. There is one only once the table
/// was filtered or sorted: until then ``JobList`` has the order.
struct ArrangedJobs: Sendable {
  /// All of them in their order.
  private var all: [ArrangedJob]
  /// Those that are shown, in their order.
  private(set) var shown: [ArrangedJob]
  let sort: JobSort?
  private var program: FilterProgram?
  /// Nil before there was a filter.
  private var texts: FilterTexts?
  /// A job that is shown though it may not be looked for: the one under the cursor.
  private var kept: TrackedJob?
  /// When `shown` may next change by the passing of time alone; nil when it will not.
  private(set) var nextChange: Date?

  /// All jobs, sorted.
  ///
  /// Complexity: O(n log n)
  init(_ jobs: JobList, _ sort: JobSort?) {
    self.sort = sort
    let inOrder = jobs.keys.compactMap { jobs[$0] }.map { ArrangedJob($0) }
    if let sort {
      // The ranks are made once, not at each comparison.
      let ranks = inOrder.map { RowRank($0.job, sort) }
      all = inOrder.indices.sorted {
        let order = ranks[$0].order(ranks[$1])
        return order == 0 ? $0 < $1 : order < 0
      }.map { inOrder[$0] }
    } else {
      all = inOrder
    }
    shown = all
  }

  /// The row of a job that is as it was when it was taken over. Complexity: O(log n)
  func row(of job: TrackedJob) -> Int? { shown.row(of: job, sort) }

  /// The row of a job, or of the one that would be nearest to it. Complexity: O(log n)
  func nearestRow(to job: TrackedJob) -> Int? {
    guard !shown.isEmpty else { return nil }
    return row(of: job) ?? min(shown.rows(alike: RowRank(job, sort), sort).lowerBound, shown.count - 1)
  }
}

// MARK: The filter

extension ArrangedJobs {
  /// Shows what a filter looks for, or everything.
  ///
  /// Complexity: O(n)
  mutating func show(_ filter: JobFilter?, now: Date) {
    program = filter.map(FilterProgram.init)
    kept = nil
    evaluate(now: now)
  }

  /// Shows what is looked for at another time.
  ///
  /// Complexity: O(n)
  mutating func evaluate(now: Date) {
    nextChange = nil
    guard let program else {
      shown = all
      return
    }
    let texts = takeTexts()
    shown.removeAll(keepingCapacity: true)
    texts.bytes.withUnsafeBufferPointer { bytes in
      for entry in all {
        if program.accepts(entry, in: bytes, now: now) { shown.append(entry) }
        if program.dependsOnTime { noteChange(of: entry.job, program, now: now) }
      }
    }
    self.texts = texts
    if let kept { insertKept(kept) }
  }

  /// The texts of all jobs, made when they are first needed, or when too many of jobs that are gone are among them.
  private mutating func takeTexts() -> FilterTexts {
    if let texts, !texts.isFull {
      self.texts = nil  // so that there is only one, to be written to in place
      return texts
    }
    var texts = FilterTexts()
    for index in all.indices { all[index].place = texts.add(all[index].job) }
    return texts
  }

  private mutating func noteChange(of job: TrackedJob, _ program: FilterProgram, now: Date) {
    guard let change = program.nextChange(of: job, after: now) else { return }
    nextChange = min(nextChange ?? change, change)
  }

  private func isLookedFor(_ entry: ArrangedJob, now: Date) -> Bool {
    guard let program, let texts else { return true }
    return texts.bytes.withUnsafeBufferPointer {
      program.accepts(entry, in: $0, now: now)
    }
  }

  /// Keeps a job shown that is not looked for any more, until another one is kept.
  mutating func keep(_ job: TrackedJob?, now: Date) {
    guard program != nil, job?.key != kept?.key else { return }
    if let old = kept, let row = shown.row(of: old, sort), !isLookedFor(shown[row], now: now) {
      shown.remove(at: row)
    }
    kept = job
    if let job { insertKept(job) }
  }

  private mutating func insertKept(_ job: TrackedJob) {
    guard shown.row(of: job, sort) == nil, let row = all.row(of: job, sort) else { return }
    // Those that are alike stand as they do among all.
    let rank = RowRank(job, sort)
    let alikeInAll = all[all.rows(alike: rank, sort)]
    let alike = shown.rows(alike: rank, sort)
    let next = alike.first { index in
      (alikeInAll.firstIndex { $0.job.key == shown[index].job.key } ?? 0) > row
    }
    shown.insert(all[row], at: next ?? alike.upperBound)
  }
}

// MARK: News

extension ArrangedJobs {
  /// What has become of a job.
  struct Change {
    /// As it was when it was taken over; nil when it was not there.
    var old: TrackedJob?
    /// As it is; nil when it is not there any more.
    var new: TrackedJob?
  }

  /// Takes over what has changed, one change a job.
  ///
  /// Complexity: O(n) where rows move, O(m log n) where they do not
  mutating func take(_ changes: some Sequence<Change>, in jobs: JobList, now: Date) {
    var edits = (all: RowEdit(), shown: RowEdit())
    for change in changes {
      let row = change.old.flatMap { all.row(of: $0, sort) }
      let shownRow = change.old.flatMap { shown.row(of: $0, sort) }
      let entry = change.new.map { arranged($0, like: row.map { all[$0] }) }
      if let kept, kept.key == (change.old ?? change.new)?.key { self.kept = change.new }
      var staysInPlace = false
      if let old = change.old, let new = change.new {
        staysInPlace = RowRank(old, sort).order(RowRank(new, sort)) == 0
      }
      Self.put(entry, row, staysInPlace, jobs, sort, &all, &edits.all)
      let isShown = entry.map { $0.job.key == kept?.key || isLookedFor($0, now: now) } ?? false
      Self.put(isShown ? entry : nil, shownRow, staysInPlace, jobs, sort, &shown, &edits.shown)
      if let program, program.dependsOnTime, let new = change.new { noteChange(of: new, program, now: now) }
    }
    edits.all.apply(to: &all, sort)
    edits.shown.apply(to: &shown, sort)
  }

  private static func put(
    _ entry: ArrangedJob?, _ row: Int?, _ staysInPlace: Bool, _ jobs: JobList, _ sort: JobSort?,
    _ rows: inout [ArrangedJob], _ edit: inout RowEdit
  ) {
    if let entry, let row, staysInPlace {
      rows[row] = entry
      return
    }
    if let row { edit.remove(row) }
    guard let entry else { return }
    let alike = rows.rows(alike: RowRank(entry.job, sort), sort)
    let placeInList = alike.isEmpty ? 0 : jobs.row(of: entry.job.key) ?? 0
    let next = alike.first { (jobs.row(of: rows[$0].job.key) ?? 0) > placeInList }
    edit.insert(entry, before: next ?? alike.upperBound, placeInList: placeInList)
  }

  private mutating func arranged(_ job: TrackedJob, like old: ArrangedJob?) -> ArrangedJob {
    if let old, old.job.label == job.label { return ArrangedJob(job, place: old.place) }
    guard texts != nil, let place = texts?.add(job) else { return ArrangedJob(job) }
    return ArrangedJob(job, place: place)
  }
}

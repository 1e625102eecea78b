import Foundation
import JobAPI
import JobTracking

/// What has been told of the jobs, and how what is new is put into sentences.
struct LinearReport: Sendable {
  /// How many new jobs are named one by one.
  private static let mostNamed = 3

  private struct Told: Sendable {
    var status: JobStatus?
    /// What it was called.
    var name: String
    /// The kind of trouble, as no sentence is worth another count of failures.
    var trouble: String?
  }

  private var told: [JobKey: Told] = [:]
  private var service: JobAPIError?
  private var hasStoreTrouble = false
  /// The job that the last sentence was about.
  private(set) var latest: JobKey?
  /// The jobs that the last sentences were about.
  private(set) var subjects: Set<JobKey> = []

  init(_ jobs: JobList) {
    for key in jobs.keys { told[key] = Told(status: jobs[key]?.status, name: jobs[key]?.name ?? "") }
  }

  /// What is new in these updates.
  ///
  /// - Parameters:
  ///   - heard: the jobs that are told of; nil when all are. What becomes of the others is noted.
  ///   - untracked: the jobs whose leaving was told of when a person wanted it.
  mutating func take(
    _ updates: [JobUpdate], _ state: DashboardState, hearing heard: Set<JobKey>?, untracked: Set<JobKey>
  ) -> [String] {
    let isHeard = { (key: JobKey) in heard?.contains(key) ?? true }
    var sentences: [String] = []
    subjects = []
    // How the service fares comes first: what is its trouble is not told once more for each job.
    for case .service(let health) in updates { sentences += take(health, advice: state.signInAdvice) }
    let new = updates.compactMap { update in
      if case .job(let job) = update, told[job.key] == nil, isHeard(job.key) { job } else { nil }
    }
    if new.count > Self.mostNamed { sentences.append("\(new.count) more jobs are tracked.") }
    for update in updates {
      switch update {
      case .job(let job):
        guard isHeard(job.key) else {
          note(job)
          break
        }
        if told[job.key] == nil, new.count <= Self.mostNamed { sentences.append("\(job.name) is tracked.") }
        sentences += take(job)
      case .removed(let key):
        guard let told = told.removeValue(forKey: key), isHeard(key), !untracked.contains(key) else { break }
        sentences.append("\(told.name) is not tracked any more.")
      case .storeTrouble(let trouble):
        if let trouble { sentences.append("\(trouble)") }
        if trouble == nil, hasStoreTrouble { sentences.append("Changes are stored again.") }
        hasStoreTrouble = trouble != nil
      case .service, .hold, .unsaved, .estimates, .traffic: break
      }
    }
    return sentences
  }

  private mutating func take(_ health: ServiceHealth, advice: String) -> [String] {
    switch health {
    case .unknown: return []
    case .answering:
      defer { service = nil }
      return service == nil ? [] : ["The service answers again."]
    case .trouble(let error):
      defer { service = error }
      guard service?.shortName != error.shortName else { return [] }
      if error.needsSigningIn { return ["Not authorized: \(advice)."] }
      return ["The service is in trouble: \(error.ending) What is known of the jobs stands."]
    }
  }

  private mutating func take(_ job: TrackedJob) -> [String] {
    let before = told[job.key] ?? Told(name: job.name)
    let trouble = note(job).trouble
    var sentences: [String] = []
    if job.status != before.status, job.status != nil { sentences.append(Self.change(of: job)) }
    if trouble != before.trouble, service == nil || service?.shortName != trouble {
      if let message = job.health.message {
        let end = message.hasSuffix("?") ? "" : "."
        sentences.append("\(job.name) could not be asked about: \(message)\(end)")
      } else if job.status == before.status, before.trouble != service?.shortName {
        sentences.append("\(job.name) is answered for again: \(Self.word(job.status)).")
      }
    }
    if !sentences.isEmpty {
      latest = job.key
      subjects.insert(job.key)
    }
    return sentences
  }

  /// Takes note of how a job stands, as if that had been told.
  @discardableResult private mutating func note(_ job: TrackedJob) -> Told {
    let now = Told(
      status: job.status, name: job.name, trouble: job.health.error == nil ? nil : job.health.shortName)
    told[job.key] = now
    return now
  }

  /// `call 12 is in progress, after 8s scheduled.`
  private static func change(of job: TrackedJob) -> String {
    let history = job.history
    let word = word(job.status)
    if job.isFinished, let seconds = job.seconds {
      return "\(job.name) is \(word), after \(TimeText.duration(seconds))."
    }
    guard history.count > 1, let before = history.dropLast().last, let last = history.last else {
      return "\(job.name) is \(word)."
    }
    let time = TimeText.duration(last.seenAt.timeIntervalSince(before.seenAt))
    return "\(job.name) is \(word), after \(time) \(Self.word(before.to))."
  }

  /// `call 12, id 4f1a, is in progress for 8s.`
  static func standing(of job: TrackedJob, at now: Date) -> String {
    let id = job.label.isEmpty ? "" : ", id \(job.key.id),"
    let time = job.statusSince.map { " for \(TimeText.duration(now.timeIntervalSince($0)))" } ?? ""
    let trouble = job.health.message.map { "; \($0)" } ?? ""
    return "\(job.name)\(id) is \(word(job.status))\(time)\(trouble)."
  }

  private static func word(_ status: JobStatus?) -> String { StatusAppearance(status, .ascii).word }
}

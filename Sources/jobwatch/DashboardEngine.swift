import Dashboard
import Foundation
import JobAPI
import JobTracking

/// Carries out what the dashboard asks for, and answers with events.
struct DashboardEngine: Sendable {
  let profile: JobAPIProfile
  let api: any JobAPI
  let poller: JobPoller<ContinuousClock>
  let conversations: ConversationReader

  /// Does one thing.
  ///
  /// - Returns: what to tell the dashboard; what changes a job comes through ``JobPoller/updates`` besides.
  func perform(_ effect: DashboardEffect) async -> DashboardEvent? {
    switch effect {
    case .track(let ids, let alreadyTracked):
      let jobs = TrackedJob.batch(of: ids, profile: profile.name, addedAt: Date())
      do {
        return .tracked(try await poller.track(jobs), alreadyTracked: alreadyTracked)
      } catch { return .trackFailed("\(error)", ids) }
    case .retrack(let jobs):
      do {
        _ = try await poller.track(jobs)
        return .retracked(jobs)
      } catch { return .retrackFailed("\(error)", jobs) }
    case .untrack(let keys):
      do { try await poller.untrack(keys) } catch { return .effectFailed("\(error)") }
    case .checkNow(let keys):
      await poller.checkNow(keys)
    case .submit(let text, let label):
      return await submit(text, label: label)
    case .readConversation(let key, let id):
      return await conversations.event(reading: id, of: key)
    case .suspend, .repaint, .quit:
      break  // the loop's own
    }
    return nil
  }

  private func submit(_ text: String, label: String) async -> DashboardEvent? {
    let submission: Submission
    do {
      submission = try await api.submit(text: text, name: label)
    } catch let error as JobAPIError {
      let end = error.message.hasSuffix(".") ? "" : "."
      return .submissionFailed("Not submitted: \(error.message)\(end)", text: text)
    } catch {
      return nil  // cancelled: the dashboard is ending
    }
    do {
      let job = TrackedJob(
        key: JobKey(profile: profile.name, id: try JobID(submission.jobId)), label: label,
        conversation: ConversationID(submission.conversationId), addedAt: Date())
      _ = try await poller.track([job])
      return .submitted(job.key)
    } catch {
      // Submitted all the same, so the id must not be lost.
      return .effectFailed("Submitted as job '\(submission.jobId)', but it is not tracked: \(error)")
    }
  }
}

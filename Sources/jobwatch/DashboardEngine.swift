import Dashboard
import Foundation
import JobAPI
import JobTracking

/// Carries out what the dashboard asks for, and answers with events.
struct DashboardEngine: Sendable {
  let profile: JobAPIProfile
  let poller: JobPoller<ContinuousClock>
  let submitter: Submitter
  let conversations: ConversationReader
  /// Where it is kept how the table is wanted; nil when it is not.
  var preferences: PreferencesFile?
  /// What is run when a job ends, if anything.
  let hook: FinishHook?
  /// Where it is kept what was typed into the command line; nil when it is not.
  var history: CommandHistoryFile?

  /// Carries effects out in their order; one that may take long is not waited for by the others.
  ///
  /// - Parameter send: is told what comes of them.
  func perform(
    _ effects: AsyncStream<DashboardEffect>, send: @escaping @Sendable (DashboardEvent) -> Void
  ) async {
    await withDiscardingTaskGroup { group in
      for await effect in effects {
        if effect.takesLong {
          group.addTask {
            if let event = await perform(effect, send: send) { send(event) }
          }
        } else if let event = await perform(effect, send: send) {
          send(event)
        }
      }
    }
  }

  /// Does one thing.
  ///
  /// - Parameter send: is told what there is to tell before it is done.
  /// - Returns: what to tell the dashboard; what changes a job comes through ``JobPoller/updates`` besides.
  private func perform(
    _ effect: DashboardEffect, send: @escaping @Sendable (DashboardEvent) -> Void
  ) async -> DashboardEvent? {
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
    case .pause(let isPaused):
      await poller.pause(isPaused)
    case .annotate(let kind, let keys, let text):
      do { try await poller.annotate(keys, kind, text) } catch { return .effectFailed("\(error)") }
    case .export(let order):
      return ExportFile.write(order)
    case .show(let keys):
      await poller.show(keys)
    case .submit(let text, let number):
      return await submit(text, number: number, send: send)
    case .completePath(let text):
      return .pathCompletions(of: text, PathCompletion.candidates(for: text))
    case .readConversation(let key, let id):
      return await conversations.event(reading: id, of: key)
    case .readResponse(let key):
      return .response(key, await poller.lastResponse(of: key))
    case .remember(let wanted):
      do { try preferences?.write(wanted) } catch { return .effectFailed("\(error)") }
    case .rememberCommand(let line):
      history?.add(line)
    case .ended(let jobs):
      return hook?.take(jobs).map(DashboardEvent.endingTrouble)
    case .copy, .notify, .useMouse, .use, .suspend, .repaint, .quit:
      break  // the loop's own
    }
    return nil
  }

  private func submit(
    _ text: String, number: Int, send: @escaping @Sendable (DashboardEvent) -> Void
  ) async -> DashboardEvent? {
    do {
      let item = try SubmissionItem(typed: text)
      let job = try await submitter.submit(
        item.content, SubmissionOptions(name: item.label), label: item.label
      ) { stage in
        let pending = PendingSubmission(label: item.label, size: item.size, stage: stage)
        send(.submissionStage(number: number, pending))
      }
      return .submitted(job.key, number: number)
    } catch let error as JobAPIError {
      let what = error.mayHaveBeenDone ? "Perhaps submitted, look there first" : "Not submitted"
      return .submissionFailed("\(what): \(error.ending)", text: text, number: number)
    } catch let error as SubmissionError {
      return .submissionFailed(error.description, text: text, number: number)
    } catch let error as UntrackedSubmission {
      send(.submissionEnded(number: number))
      return .effectFailed("\(error)")
    } catch {
      return nil  // cancelled: the dashboard is ending
    }
  }
}

extension DashboardEffect {
  /// Whether it waits for the network or the store, or writes much, so that others are not to wait for it.
  fileprivate var takesLong: Bool {
    switch self {
    case .submit, .readConversation, .readResponse, .export: true
    default: false
    }
  }
}

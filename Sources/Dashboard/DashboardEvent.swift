import Foundation
import JobAPI
import JobTracking
import Terminal

/// What the dashboard reacts to.
package enum DashboardEvent: Sendable {
  case keys([Key])
  case resized(Size)
  /// The terminal's window has got the keyboard's attention, or lost it.
  case focusChanged(isHere: Bool)
  case updates([JobUpdate])
  /// Time has passed; it comes with every event, this one brings nothing else.
  case tick
  /// The answer to ``DashboardEffect/track(_:alreadyTracked:)``.
  case tracked([JobKey], alreadyTracked: [JobID])
  /// The answer to ``DashboardEffect/retrack(_:)``.
  case retracked([TrackedJob])
  /// How far a submission is.
  case submissionStage(number: Int, PendingSubmission)
  /// A submission is over, in a way that another event tells of.
  case submissionEnded(number: Int)
  /// The answer to ``DashboardEffect/submit(_:number:)``: the service took it and made a job.
  case submitted(JobKey, number: Int)
  /// The answer to ``DashboardEffect/completePath(_:)``: what the path may go on to, whole.
  case pathCompletions(of: String, [String])
  /// The answer to ``DashboardEffect/readConversation(_:_:)``.
  case conversation(JobKey, Result<ConversationReader.Reading, ConversationTrouble>)
  /// The answer to ``DashboardEffect/readResponse(_:)``; nil when nothing is known any more.
  case response(JobKey, LastResponse?)
  /// Something to tell in a sentence.
  case told(String)
  /// What was to be done about ``DashboardEffect/ended(_:)`` went wrong, perhaps with nobody there to see it.
  case endingTrouble(String)
  /// An effect could not be carried out; the sentence says what and why.
  case effectFailed(String)
  /// Something was done; the sentence says what.
  case done(String)
  /// A command could not be carried out; it goes back to the prompt.
  case commandFailed(String, command: String)
  /// Jobs could not be tracked; their ids go back to the prompt.
  case trackFailed(String, [JobID])
  /// Jobs could not be tracked again; they stay for `u` to bring back.
  case retrackFailed(String, [TrackedJob])
  /// A submission could not be carried out; what was typed goes back to the prompt.
  case submissionFailed(String, text: String, number: Int)
}

/// What the dashboard wants done in the world outside. Results come back as events.
package enum DashboardEffect: Hashable, Sendable {
  /// Track new jobs; `alreadyTracked` were named with them and are only to be told.
  case track([JobID], alreadyTracked: [JobID])
  /// Track jobs again that were untracked.
  case retrack([TrackedJob])
  case untrack([JobKey])
  /// Submit what was typed: a URL, the path of a file, or a text.
  case submit(String, number: Int)
  /// Find the files whose paths start so.
  case completePath(String)
  case checkNow([JobKey])
  /// Ask about no job, or go on.
  case pause(Bool)
  /// Write on jobs.
  case annotate(Annotation, [JobKey], String)
  case export(ExportOrder)
  /// Ask about these first when not all can be asked about: a person sees them.
  case show(Set<JobKey>)
  /// Read the conversation of a completed job, from the store or else from the service.
  case readConversation(JobKey, ConversationID)
  /// Find out what the service said last about a job, without asking it.
  case readResponse(JobKey)
  /// Keep what was typed into the command line, for the next run.
  case rememberCommand(String)
  /// Keep how the table is wanted, for the next run.
  case remember(ViewPreferences)
  /// Put a text into the clipboard, and say what it was.
  case copy(String, naming: String)
  /// Jobs have ended that were seen unfinished.
  case ended([TrackedJob])
  /// Tell a person who looks elsewhere.
  case notify(String)
  /// Have the terminal report its mouse, or not any more.
  case useMouse(Bool)
  /// Draw with other colours.
  case use(Theme)
  case suspend
  case repaint
  case quit
}

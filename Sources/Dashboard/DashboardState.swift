import Foundation
import JobAPI
import JobTracking
import Terminal

/// Everything the dashboard shows and remembers, as a value. Only `update` changes it.
package struct DashboardState: Sendable {
  /// What covers the table, if anything.
  package enum Page: Hashable, Sendable {
    case table
    /// The keys, from a line on.
    case help(firstLine: Int)
    /// The columns to choose from, with the cursor on one of them.
    case columns(cursor: Int)
    /// What the shown jobs have in common, from a line on.
    case statistics(firstLine: Int)
    /// There is no token: how to give one, and nothing else.
    case tokenNeeded
  }

  /// The service that is watched.
  package let profile: JobAPIProfile
  /// Which marks the terminal can show.
  package internal(set) var glyphs: GlyphSet
  /// Ids that the add prompt offers, the first that is not tracked yet; for newcomers who have none.
  package let offeredIDs: [JobID]
  /// What to do when the service refuses the token, in a few words for the header.
  ///
  /// At the start, `{check}` in it stands for the key that asks about a job.
  package let signInAdvice: String
  /// The keys in force.
  package let keyMap: KeyMap
  /// Turns an instant into the time that clocks on the wall show.
  package let localTime: @Sendable (Date) -> LocalTime

  package internal(set) var now: Date
  package internal(set) var size: Size
  package internal(set) var page: Page
  package internal(set) var jobs: JobList
  /// The job under the cursor. It stays selected wherever its row goes.
  package internal(set) var selection: JobKey?
  /// The first row of the table that is on the screen.
  package internal(set) var firstRow = 0
  package internal(set) var isDetailOpen = false
  /// What is at the top of the detail pane when it has the whole screen; nil when it has not.
  package internal(set) var detailTop: DetailPlace?
  /// The conversations that somebody wanted to read.
  package internal(set) var conversations: [JobKey: ConversationState] = [:]
  /// What the service said last about the job whose detail is open; nil while none is.
  package internal(set) var response: ResponseReading?
  /// Whether there was news of the job since ``response`` was asked for.
  var isResponseOld = false
  /// The part of time that is shown in place of the table's columns; nil when those are.
  package internal(set) var timeline: TimelineWindow?
  /// What the shown jobs have in common, while that is on the screen.
  package internal(set) var statistics: JobStatistics?
  /// Whether there was news since the statistics were made.
  var areStatisticsOld = false
  package internal(set) var prompt: Prompt?
  /// A sentence about the last thing done; it stays until the next key.
  package var notice: String?
  package internal(set) var serviceHealth = ServiceHealth.unknown
  /// What holds all questions to the service; nil when nothing does.
  package internal(set) var hold: ServiceHold<Date>?
  package internal(set) var storeTrouble: JobStoreError?
  /// How many status changes the store could not take yet.
  package internal(set) var unsavedChanges = 0
  /// How long past jobs took, by their kind.
  package internal(set) var estimates: [String?: DurationEstimate] = [:]
  /// How much the service was asked of late; nil when nothing is known.
  package internal(set) var traffic: ServiceTraffic?
  /// What `u` brings back, the latest last.
  var untracked: [UntrackedBatch] = []
  /// What `u` writes again, the latest last.
  var overwritten: [OverwrittenAnnotations] = []
  /// Whether the store is still being read.
  package let isLoading: Bool

  // What is looked for; see ``FilterInForce``.
  var filterInForce: FilterInForce?
  var beforeFilter: BeforeFilter?

  /// By what the rows are sorted; nil keeps them as added, the newest first.
  package internal(set) var sort: JobSort?
  /// The rows, while they are filtered or sorted.
  var arranged: ArrangedJobs?

  /// Which columns there are, and how wide.
  package internal(set) var columns: ColumnSettings
  /// How many columns are scrolled out to the left.
  package internal(set) var firstColumn = 0
  /// What the widths of the columns follow from.
  var textWidths = TextWidths()

  /// The colours: what is drawn with, and what there are.
  package internal(set) var themes: ThemeChoice

  /// The marked jobs; actions are about them when there are any.
  package internal(set) var marks: Set<JobKey> = []
  /// Marking from one job to the cursor, while that is under way.
  var markedRange: MarkedRange?
  /// How many marks are gone because others untracked their jobs, and that was not said yet.
  var untoldPrunedMarks = 0

  /// Whether no job is asked about, as a person wants it.
  package internal(set) var isPaused = false
  /// Whether the cursor goes to the job that changes last, as a person wants it.
  package internal(set) var isFollowing = false

  /// Submissions under way, by the numbers they were given, which count up.
  package internal(set) var submissions: [Int: PendingSubmission] = [:]
  package internal(set) var submissionsMade = 0
  /// What was typed into the command line before.
  package internal(set) var commandHistory: CommandHistory

  /// What the page of help is about, and what it covers.
  var helpContext = KeyContext.table
  var pageBehindHelp = Page.table
  var helpSearch: HelpSearch?

  /// Whether the person was told what is lost by leaving.
  package internal(set) var isWarnedOfLeaving = false

  /// Jobs whose untracking is asked for and not done yet, by the number of the key press; the cursor passes over them.
  var leaving: [JobKey: Int] = [:]
  /// Jobs that a person wanted to have asked about, and whose answers are to be told.
  package internal(set) var asked: Set<JobKey> = []
  /// A text whose submission failed while something else was typed; `A` brings it back.
  package internal(set) var unsubmitted: String?

  /// Whether the mouse is the dashboard's; else it is the terminal's.
  package internal(set) var isMouseOn = false
  var lastClick: Click?

  /// Whether the person is to be notified of single jobs that end.
  package var notifies = true
  /// Whether the person is to be notified when the jobs that are waited for have ended.
  package var notifiesOfSets = true
  /// The jobs that a person waits for together.
  var waited = WaitedJobs()
  /// Jobs that were waited for until they were untracked; when they come back they are waited for again.
  var formerlyWaited: Set<JobKey> = []
  var attention: Attention
  var tally: SessionTally
  /// Jobs that have ended by the event that is being taken in.
  var justEnded: [TrackedJob] = []
  var returnLine: ReturnLine?
  /// A notice that stays until the next key, whoever comes back.
  var unseenTrouble: String?

  package init(
    profile: JobAPIProfile, jobs: [TrackedJob], size: Size, now: Date, glyphs: GlyphSet,
    offeredIDs: [JobID] = [], signInAdvice: String = "sign in anew, then press {check}", page: Page = .table,
    preferences: ViewPreferences = ViewPreferences(), themes: ThemeChoice = ThemeChoice(),
    keyMap: KeyMap = .standard,
    commandHistory: [String] = [], isLoading: Bool = false,
    localTime: @escaping @Sendable (Date) -> LocalTime
  ) {
    self.profile = profile
    self.jobs = JobList(jobs)
    self.size = size
    self.now = now
    self.glyphs = glyphs
    self.offeredIDs = offeredIDs
    self.signInAdvice = signInAdvice.replacing("{check}", with: keyMap.word(for: .checkSelected))
    self.keyMap = keyMap
    self.commandHistory = CommandHistory(commandHistory)
    self.page = page
    self.isLoading = isLoading
    self.localTime = localTime
    sort = preferences.sort
    columns = preferences.columns
    self.themes = themes
    attention = Attention(now: now)
    tally = SessionTally(openedAt: now)
    arrange()
    selection = job(inRow: 0)?.key
    settleWidths(isAnew: false)
  }

  /// The job under the cursor.
  package var selectedJob: TrackedJob? { selection.flatMap { jobs[$0] } }

  /// The row under the cursor.
  package var selectedRow: Int? { selection.flatMap { row(of: $0) } }

  /// When something is next to be done because time has passed; nil when nothing is.
  package var nextTick: Date? { [nextChange, attention.tellAt].compactMap(\.self).min() }

  /// When something on the screen next changes by the passing of time alone; nil when nothing does.
  ///
  /// Only jobs in view that are asked about show running times, in whole seconds; only a filter by age lets jobs in or out.
  private var nextChange: Date? {
    guard Layout.fits(size) else { return nil }
    if case .statistics = page { return nextStatisticsTick }
    guard page == .table else { return nil }
    let second = now.timeIntervalSince1970.rounded(.down) + 1
    if timeline != nil, !isDetailOpen, arranged?.nextChange == nil { return nextTimelineTick }
    if jobsInView.contains(where: { !$0.isFinished || $0.nextCheck != nil }) {
      return Date(timeIntervalSince1970: second)
    }
    // Time lets jobs in or out of a filter by age; once a second is enough.
    return arranged?.nextChange.map {
      Date(timeIntervalSince1970: max(second, $0.timeIntervalSince1970.rounded(.up)))
    }
  }
}

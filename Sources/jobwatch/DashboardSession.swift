import AsyncHTTPClient
import Curses
import Dashboard
import Foundation
import JobAPI
import JobTracking
import Terminal

/// The dashboard from start to end: store, terminal, client and polling actor put together and taken apart.
@MainActor
struct DashboardSession {
  let profile: JobAPIProfile
  /// Makes what gives requests their token.
  let tokens: @Sendable (HTTPClient) -> any TokenProvider
  /// See ``DashboardState/signInAdvice``.
  var signInAdvice = ""
  let interval: Duration
  var budget = PollBudget()
  var display = Display()
  /// See ``DashboardState/offeredIDs``.
  var offeredIDs: [JobID] = []
  /// Where it is kept how the table is wanted; nil when it is not.
  var preferencesFile: PreferencesFile?
  /// What is run when a job ends.
  var onFinish: ExternalCommand?
  /// What a person does who wants to watch on after leaving, as a sentence.
  let howToComeBack: String
  /// Opens the store and puts into it what is to be tracked from the start.
  let openStore: @Sendable (JobStore.Damage) async throws -> JobStore

  /// Watches until the person quits or a signal ends the process.
  ///
  /// - Returns: the signal to die of, once everything else has been put away.
  func watch() async throws -> Int32? {
    // Store and terminal take about the same time to open, so each has a core.
    async let opening = open()
    let terminal = try Self.terminal(display)
    defer { terminal.end() }
    let (wanted, trouble) = PreferencesFile.read(preferencesFile)
    let loading = showLoading(on: terminal, wanted)
    let (store, jobs, sharing) = try await opening
    loading.cancel()
    var state = DashboardState(
      profile: profile, jobs: jobs, size: terminal.size, now: Date(), glyphs: Self.glyphs(terminal),
      offeredIDs: offeredIDs, signInAdvice: signInAdvice, preferences: wanted,
      localTime: LocalTime.of)
    state.notice = store.putAsideSentence ?? trouble
    state.notifies = display.signals.notification != .off
    terminal.present(state.view())  // before anything of the network is set up: the table is there at once

    let client = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: HTTPJobAPI.clientConfiguration)
    let api = HTTPJobAPI(profile: profile, tokens: tokens(client), client: client)
    let poller = JobPoller(
      jobs: jobs, api: api, store: store, interval: interval, budget: budget, clock: ContinuousClock(),
      sharing: sharing)
    let submitter = Submitter(
      api: api, profile: profile.name, clock: ContinuousClock(),
      unfinished: { [profile] in try store.unfinishedSubmissions(profile: profile.name) }
    ) { job in
      _ = try await poller.track([job])
    }
    let engine = DashboardEngine(
      profile: profile, poller: poller, submitter: submitter,
      conversations: ConversationReader(api: api, store: store, profile: profile.name),
      preferences: trouble == nil ? preferencesFile : nil,
      hook: onFinish.map { FinishHook($0, profile: profile) })
    let loop = DashboardLoop(terminal: terminal, state: state)
    let signal = await loop.run(engine)
    terminal.end()
    // Of a store that cannot be written more is said below.
    Farewell.say(loop.summary, store.trouble == nil ? howToComeBack : nil, after: signal)
    try await client.shutdown()
    for sentence in [store.putAsideSentence, store.trouble?.description].compactMap(\.self) {
      Failure.note(sentence)
    }
    return signal
  }

  /// Says that jobs are being read, when that takes longer than a person takes for no time.
  private func showLoading(on terminal: TerminalSession, _ wanted: ViewPreferences) -> Task<Void, Never> {
    Task {
      guard (try? await Task.sleep(for: .milliseconds(100))) != nil, !Task.isCancelled else { return }
      let state = DashboardState(
        profile: profile, jobs: [], size: terminal.size, now: Date(), glyphs: Self.glyphs(terminal),
        preferences: wanted, isLoading: true, localTime: LocalTime.of)
      terminal.present(state.view())
    }
  }

  private nonisolated func open() async throws -> (JobStore, [TrackedJob], JobSharing?) {
    let store = try await openStore(.putAside)
    if let contents = try contents(of: store) { return contents }
    // The damage showed only when all jobs were read.
    let new = try await openStore(.searchAndPutAside)
    withExtendedLifetime(store) {}  // closed after it was renamed, so that SQLite changes nothing more in it
    let (jobs, sharing) = try new.share(profile: profile.name)
    return (new, jobs, sharing)
  }

  /// The store with what is in it; nil when it is damaged.
  private nonisolated func contents(of store: JobStore) throws -> (JobStore, [TrackedJob], JobSharing?)? {
    do {
      let (jobs, sharing) = try store.share(profile: profile.name)
      return (store, jobs, sharing)
    } catch JobStoreError.damaged {
      return nil
    }
  }

  /// Watches, and then ends the process as the signal that came would have.
  func run() async throws {
    if let signal = try await watch() { DefaultSignalAction.take(signal) }
  }

  /// Shows how to give a token, until the person quits.
  static func showTokenNeeded(
    for profile: JobAPIProfile, _ display: Display
  ) async throws {
    let terminal = try terminal(display)
    defer { terminal.end() }
    let state = DashboardState(
      profile: profile, jobs: [], size: terminal.size, now: Date(), glyphs: glyphs(terminal),
      page: .tokenNeeded, localTime: LocalTime.of)
    let signal = await DashboardLoop(terminal: terminal, state: state).run(nil)
    terminal.end()
    if let signal { DefaultSignalAction.take(signal) }
  }

  private static func terminal(_ display: Display) throws(TerminalError) -> TerminalSession {
    try TerminalSession(
      theme: display.theme, asciiOnly: display.isASCII, signals: display.signals,
      environment: ProcessInfo.processInfo.environment)
  }

  private static func glyphs(_ terminal: TerminalSession) -> GlyphSet {
    terminal.isUnicode ? .unicode : .ascii
  }
}

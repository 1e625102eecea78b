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
  /// Where it is kept what was typed into the command line; nil when it is not.
  var historyFile: CommandHistoryFile?
  var keyMap = KeyMap.standard
  /// What is run when a job ends.
  var onFinish: ExternalCommand?
  /// What a person does who wants to watch on after leaving, as a sentence.
  let howToComeBack: String
  /// Opens the store and puts into it what is to be tracked from the start.
  let openStore: @Sendable (JobStore.Damage) async throws -> JobStore

  /// Watches until the person quits or a signal ends the process.
  ///
  /// - Returns: the signal to die of, once everything else has been put away.
  /// - Throws: ``UnsavedChanges`` when the store could not take all at the end, among others.
  func watch() async throws -> Int32? { try await display.isLinear ? watchInLines() : watchOnScreen() }

  private func watchOnScreen() async throws -> Int32? {
    // Store and terminal take about the same time to open, so each has a core.
    async let opening = open()
    let (wanted, trouble) = PreferencesFile.read(preferencesFile)
    var themes = display.themes(wanted.theme)
    let terminal = try Self.terminal(display, themes)
    defer { terminal.end() }
    themes.isColorful = terminal.hasColors
    let loading = showLoading(on: terminal, wanted)
    let opened = try await opening
    loading.cancel()
    var state = DashboardState(
      profile: profile, jobs: opened.jobs, size: terminal.size, now: Date(), glyphs: Self.glyphs(terminal),
      offeredIDs: offeredIDs, signInAdvice: signInAdvice, preferences: wanted, themes: themes,
      keyMap: keyMap, commandHistory: historyFile?.lines() ?? [], localTime: LocalTime.of)
    state.notice = opened.store.putAsideSentence ?? trouble ?? themes.warning
    state.notifies = ![.off, .sets].contains(display.signals.notification)
    state.notifiesOfSets = display.signals.notification != .off
    terminal.present(state.view())  // before anything of the network is set up: the table is there at once

    let loop = DashboardLoop(terminal: terminal, state: state)
    return try await withEngine(opened, preferences: trouble == nil ? preferencesFile : nil) { engine in
      let signal = await loop.run(engine)
      terminal.end()
      return (signal, loop.summary)
    }
  }

  private func watchInLines() async throws -> Int32? {
    let opened = try await open()
    var state = DashboardState(
      profile: profile, jobs: opened.jobs, size: Size(columns: 80, rows: 24), now: Date(), glyphs: .ascii,
      signInAdvice: signInAdvice, keyMap: keyMap, localTime: LocalTime.of)
    state.notice = opened.store.putAsideSentence
    let output = LinearOutput(
      isASCII: display.isASCII, notification: display.signals.notification,
      environment: ProcessInfo.processInfo.environment)
    let loop = LinearLoop(state, output)
    return try await withEngine(opened, preferences: nil) { engine in
      (try await loop.run(engine), loop.summary)
    }
  }

  /// Does something with an engine on what was opened, and says afterwards what there is left to say.
  ///
  /// - Parameter work: returns the signal to die of, and what was watched.
  private func withEngine(
    _ opened: Opened, preferences: PreferencesFile?,
    _ work: (DashboardEngine) async throws -> (signal: Int32?, summary: String?)
  ) async throws -> Int32? {
    let client = HTTPClient(
      eventLoopGroupProvider: .singleton, configuration: HTTPJobAPI.clientConfiguration)
    let store = opened.store
    let api = HTTPJobAPI(profile: profile, tokens: tokens(client), client: client)
    let poller = JobPoller(
      jobs: opened.jobs, api: api, store: store, interval: interval, budget: budget, clock: ContinuousClock(),
      sharing: opened.sharing)
    let submitter = Submitter(
      api: api, profile: profile.name, clock: ContinuousClock(),
      unfinished: { [profile] in try store.unfinishedSubmissions(profile: profile.name) }
    ) { job in
      _ = try await poller.track([job])
    }
    let engine = DashboardEngine(
      profile: profile, poller: poller, submitter: submitter,
      conversations: ConversationReader(api: api, store: store, profile: profile.name),
      preferences: preferences, hook: onFinish.map { FinishHook($0, profile: profile) }, history: historyFile)
    let result: (signal: Int32?, summary: String?)
    do {
      result = try await work(engine)
    } catch {
      try? await client.shutdown()  // the error that led here is the one to tell
      throw error
    }
    // Of a store that cannot be written more is said below.
    Farewell.say(result.summary, store.trouble == nil ? howToComeBack : nil, after: result.signal)
    try await client.shutdown()
    for sentence in [store.putAsideSentence, store.trouble?.description].compactMap(\.self) {
      Failure.note(sentence)
    }
    guard let loss = await poller.loss else { return result.signal }
    guard result.signal != nil else { throw loss }
    Failure.note("\(loss)")  // the exit code is the signal's
    return result.signal
  }

  /// A store with what is in it.
  private typealias Opened = (store: JobStore, jobs: [TrackedJob], sharing: JobSharing?)

  /// Says that jobs are being read, when that takes longer than a person takes for no time.
  private func showLoading(on terminal: TerminalSession, _ wanted: ViewPreferences) -> Task<Void, Never> {
    Task {
      guard (try? await Task.sleep(for: .milliseconds(100))) != nil, !Task.isCancelled else { return }
      let state = DashboardState(
        profile: profile, jobs: [], size: terminal.size, now: Date(), glyphs: Self.glyphs(terminal),
        preferences: wanted, keyMap: keyMap, isLoading: true, localTime: LocalTime.of)
      terminal.present(state.view())
    }
  }

  private nonisolated func open() async throws -> Opened {
    let store = try await openStore(.putAside)
    if let contents = try contents(of: store) { return contents }
    // The damage showed only when all jobs were read.
    let new = try await openStore(.searchAndPutAside)
    withExtendedLifetime(store) {}  // closed after it was renamed, so that SQLite changes nothing more in it
    let (jobs, sharing) = try new.share(profile: profile.name)
    return (new, jobs, sharing)
  }

  /// The store with what is in it; nil when it is damaged.
  private nonisolated func contents(of store: JobStore) throws -> Opened? {
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
    for profile: JobAPIProfile, _ display: Display, _ preferencesFile: PreferencesFile, keyMap: KeyMap
  ) async throws {
    guard !display.isLinear else {
      throw Failure(
        .noPermission,
        "There is no access token for \(profile.baseURL). Sign in with 'jobwatch login', or give one in "
          + "\(AccessToken.environmentVariables[0]); to try it without an account: 'jobwatch demo --linear'.")
    }
    let themes = display.themes(PreferencesFile.read(preferencesFile).0.theme)
    let terminal = try terminal(display, themes)
    defer { terminal.end() }
    let state = DashboardState(
      profile: profile, jobs: [], size: terminal.size, now: Date(), glyphs: glyphs(terminal),
      page: .tokenNeeded, themes: themes, keyMap: keyMap, localTime: LocalTime.of)
    let signal = await DashboardLoop(terminal: terminal, state: state).run(nil)
    terminal.end()
    if let signal { DefaultSignalAction.take(signal) }
  }

  private static func terminal(
    _ display: Display, _ themes: ThemeChoice
  ) throws(TerminalError) -> TerminalSession {
    try TerminalSession(
      theme: themes.inForce, asciiOnly: display.isASCII, signals: display.signals,
      environment: ProcessInfo.processInfo.environment)
  }

  private static func glyphs(_ terminal: TerminalSession) -> GlyphSet {
    terminal.isUnicode ? .unicode : .ascii
  }
}

import CNcurses
import Dispatch
import Glibc
import Terminal

/// The terminal while the dashboard has it: from full screen to given back.
///
/// Nothing here runs by itself: bytes typed, a resize and signals wake ``events``. All of it stays on the main
/// actor, because ncurses is not thread-safe.
@MainActor
package final class TerminalSession {
  /// Yields whenever ``takeEvents()`` has something.
  package let wakeUps: AsyncStream<Void>

  /// Whether characters beyond ASCII are shown.
  package let isUnicode: Bool

  private let wake: AsyncStream<Void>.Continuation
  private let window: WindowTelling
  private var screen: Screen
  private var keyboard = Keyboard()
  private var pending: [TerminalEvent] = []
  private var sources: [any DispatchSourceProtocol] = []
  private let ncursesScreen: OpaquePointer
  private var isActive = true
  private var isMouseOn = false
  /// Whether the next SIGCONT ends a stop of our own, after which the screen has been taken already.
  private var isContinueExpected = false

  /// Takes the terminal over.
  ///
  /// - Parameters:
  ///   - theme: which colours are drawn with.
  ///   - asciiOnly: true draws as in a locale that is not UTF-8.
  ///   - signals: what may be told outside the screen.
  ///   - environment: of the process, which tells what the terminal is.
  /// - Throws: ``TerminalError`` when standard input or output is no terminal, or `TERM` is unusable.
  package init(
    theme: Theme, asciiOnly: Bool, signals: WindowSignals, environment: [String: String]
  ) throws(TerminalError) {
    setlocale(LC_CTYPE, "")
    let isUTF8 = String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
    isUnicode = isUTF8 && !asciiOnly
    // Then only ASCII is shown, but what is typed or pasted is hardly anything but UTF-8, and must not be lost.
    if !isUTF8 { setlocale(LC_CTYPE, "C.UTF-8") }
    try Self.checkTerminal()
    window = WindowTelling(TerminalTraits(environment: environment, isUTF8: isUnicode), signals)
    try CrashRescue.arm(descriptor: STDIN_FILENO, undoing: window.undoing)

    // Before ncurses starts: it would install handlers of its own for signals that have none.
    for number in Self.watchedSignals { signal(number, SIG_IGN) }
    let description = Self.description(environment)
    guard let screenPointer = cn_new_terminal(description) else {
      CrashRescue.disarm()
      throw .setUp("ncurses refused TERM")
    }
    ncursesScreen = screenPointer
    cn_leave_out_alternate_characters()
    Self.setModes()
    screen = Screen(theme: theme, isUnicode: isUnicode)
    (wakeUps, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    Self.askForReports()
    listen()
  }

  /// The screen's size now.
  package var size: Size { Size(columns: Int(cn_columns()), rows: Int(cn_lines())) }

  /// Draws; a canvas equal to the last one sends nothing.
  package func present(_ canvas: Canvas) {
    if isActive { screen.present(canvas) }
  }

  /// Whether there are colours to draw with.
  package var hasColors: Bool { has_colors() }

  /// Draws with other colours from the next canvas on.
  package func use(_ theme: Theme) { screen.use(theme) }

  /// Tells outside the screen how things stand; what is told already is not sent again.
  package func tell(title: String, progress: WindowProgress?) {
    if isActive { window.tell(title: title, progress: progress) }
  }

  /// Tells a person who looks elsewhere, in the way that is set.
  package func notify(_ sentence: String) {
    if isActive { window.notify(sentence) }
  }

  /// Puts a text into the clipboard of the terminal, which does not say whether it took it.
  package func copy(_ text: String) throws(ClipboardError) {
    if isActive { try window.copy(text) }
  }

  /// Has the terminal report its mouse, until it is given back or told otherwise.
  package func useMouse(_ isOn: Bool) {
    guard isActive, isOn != isMouseOn else { return }
    isMouseOn = isOn
    keyboard.isMouseOn = isOn
    TerminalOutput.write(isOn ? ControlSequence.mouseOn : ControlSequence.mouseOff)
  }

  /// Sends the whole screen again with the next canvas, for when something else has written on it.
  package func repaint() { screen.invalidate() }

  /// What has happened since the last call.
  package func takeEvents() -> [TerminalEvent] {
    defer { pending = [] }
    return pending
  }

  /// Gives the terminal back, stops the process as ^Z does, and takes the terminal again once it goes on.
  package func suspend() {
    leaveScreen()
    DefaultSignalAction.take(SIGTSTP)
    isContinueExpected = true
    takeScreen()
  }

  /// Gives the terminal back for good. Calling it again does nothing.
  package func end() {
    guard isActive else { return }
    isActive = false
    for source in sources { source.cancel() }
    leaveScreen()
    delscreen(ncursesScreen)
    CrashRescue.disarm()
    for number in Self.watchedSignals { signal(number, SIG_DFL) }
    wake.finish()
  }

  private func leaveScreen() {
    if isMouseOn { TerminalOutput.write(ControlSequence.mouseOff) }
    TerminalOutput.write(ControlSequence.bracketedPasteOff + ControlSequence.focusReportsOff)
    window.leave()
    endwin()
    // Without an alternate screen the dashboard stays in sight: what follows starts on a line of its own.
    if cn_capability("rmcup") == nil { TerminalOutput.write("\r\n") }
  }

  /// Has the terminal again after `endwin`: modes and full screen come back with the next canvas.
  private func takeScreen() {
    Self.askForReports()
    if isMouseOn { TerminalOutput.write(ControlSequence.mouseOn) }
    resizeToTerminal()
    screen.invalidate()
    wnoutrefresh(cn_stdscr())
  }

  private static func askForReports() {
    TerminalOutput.write(ControlSequence.bracketedPasteOn + ControlSequence.focusReportsOn)
  }

  /// Besides those the dashboard acts on, all that would end the process with the screen still taken.
  private static let watchedSignals = [
    SIGWINCH, SIGTSTP, SIGCONT, SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM,
    SIGPROF, SIGXCPU,
  ]

  /// Whether a dashboard can be drawn here; changes nothing.
  package static func checkTerminal() throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    guard let name = getenv("TERM").map({ String(cString: $0) }), !name.isEmpty else { throw .noTerminalType }
    var problem: Int32 = 0
    guard setupterm(nil, STDOUT_FILENO, &problem) == OK else { throw .unknownTerminalType(name) }
    guard cn_capability("cup") != nil else { throw .cannotMoveCursor(name) }
  }

  /// The description of a terminal of 256 colours that shows any, in hexadecimal digits; nil where terminfo's own holds.
  private static func description(_ environment: [String: String]) -> String? {
    guard let description = TerminalDescription(),
      description.isTrueColor || TerminalTraits.isTrueColor(environment: environment)
    else { return nil }
    return description.withDirectColors?.hexadecimal
  }

  private static func setModes() {
    raw()  // ^C, ^Z and ^S arrive as keys, so that they are handled in one place
    noecho()
    nonl()
    intrflush(cn_stdscr(), false)
    keypad(cn_stdscr(), true)
    nodelay(cn_stdscr(), true)
    set_escdelay(25)  // milliseconds; ncurses waits a whole second by itself
    typeahead(-1)  // or an update stops half-way while input is pending
    Keyboard.declareKeys()
  }

  private func listen() {
    let input = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO, queue: .main)
    input.setEventHandler { @Sendable [weak self] in MainActor.assumeIsolated { self?.readKeys() } }
    sources.append(input)
    for number in Self.watchedSignals {
      let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
      source.setEventHandler { @Sendable [weak self] in MainActor.assumeIsolated { self?.received(number) } }
      sources.append(source)
    }
    for source in sources { source.resume() }
  }

  private func readKeys() {
    let keys = keyboard.drain()
    let focus = keyboard.takeFocus()
    if let focus { add(.focusChanged(isFocused: focus)) }
    if !keys.isEmpty { add(.keys(keys)) } else if focus == nil, isHungUp { add(.lost) }
  }

  /// Whether reading would give end of file or an error for ever, which would keep the source firing.
  private var isHungUp: Bool {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, 0) > 0 else { return false }
    if Int32(descriptor.revents) & (POLLHUP | POLLERR | POLLNVAL) != 0 { return true }
    var available: Int32 = 0
    return ioctl(STDIN_FILENO, UInt(FIONREAD), &available) != 0 || available == 0
  }

  private func received(_ number: Int32) {
    switch number {
    case SIGWINCH:
      resizeToTerminal()
      add(.resized(size))
    case SIGTSTP: add(.suspendRequested)
    case SIGCONT: continued()
    default: add(.endRequested(signal: number))
    }
  }

  /// Takes the terminal anew after a stop that did not come from here (SIGSTOP): the shell has changed its modes.
  private func continued() {
    guard !isContinueExpected else {
      isContinueExpected = false
      return
    }
    endwin()
    window.forget()
    takeScreen()
    add(.resized(size))
  }

  private func resizeToTerminal() {
    var window = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0, window.ws_row > 0, window.ws_col > 0 else {
      return
    }
    resizeterm(Int32(window.ws_row), Int32(window.ws_col))
  }

  private func add(_ event: TerminalEvent) {
    if event == .lost { sources.forEach { $0.cancel() } }
    if case .resized = event, case .resized = pending.last { pending.removeLast() }
    pending.append(event)
    wake.yield()
  }
}

import AsyncAlgorithms
import Curses
import Dashboard
import Foundation
import Glibc
import JobTracking

/// The render loop: events in, at most one drawing out for each, effects handed on.
///
/// It sleeps unless a key, an update, the answer to an effect or the next running second wakes it.
@MainActor
final class DashboardLoop {
  private enum Wake: Sendable {
    case terminal
    case event(DashboardEvent)
  }

  /// How long the drawings that updates cause are apart at least: 30 a second look smooth, and more would cost CPU and, over a
  /// slow line, time. Keys do not wait for it.
  private static let drawingPause = Duration.seconds(1) / 30

  private let terminal: TerminalSession
  private var state: DashboardState
  private let timer: WakeUpTimer
  private let inbox = AsyncStream<DashboardEvent>.makeStream()
  private let effects = AsyncStream<DashboardEffect>.makeStream()
  private var isEnding = false
  private var endSignal: Int32?
  private var shown: [JobKey] = []

  init(terminal: TerminalSession, state: DashboardState) {
    self.terminal = terminal
    self.state = state
    timer = WakeUpTimer { [inbox] in inbox.continuation.yield(.tick) }
  }

  /// Runs until the person quits, the terminal is lost or a signal asks for the end.
  ///
  /// - Parameter engine: nil when there is nothing to watch; then effects are dropped.
  /// - Returns: the signal, if one asked.
  func run(_ engine: DashboardEngine?) async -> Int32? {
    await withDiscardingTaskGroup { group in
      if let engine {
        group.addTask { await engine.poller.run() }
        if let hook = engine.hook {
          group.addTask { [inbox] in await hook.run { inbox.continuation.yield(.endingTrouble($0)) } }
        }
        group.addTask { [effects, inbox] in
          await engine.perform(effects.stream) { inbox.continuation.yield($0) }
        }
      }
      present()
      tellShown()
      timer.wake(at: state.nextTick)
      let wakes = merge(
        terminal.wakeUps.map { Wake.terminal },
        (engine?.poller.updates(atMostEvery: Self.drawingPause) ?? AsyncStream { nil }).map {
          Wake.event(.updates($0))
        },
        inbox.stream.map { Wake.event($0) })
      for await wake in wakes {
        switch wake {
        case .terminal: for event in terminal.takeEvents() { received(event) }
        case .event(let event): handle(event)
        }
        if isEnding { break }
        present()
        timer.wake(at: state.nextTick)
      }
      timer.wake(at: nil)
      effects.continuation.finish()
      group.cancelAll()
    }
    return endSignal
  }

  /// What was watched; nil when nothing was.
  var summary: String? { state.summary(at: Date()) }

  private func present() {
    terminal.present(state.view())
    terminal.tell(title: state.windowTitle, progress: state.windowProgress)
  }

  private func received(_ event: TerminalEvent) {
    switch event {
    case .keys(let keys): handle(.keys(keys))
    case .resized(let size): handle(.resized(size))
    case .focusChanged(let isFocused): handle(.focusChanged(isHere: isFocused))
    case .suspendRequested: suspend()
    case .endRequested(let signal): end(signal)
    case .lost: end(SIGHUP)
    }
  }

  private func handle(_ event: DashboardEvent) {
    if case .tick = event { timer.woke() }
    for effect in state.update(event, at: Date()) {
      switch effect {
      case .quit: end(nil)
      case .suspend: suspend()
      case .repaint: terminal.repaint()
      case .useMouse(let isOn): terminal.useMouse(isOn)
      case .use(let theme): terminal.use(theme)
      case .copy(let text, let name): copy(text, naming: name)
      case .notify(let sentence): terminal.notify(sentence)
      default: effects.continuation.yield(effect)
      }
    }
    tellShown()
  }

  private func copy(_ text: String, naming name: String) {
    do {
      try terminal.copy(text)
      handle(.told("Copied \(name)."))
    } catch {
      handle(.told(error.description))
    }
  }

  /// Has those asked about first that a person sees.
  private func tellShown() {
    let keys = state.shownJobs
    guard keys != shown else { return }
    shown = keys
    effects.continuation.yield(.show(Set(keys)))
  }

  private func suspend() {
    terminal.suspend()
    handle(.resized(terminal.size))
  }

  private func end(_ signal: Int32?) {
    isEnding = true
    endSignal = endSignal ?? signal
  }
}

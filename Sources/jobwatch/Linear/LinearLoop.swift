import AsyncAlgorithms
import Dashboard
import Foundation
import Glibc
import JobTracking
import Terminal

/// The loop of a dashboard without a screen: events and typed lines in, sentences out.
///
/// The terminal, if there is one, keeps its modes: whole lines are read, so that nothing has to be given back.
@MainActor
final class LinearLoop {
  private enum Wake: Sendable {
    case line(String)
    case noMoreLines
    case event(DashboardEvent)
    case signal(Int32)
  }

  private var dashboard: LinearDashboard
  private let output: LinearOutput
  private let inbox = AsyncStream<Wake>.makeStream()
  private let effects = AsyncStream<DashboardEffect>.makeStream()
  /// Whether lines come from a terminal. One that is gone would not say so any more.
  private let hasTerminal = isatty(STDIN_FILENO) == 1
  private let timer: WakeUpTimer
  /// What the cursor stands behind, for an answer.
  private var openQuestion: String?
  private var isEnding = false
  private var endSignal: Int32?

  init(_ state: DashboardState, _ output: LinearOutput) {
    var state = state
    state.notifies = output.notifies
    state.notifiesOfSets = output.notifiesOfSets
    dashboard = LinearDashboard(state)
    self.output = output
    timer = WakeUpTimer { [inbox] in inbox.continuation.yield(.event(.tick)) }
  }

  /// What was watched; nil when nothing was.
  var summary: String? { dashboard.state.summary(at: Date()) }

  /// Runs until the person quits, a signal asks for the end, or nobody reads any more.
  ///
  /// - Returns: the signal to die of, if any.
  /// - Throws: ``Failure`` when standard output cannot be written.
  func run(_ engine: DashboardEngine) async throws -> Int32? {
    let signals = SignalWatch([SIGINT, SIGTERM, SIGHUP, SIGQUIT]) { [inbox] in
      inbox.continuation.yield(.signal($0))
    }
    defer { signals.stop() }
    readLines()
    let problem: LinearOutput.Problem? = await withDiscardingTaskGroup { group in
      group.addTask { await engine.poller.run() }
      group.addTask { [effects, inbox] in
        await engine.perform(effects.stream) { inbox.continuation.yield(.event($0)) }
      }
      if let hook = engine.hook {
        group.addTask { [inbox] in
          await hook.run { inbox.continuation.yield(.event(.endingTrouble($0))) }
        }
      }
      defer {
        timer.wake(at: nil)
        effects.continuation.finish()
        group.cancelAll()
      }
      do {
        try say([dashboard.state.notice].compactMap(\.self) + dashboard.opening())
        for await wake in merge(engine.poller.updates.map { Wake.event(.updates($0)) }, inbox.stream) {
          try take(wake)
          if isEnding { break }
          timer.wake(at: dashboard.nextTick)
        }
      } catch let problem as LinearOutput.Problem {
        return problem
      } catch {}
      return nil
    }
    switch problem {
    case .nobodyReads: return SIGPIPE
    case .cannotWrite(let reason):
      throw Failure(.cannotWrite, "Standard output cannot be written: \(reason).")
    case nil: return endSignal
    }
  }

  private func take(_ wake: Wake) throws {
    let answer: LinearDashboard.Answer
    switch wake {
    case .line(let line):
      openQuestion = nil
      answer = dashboard.take(line: line, at: Date())
    case .event(let event):
      if case .tick = event { timer.woke() }
      answer = dashboard.take(event, at: Date())
    case .signal(let number):
      endSignal = number
      isEnding = true
      return
    case .noMoreLines:
      // ^D at a terminal, or the terminal is gone; from elsewhere there is only nothing more to be typed.
      isEnding = hasTerminal
      return
    }
    try say(answer.sentences)
    if case .line = wake, let question = dashboard.question {
      try output.write(output.plain(question))
      openQuestion = question
    }
    for effect in answer.effects {
      switch effect {
      case .quit:
        isEnding = true
        return
      case .notify(let sentence): try output.notify(sentence)
      default: effects.continuation.yield(effect)
      }
    }
  }

  private func say(_ sentences: [String]) throws {
    guard !sentences.isEmpty else { return }
    let time = dashboard.state.localTime(Date()).clock
    let lines = sentences.map { "\(time) \(output.plain($0))\n" }.joined()
    // What comes while something is asked for has lines of its own, and the question stands below it again.
    try output.write(openQuestion.map { "\n\(lines)\(output.plain($0))" } ?? lines)
  }

  /// Reads on a thread of its own, as reading blocks.
  private func readLines() {
    Thread.detachNewThread { [inbox] in
      while let line = readLine() { inbox.continuation.yield(.line(line)) }
      inbox.continuation.yield(.noMoreLines)
    }
  }
}

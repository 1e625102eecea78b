import Logging
import Synchronization

/// What a server has answered, in the order of the answers.
final class RequestLog: Sendable {
  private struct State {
    var lines: [String] = []
    var times: [ContinuousClock.Instant] = []
    var number = 0
    var waiting:
      [Int: (isMet: @Sendable ([String]) -> Bool, continuation: CheckedContinuation<Void, Never>)] = [:]
  }

  private let state = Mutex(State())

  /// One for each request: method, path and status, such as `POST /v1/process/text 201`.
  var lines: [String] { state.withLock { $0.lines } }

  /// When each was answered.
  var times: [ContinuousClock.Instant] { state.withLock { $0.times } }

  /// Returns once there is a line that begins so, or when the task is cancelled.
  func wait(for beginning: String) async { await wait { $0.contains { $0.hasPrefix(beginning) } } }

  /// Returns once there are so many lines, or when the task is cancelled.
  func wait(forCount count: Int) async { await wait { $0.count >= count } }

  private func wait(until isMet: @escaping @Sendable ([String]) -> Bool) async {
    let number = state.withLock { state in
      state.number += 1
      return state.number
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let goesOn = state.withLock { state in
          if isMet(state.lines) || Task.isCancelled { return true }
          state.waiting[number] = (isMet, continuation)
          return false
        }
        if goesOn { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiting.removeValue(forKey: number) }?.continuation.resume()
    }
  }

  var logger: Logger {
    var logger = Logger(label: "requests") { _ in Handler(log: self) }
    logger.logLevel = .debug
    return logger
  }

  private func add(_ line: String) {
    let met = state.withLock { state in
      state.lines.append(line)
      state.times.append(.now)
      let met = state.waiting.filter { $0.value.isMet(state.lines) }
      for number in met.keys { state.waiting[number] = nil }
      return met.values
    }
    for (_, continuation) in met { continuation.resume() }
  }

  private struct Handler: LogHandler {
    let log: RequestLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.debug

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      guard let facts = event.metadata, let method = facts["method"], let path = facts["path"],
        let status = facts["status"]
      else { return }
      log.add("\(method) \(path) \(status)")
    }
  }
}

import Logging
import Synchronization

/// What a server has answered, in the order of the answers.
final class RequestLog: Sendable {
  private struct State {
    var lines: [String] = []
    var number = 0
    var waiting: [Int: (beginning: String, continuation: CheckedContinuation<Void, Never>)] = [:]
  }

  private let state = Mutex(State())

  /// One for each request: method, path and status, such as `POST /v1/process/text 201`.
  var lines: [String] { state.withLock { $0.lines } }

  /// Returns once there is a line that begins so, or when the task is cancelled.
  func wait(for beginning: String) async {
    let number = state.withLock { state in
      state.number += 1
      return state.number
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let goesOn = state.withLock { state in
          if state.lines.contains(where: { $0.hasPrefix(beginning) }) || Task.isCancelled { return true }
          state.waiting[number] = (beginning, continuation)
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
      let met = state.waiting.filter { line.hasPrefix($0.value.beginning) }
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

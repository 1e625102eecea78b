import Logging
import Synchronization

/// What a server has answered, in the order of the answers.
final class RequestLog: Sendable {
  private struct State {
    var lines: [String] = []
    var waiting: [(beginning: String, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Mutex(State())

  /// One for each request: method, path and status, such as `POST /v1/process/text 201`.
  var lines: [String] { state.withLock { $0.lines } }

  /// Returns once there is a line that begins so.
  func wait(for beginning: String) async {
    await withCheckedContinuation { continuation in
      let isThere = state.withLock { state in
        let isThere = state.lines.contains { $0.hasPrefix(beginning) }
        if !isThere { state.waiting.append((beginning, continuation)) }
        return isThere
      }
      if isThere { continuation.resume() }
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
      defer { state.waiting.removeAll { line.hasPrefix($0.beginning) } }
      return state.waiting.filter { line.hasPrefix($0.beginning) }
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

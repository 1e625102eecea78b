import Logging
import Synchronization

/// Keeps what is logged.
final class LogKeeper: Sendable {
  private let kept = Mutex<[String]>([])

  /// The lines so far: level, message, metadata.
  var lines: [String] { kept.withLock { $0 } }

  var logger: Logger {
    var logger = Logger(label: "kept") { _ in Handler(keeper: self) }
    logger.logLevel = .trace
    return logger
  }

  private struct Handler: LogHandler {
    let keeper: LogKeeper
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      keeper.kept.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }
  }
}

import Foundation
import Glibc

/// Does something when a signal comes, in place of what the system would do, until it is stopped.
final class SignalWatch {
  private let sources: [any DispatchSourceSignal]
  private let signals: [Int32]

  init(_ signals: [Int32], _ handler: @escaping @Sendable (Int32) -> Void) {
    self.signals = signals
    sources = signals.map { signal in
      Glibc.signal(signal, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: signal, queue: .global())
      source.setEventHandler { handler(signal) }
      source.activate()
      return source
    }
  }

  /// Leaves the signals to the system again.
  func stop() {
    for source in sources { source.cancel() }
    for signal in signals { Glibc.signal(signal, SIG_DFL) }
  }
}

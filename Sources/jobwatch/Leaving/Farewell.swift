import Foundation
import Glibc
import JobTracking
import Terminal

/// What is said once the terminal is the shell's again: what was watched, and how to come back.
enum Farewell {
  /// Says it, unless nothing was watched, or the process is to die of a signal that leaves no time or no terminal.
  static func say(_ summary: String?, _ howToComeBack: String?, after signal: Int32?) {
    guard let summary, [nil, SIGINT, SIGTERM].contains(signal) else { return }
    for sentence in [summary, howToComeBack].compactMap(\.self) {
      try? FileHandle.standardOutput.write(contentsOf: Data("jobwatch: \(sentence.printable)\n".utf8))
    }
  }

  /// How a dashboard on a service and a store is opened again.
  ///
  /// - Parameters:
  ///   - baseURL, store: as given on the command line.
  ///   - path: where the jobs are kept.
  static func howToComeBack(baseURL: String?, store: String?, path: String) -> String {
    let words =
      ["jobwatch"] + (baseURL.map { ["--base-url", $0] } ?? []) + (store.map { ["--store", $0] } ?? [])
    return "run \(words.map(quoted).joined(separator: " ")) to watch on; jobs are kept in \(path)."
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789-_./:@%+=,".unicodeScalars.contains($0)
    }
    return isPlain && !word.isEmpty ? word : "'\(word.replacing("'", with: #"'\''"#))'"
  }
}

import Subprocess
import SystemPackage

/// A command of the person's that the configuration names; run without a shell.
struct ExternalCommand: Hashable, Sendable {
  let program: String
  let arguments: [String]

  /// The words of the command; nil when there are none.
  init?(_ words: [String]) {
    guard let program = words.first, !program.isEmpty else { return nil }
    self.program = program
    arguments = Array(words.dropFirst())
  }

  var executable: Executable { program.contains("/") ? .path(FilePath(program)) : .name(program) }

  /// In a session of its own it has no terminal to draw on, and what it starts ends with it.
  static var apart: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = true
    options.teardownSequence = [
      .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
    ]
    return options
  }
}

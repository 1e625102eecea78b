import ArgumentParser
import Curses
import Foundation
import JobAPI
import JobServer
import JobTracking
import Terminal

/// Why a command ends without having done its work: an exit code and a sentence for people.
struct Failure: Error {
  /// Exit codes of sysexits(3).
  enum Code: Int32 {
    case usage = 64
    case unavailable = 69
    case cannotWrite = 74
    case configuration = 78
  }

  let code: Code
  let sentence: String

  init(_ code: Code, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }

  /// What an error of the parts below means to the person at the command line; nil for errors not known here.
  init?(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as TerminalError: self.init(.usage, "\(error)")
    case let error as JobStoreError: self.init(.cannotWrite, "\(error)")
    case let error as JobServerError: self.init(.unavailable, "\(error)")
    default: return nil
    }
  }

  /// Says the sentence on standard error. One that cannot be written has nowhere else to go.
  func tell() {
    try? FileHandle.standardError.write(contentsOf: Data("jobwatch: \(sentence.printable)\n".utf8))
  }

  /// Runs a command; an error that it throws is told on standard error, and its code becomes the exit code.
  static func reporting(
    isolation: isolated (any Actor)? = #isolation, _ command: () async throws -> Void
  ) async throws {
    do {
      try await command()
    } catch {
      guard let failure = Failure(error) else { throw error }
      failure.tell()
      throw ExitCode(failure.code.rawValue)
    }
  }
}

extension AccessToken {
  /// The token of the environment; nil when no variable holds one.
  static func fromEnvironment(_ environment: [String: String]) throws(Failure) -> AccessToken? {
    for name in environmentVariables {
      guard let text = environment[name], !text.isEmpty else { continue }
      guard let token = AccessToken(text) else {
        throw Failure(
          .configuration, "\(name) holds no token: blanks or other characters that no header takes.")
      }
      return token
    }
    return nil
  }
}

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
    /// A job has failed.
    case someFailed = 1
    /// A job has not ended yet.
    case pending = 8
    case usage = 64
    /// What was given to work on is not as it must be.
    case badData = 65
    /// What was named is not there.
    case noInput = 66
    case unavailable = 69
    case cannotWrite = 74
    case noPermission = 77
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
    case let error as UnsavedChanges: self.init(.cannotWrite, "\(error)")
    case let error as JobServerError: self.init(.unavailable, "\(error)")
    case let error as JobAPIError: self.init(error)
    case let error as SubmissionError: self.init(error)
    case let error as UntrackedSubmission: self.init(.cannotWrite, "\(error)")
    default: return nil
    }
  }

  /// What an answer of the service means to the person at the command line.
  init(_ error: JobAPIError) {
    let code: Code =
      switch error {
      case .unauthorized, .noToken: .noPermission
      case .notFound: .noInput
      default: .unavailable
      }
    self.init(code, error.sentence)
  }

  /// Why something is not fit to be submitted.
  init(_ error: SubmissionError) {
    let code: Code =
      switch error {
      case .noFile, .neitherFileNorText, .notAFile, .unreadable: .noInput
      case .empty, .tooLong, .notText, .noMessages, .notJSON, .notAnObject: .badData
      case .unknownKind, .notAURL, .remoteText: .usage
      }
    self.init(code, error.description)
  }

  /// Says the sentence on standard error.
  func tell() { Self.note(sentence) }

  /// Says something on standard error that is no failure. What cannot be written has nowhere else to go.
  static func note(_ sentence: String) {
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
  /// The token of the environment with the name of its variable; nil when no variable holds one.
  static func fromEnvironment(
    _ environment: [String: String]
  ) throws(Failure) -> (variable: String, token: AccessToken)? {
    for name in environmentVariables {
      guard let text = environment[name], !text.isEmpty else { continue }
      guard let token = AccessToken(text) else {
        throw Failure(
          .configuration, "\(name) holds no token: blanks or other characters that no header takes.")
      }
      return (name, token)
    }
    return nil
  }
}

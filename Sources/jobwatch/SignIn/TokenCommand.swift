import Foundation
import JobAPI
import Subprocess

/// A command of the person's that prints a token, such as `pass show symbl`; run without a shell.
struct TokenCommand: Hashable, Sendable {
  /// How long it may take while the dashboard is on the screen.
  private static let patience = Duration.seconds(30)
  /// How long it may take at the start, before the person is told what is waited for.
  private static let silence = Duration.seconds(2)
  /// The most it may print, in bytes.
  private static let largestOutput = 1 << 16

  private let command: ExternalCommand

  var program: String { command.program }

  init(_ command: ExternalCommand) { self.command = command }

  /// Runs it while the terminal is the person's own: it may ask for a passphrase, and take its time.
  func tokenWithTerminal() async throws -> IssuedToken {
    let note = Task {
      try await Task.sleep(for: Self.silence)
      Failure.note("Waiting for token_command '\(program)'; ^C leaves.")
    }
    defer { note.cancel() }
    let record = try await running {
      try await run(
        command.executable, arguments: Arguments(command.arguments),
        input: .fileDescriptor(.standardInput, closeAfterSpawningProcess: false),
        output: .string(limit: Self.largestOutput),
        error: .fileDescriptor(.standardError, closeAfterSpawningProcess: false))
    }
    return try token(in: record.standardOutput, record.terminationStatus, said: "")
  }

  /// Runs it behind the dashboard: it can ask nobody.
  func token() async throws -> IssuedToken {
    try await withThrowingTaskGroup(of: IssuedToken.self) { group in
      group.addTask {
        let record = try await running {
          try await run(
            command.executable, arguments: Arguments(command.arguments),
            platformOptions: ExternalCommand.apart, input: .none,
            output: .string(limit: Self.largestOutput),
            error: .string(limit: Self.largestOutput))
        }
        return try token(in: record.standardOutput, record.terminationStatus, said: record.standardError)
      }
      group.addTask {
        try await Task.sleep(for: Self.patience)
        throw JobAPIError.noToken(
          reason: "token_command '\(program)' took more than \(Self.patience.components.seconds) s")
      }
      defer { group.cancelAll() }
      guard let token = try await group.next() else { throw CancellationError() }
      return token
    }
  }

  private func running<Value>(_ work: () async throws -> Value) async throws -> Value {
    do {
      return try await work()
    } catch is CancellationError {
      throw CancellationError()
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      throw JobAPIError.noToken(
        reason:
          "token_command '\(program)' prints more than \(Self.largestOutput >> 10) KiB, which is no token")
    } catch {
      throw JobAPIError.noToken(
        reason: "token_command '\(program)' cannot be run; is it installed, and in PATH?")
    }
  }

  private func token(
    in output: String?, _ status: TerminationStatus, said errors: String?
  ) throws(JobAPIError) -> IssuedToken {
    let name = "token_command '\(program)'"
    guard status.isSuccess else {
      let line = errors?.split(whereSeparator: \.isNewline).last.map { ": \($0.prefix(160))" } ?? ""
      throw .noToken(reason: "\(name) failed\(line)")
    }
    // As with `pass`, whose entries may go on: the token is the first line.
    guard let line = output?.split(whereSeparator: \.isNewline).first, let token = AccessToken(String(line))
    else {
      throw .noToken(reason: "\(name) printed no token")
    }
    return IssuedToken(token, lifetime: nil)
  }
}

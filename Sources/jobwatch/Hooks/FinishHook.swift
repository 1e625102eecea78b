import Foundation
import JobAPI
import JobTracking
import Subprocess
import SystemPackage

/// `on_finish`: runs a command of the person's for every job that ends while the dashboard is open.
struct FinishHook: Sendable {
  /// How many run at the same time, at most.
  private static let mostAtOnce = 4
  /// How many jobs may wait for their turn.
  private static let mostWaiting = 1_000
  /// The most that one may say on standard error, in bytes; what it prints goes nowhere.
  private static let largestOutput = 1 << 16

  let command: ExternalCommand
  let profile: JobAPIProfile
  /// How long one may take.
  var patience = Duration.seconds(30)
  private let waiting = AsyncStream.makeStream(
    of: TrackedJob.self, bufferingPolicy: .bufferingOldest(mostWaiting))

  init(_ command: ExternalCommand, profile: JobAPIProfile) {
    self.command = command
    self.profile = profile
  }

  /// Takes jobs that have ended; it is run for them in this order.
  ///
  /// - Returns: a sentence when there are more than may wait.
  func take(_ jobs: [TrackedJob]) -> String? {
    let dropped = jobs.count { job in
      if case .dropped = waiting.continuation.yield(job) { true } else { false }
    }
    guard dropped > 0 else { return nil }
    return "\(name) is \(Self.mostWaiting) jobs behind; it is not run for \(dropped) of those that ended."
  }

  /// Runs the command for the jobs that come, until the task is cancelled; then what still runs is ended.
  ///
  /// - Parameter tell: is told of each one that went wrong.
  func run(tell: @escaping @Sendable (String) -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      var running = 0
      for await job in waiting.stream {
        if running == Self.mostAtOnce {
          await group.next()
          running -= 1
        }
        running += 1
        group.addTask {
          if let problem = await problem(running: job), !Task.isCancelled {
            tell("\(name) for \(job.name) \(problem)")
          }
        }
      }
      group.cancelAll()
    }
  }

  private var name: String { "on_finish '\(command.program)'" }

  /// Runs it for one job.
  ///
  /// - Returns: what went wrong.
  private func problem(running job: TrackedJob) async -> String? {
    await withTaskGroup(of: String?.self) { group in
      group.addTask { await outcome(of: job) }
      group.addTask {
        guard (try? await Task.sleep(for: patience)) != nil else { return nil }
        return "took more than \(patience.components.seconds) s and was ended."
      }
      defer { group.cancelAll() }
      return await group.next() ?? nil
    }
  }

  private func outcome(of job: TrackedJob) async -> String? {
    do {
      guard let line = try EndedJobRecord(job, profile)?.line() else { return nil }
      let record = try await Subprocess.run(
        command.executable, arguments: Arguments(command.arguments), environment: Self.environment,
        platformOptions: ExternalCommand.apart,
        input: .fileDescriptor(try Self.file(holding: line), closeAfterSpawningProcess: true),
        output: .discarded, error: .string(limit: Self.largestOutput))
      guard !record.terminationStatus.isSuccess else { return nil }
      let last = record.standardError.split(whereSeparator: \.isNewline).last
      return "failed" + (last.map { ": \($0.prefix(160))" } ?? ".")
    } catch let error as SubprocessError where error.code == .outputLimitExceeded {
      return "says more than \(Self.largestOutput >> 10) KiB on standard error and was ended."
    } catch {
      return "cannot be run; is it installed, and in PATH?"
    }
  }

  /// It has no use for what jobwatch signs in with.
  private static var environment: Environment {
    let secrets = AccessToken.environmentVariables + [SignIn.appVariables[1]]
    return .inherit.updating(
      Dictionary(uniqueKeysWithValues: secrets.map { (Environment.Key(stringLiteral: $0), nil) }))
  }

  /// A file without a name that holds a line. Unlike a pipe it lets a command end that does not read it, and no other
  /// command that is started meanwhile can keep it open.
  private static func file(holding line: Data) throws -> FileDescriptor {
    let path = FilePath(NSTemporaryDirectory()).appending("jobwatch-\(UUID().uuidString)")
    let file = try FileDescriptor.open(
      path, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
    do {
      try FileManager.default.removeItem(atPath: path.string)
      try file.writeAll(line)
      try file.seek(offset: 0, from: .start)
      return file
    } catch {
      try? file.close()
      throw error
    }
  }
}

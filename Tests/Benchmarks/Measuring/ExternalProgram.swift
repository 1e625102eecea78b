import Foundation
import Subprocess
import SystemPackage

/// A program that is run beside the benchmark or instead of it.
struct ExternalProgram {
  /// Why a program gave no figures.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  let path: String

  /// A program that is installed.
  ///
  /// - Returns: nil when it is not.
  init?(named name: String) {
    // Servers are installed where only the administrator looks.
    let folders =
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init) + [
        "/usr/sbin"
      ]
    let path = folders.lazy.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let path else { return nil }
    self.path = path
  }

  init(path: String) { self.path = path }

  /// A program that has to be installed.
  static func installed(_ name: String) throws -> ExternalProgram {
    guard let program = ExternalProgram(named: name) else {
      throw Failure(description: "not installed: 'apt-get install \(name)' brings it")
    }
    return program
  }

  /// A Python with a package from PyPI, made in a folder.
  static func python(with package: String, in folder: String) async throws -> ExternalProgram {
    _ = try await installed("python3").run(["-m", "venv", "\(folder)/python"])
    let python = ExternalProgram(path: "\(folder)/python/bin/python3")
    _ = try await python.run(["-m", "pip", "--quiet", "--disable-pip-version-check", "install", package])
    return python
  }

  /// The benchmarks themselves.
  static let itself = ExternalProgram(
    path: URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path)

  /// jobwatch, from the same build.
  static let jobwatch = ExternalProgram(
    path: URL(filePath: itself.path).deletingLastPathComponent().appending(path: "jobwatch").path)

  /// Runs the program to its end.
  ///
  /// - Parameter core: the only one that it may run on.
  /// - Returns: its standard output, and the seconds that it took and used of the CPU.
  /// - Throws: ``Failure`` when it says that it failed.
  func run(
    _ arguments: [String], core: Int? = nil
  ) async throws -> (output: String, seconds: Double, cpu: Double) {
    let (program, arguments) = command(arguments, core: core)
    let cpu = Usage.programsCPU()
    let clock = ContinuousClock()
    let start = clock.now
    let result = try await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(arguments), output: .string(limit: 1 << 24),
      error: .string(limit: 1 << 20))
    let seconds = start.duration(to: clock.now).inSeconds
    guard result.terminationStatus.isSuccess else {
      let last =
        result.standardError.split(separator: "\n").last.map(String.init) ?? "\(result.terminationStatus)"
      throw Failure(description: "\(path): \(last)")
    }
    return (result.standardOutput, seconds, Usage.programsCPU() - cpu)
  }

  /// Does something while the program runs, and ends the program then.
  func whileRunning<Value: Sendable>(
    _ arguments: [String], core: Int? = nil, _ work: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let (program, arguments) = command(arguments, core: core)
    let result = try await Subprocess.run(
      .path(FilePath(program)), arguments: Arguments(arguments), input: .none, output: .discarded,
      error: .discarded
    ) { execution in
      let result: Result<Value, any Error>
      do { result = .success(try await work()) } catch { result = .failure(error) }
      try? execution.send(signal: .terminate)
      return result
    }
    return try result.closureResult.get()
  }

  private func command(_ arguments: [String], core: Int?) -> (String, [String]) {
    guard let core else { return (path, arguments) }
    return ("/usr/bin/taskset", ["--cpu-list", "\(core)", path] + arguments)
  }
}

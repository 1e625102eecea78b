import Foundation

/// A folder for as long as something is measured.
enum ScratchFolder {
  static func whileThere<Value>(
    isolation: isolated (any Actor)? = #isolation, _ work: (_ path: String) async throws -> Value
  ) async throws -> Value {
    let url = FileManager.default.temporaryDirectory.appending(
      path: "jobwatch-benchmark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try await work(url.path)
  }
}

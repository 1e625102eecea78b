import Foundation
import HTTPTypes

/// Refuses a submission whose headers alone show that its body is of no use.
enum SubmissionHeaders {
  /// The largest JSON body taken, in bytes.
  static let largestJSON = 16 << 20

  /// Checks the headers of a submission as the documentation has them.
  static func check(_ headers: HTTPFields, for kind: SubmissionKind) throws(RequestProblem) {
    switch kind {
    case .text, .audioURL, .videoURL:
      try checkJSON(headers)
    case .audio:
      // Without a type for audio that is neither WAV nor MPEG. The Python SDK sends an empty one then.
      let types = ["", "audio/wav", "audio/wave", "audio/mpeg", "audio/mp3"]
      guard types.contains(mediaType(in: headers)) else { throw .notAudio }
      try checkLength(headers)
    case .video:
      guard mediaType(in: headers) == "video/mp4" else { throw .notVideo }
      try checkLength(headers)
    }
  }

  /// Checks the headers of a body that must be JSON.
  static func checkJSON(_ headers: HTTPFields) throws(RequestProblem) {
    if let length = length(in: headers), length > largestJSON { throw .bodyTooLarge }
    guard mediaType(in: headers) == "application/json" else { throw .notJSON }
  }

  /// The length announced, in bytes; nil for a body whose end is found otherwise.
  static func length(in headers: HTTPFields) -> Int? { headers[.contentLength].flatMap { Int($0) } }

  private static func checkLength(_ headers: HTTPFields) throws(RequestProblem) {
    guard length(in: headers) != nil else { throw .lengthRequired }
  }

  /// The type without its parameters, in lower case; empty when there is none.
  private static func mediaType(in headers: HTTPFields) -> String {
    let type = headers[.contentType]?.prefix { $0 != ";" } ?? ""
    return type.trimmingCharacters(in: .whitespaces).lowercased()
  }
}

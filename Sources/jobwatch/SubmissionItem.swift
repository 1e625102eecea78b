import Foundation
import JobAPI
import JobTracking

/// Something to submit, read and found fit.
struct SubmissionItem: Sendable {
  /// What the person called it.
  let name: String
  /// What its job is called on the screen.
  let label: String
  let content: SubmissionContent

  /// How many characters of a text become a label.
  private static let longestLabel = 60

  /// The size of the file that is sent, in bytes.
  var size: Int64? {
    guard case .recording(let recording) = content else { return nil }
    return recording.size
  }

  /// What a word of the command line names: a file, a URL, or `-` for the text on standard input.
  ///
  /// - Throws: ``SubmissionError``, or ``Failure`` for a recording on standard input.
  init(argument: String, kind: SubmissionReader.Kind?) throws {
    guard argument == "-" else {
      try self.init(place: argument, kind: kind)
      return
    }
    guard kind ?? .text == .text else {
      // The API wants to know how long a recording is before it gets it.
      throw Failure(
        .usage, "On standard input there can be a text only; give the path of a file for a recording.")
    }
    // One byte more than there may be shows that it is too long, however much follows.
    let data: Data
    do {
      data = try FileHandle.standardInput.read(upToCount: SubmissionReader.largestText + 1) ?? Data()
    } catch {
      throw Failure(.noInput, "Standard input cannot be read.")
    }
    let isJSON = data.first { !UInt8.isBlank($0) } == UInt8(ascii: "{")
    let name = "standard input"
    self.init(
      name: name, label: isJSON ? name : Self.label(of: String(decoding: data, as: UTF8.self)),
      content: try SubmissionReader.content(ofText: data, named: name, isJSON: isJSON))
  }

  /// What was typed in the dashboard: a URL, the path of a file, or else a text. What ends as the name of a file, and is
  /// none, is rather a slip than a text.
  init(typed text: String) throws(SubmissionError) {
    let word = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let isOneLine = !word.contains(where: \.isNewline)
    let path = HomeFolder.expandingTilde(in: word)
    if SubmissionReader.isURL(word), !word.contains(where: \.isWhitespace) {
      try self.init(place: word, kind: nil)
    } else if isOneLine, Self.looksLikePath(word) || FileManager.default.fileExists(atPath: path) {
      try self.init(place: path, kind: nil)
    } else if isOneLine, SubmissionReader.Kind(name: word) != nil {
      throw .neitherFileNorText(word)
    } else {
      let name = "the text"
      self.init(
        name: name, label: Self.label(of: text),
        content: try SubmissionReader.content(ofText: Data(text.utf8), named: name, isJSON: false))
    }
  }

  private init(place: String, kind: SubmissionReader.Kind?) throws(SubmissionError) {
    let isURL = place.contains("://")
    self.init(
      name: place, label: isURL ? place : (place as NSString).lastPathComponent,
      content: isURL
        ? try SubmissionReader.content(ofURL: place, as: kind)
        : try SubmissionReader.content(ofFile: place, as: kind))
  }

  private init(name: String, label: String, content: SubmissionContent) {
    self.name = name
    self.label = Annotation.label.beginning(of: label)
    self.content = content
  }

  private static func looksLikePath(_ word: String) -> Bool {
    ["/", "./", "../", "~/"].contains { word.hasPrefix($0) } && !word.contains(where: \.isWhitespace)
  }

  private static func label(of text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first { $0.contains { !$0.isWhitespace } } ?? ""
    return String(line.prefix(longestLabel))
  }
}

extension UInt8 {
  fileprivate static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}

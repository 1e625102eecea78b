import Foundation
import Yams

/// Makes a tree of nodes from the YAML text of a scenario; of a mistake it says the line, and what the parser found.
struct ScenarioDocument {
  let file: String
  let text: String

  /// The root of the only document; nil for a text without one.
  ///
  /// - Throws: ``ScenarioError``, also for aliases: a few of them can stand for a tree larger than any memory.
  func root() throws(ScenarioError) -> Node? {
    // While nodes are made, keys are compared, and those that aliases stand for could take for ever. Without an anchor
    // every alias is an error where it stands. A tag may be wherever an anchor may, so that the rest reads the same.
    let (anchor, tag) = (UInt8(ascii: "&"), UInt8(ascii: "!"))
    if text.utf8.contains(anchor) {
      _ = try root(of: String(decoding: text.utf8.map { $0 == anchor ? tag : $0 }, as: UTF8.self))
    }
    return try root(of: text)
  }

  private func root(of text: String) throws(ScenarioError) -> Node? {
    let root: Node?
    let second: Node?
    do {
      let parser = try Parser(yaml: text, encoding: .utf8)
      root = try parser.nextRoot()
      second = try parser.nextRoot()
    } catch {
      throw mistake(error)
    }
    guard let second else { return root }
    throw problem(
      second.mark?.line, "A second document begins before this; a scenario is one, so take out the “---”.")
  }

  private func mistake(_ error: any Error) -> ScenarioError {
    switch error as? YamlError {
    case .scanner(let context, let found, let mark, _), .parser(let context, let found, let mark, _),
      .composer(let context, let found, let mark, _):
      return problem(mark.line, sentence(found, context, at: mark))
    case .reader(let found, let offset, _, _):
      let line = offset.map { text.prefix($0).count(where: \.isNewline) + 1 }
      return problem(line, "This is not valid YAML: \(found).")
    case .duplicatedKeysInMapping(let keys, let context):
      let key = RepeatedKey(key: keys.first ?? "", line: context.mark.line, column: context.mark.column)
      return problem(
        key.secondLine(in: text),
        "\(key.key.quoted) is given twice, first in line \(key.line); leave one of them.")
    default:
      return problem(nil, "This is not valid YAML.")
    }
  }

  private func sentence(_ found: String, _ context: YamlError.Context?, at mark: Mark) -> String {
    let what = context?.text ?? ""
    // The parser's texts are constants of the C library, see scanner.c and parser.c there, and Yams' Parser.swift.
    if found.contains("alias") || what.contains("alias") {
      return "A value that begins with “*” is an alias, and a scenario has none; put the value in quotes."
    }
    if found.hasPrefix("Maximum nesting level") { return "This is nested too deeply for a scenario." }
    var sentence = "This is not valid YAML: "
    if !what.isEmpty { sentence += what }
    if let line = context?.mark.line, line != mark.line { sentence += " from line \(line) on" }
    if !what.isEmpty { sentence += ", " }
    sentence += found
    let lines = text.split(
      maxSplits: mark.line, omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.count >= mark.line, lines[mark.line - 1].prefix(while: \.isWhitespace).contains("\t") {
      sentence += "; indent with blanks, not with tabs"
    }
    return sentence + "."
  }

  private func problem(_ line: Int?, _ message: String) -> ScenarioError {
    ScenarioError(file: file, line: line, message: message)
  }
}

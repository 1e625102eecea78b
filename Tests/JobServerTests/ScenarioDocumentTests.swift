import Foundation
import TestTools
import Testing

@testable import JobServer

/// YAML that is none, or none for a scenario.
@Suite(.timeLimit(.minutes(1))) struct ScenarioDocumentTests {
  private static func mistake(in text: String) -> String? {
    #expect(throws: ScenarioError.self) { try ScenarioReader.scenario(in: text, file: "a.yaml") }?.description
  }

  @Test(
    "what is no YAML is told with the line and what the parser found",
    arguments: [
      (
        "jobs: [",
        "a.yaml:2: This is not valid YAML: while parsing a flow node, did not find expected node content."
      ),
      (
        "jobs: [{ends: failed}\n\n-",
        "a.yaml:3: This is not valid YAML: while parsing a flow sequence from line 1 on, did not find expected ',' or ']'."
      ),
      (
        "default: {}\njobs: \"x",
        "a.yaml:2: This is not valid YAML: while scanning a quoted scalar, found unexpected end of stream."
      ),
      (
        "jobs:\n\t- ends: failed",
        "a.yaml:2: This is not valid YAML: while scanning for the next token, found character that cannot start any "
          + "token; indent with blanks, not with tabs."
      ),
      (
        "jobs:\r\n- name: a: b",
        "a.yaml:2: This is not valid YAML: mapping values are not allowed in this context."
      ),
      ("jobs: []\n# \u{7}", "a.yaml:2: This is not valid YAML: control characters are not allowed."),
      (
        "jobs: []\n---\nfaults: []",
        "a.yaml:3: A second document begins before this; a scenario is one, so take out the “---”."
      ),
    ])
  func invalid(text: String, message: String) {
    #expect(Self.mistake(in: text) == message)
  }

  @Test(
    "a key given twice is told where it is given again",
    arguments: [
      ("default:\n  scheduled: 1s\n  ends: failed\n  scheduled: 2s", "scheduled", 4, 2),
      ("jobs:\n- faults: []\nfaults: []\njobs:\n- faults: []", "jobs", 4, 1),
      ("faults: []\njobs:\n- faults: []\n'faults': []", "faults", 4, 1),
      ("faults: []\njobs:\n- faults: []\nfaults: []", "faults", 4, 1),
      ("jobs:\n- ends: never\n  number: 1\n  ends: failed\n- ends: failed", "ends", 4, 2),
      ("jobs:\n- { number: 1, ends: failed, number: 2 }\n- { number: 3 }", "number", 2, 2),
      ("default: { ends: failed,\n    ends : never }", "ends", 2, 1),
      ("default: {\n  ends: failed,\n  scheduled: 1s, ends: never }", "ends", 3, 2),
      ("name_ü: 1\nname: 2\nname_ü: 3", "name_ü", 3, 1),
    ])
  func repeatedKeys(text: String, key: String, line: Int, first: Int) {
    #expect(
      Self.mistake(in: text)
        == "a.yaml:\(line): “\(key)” is given twice, first in line \(first); leave one of them.")
  }

  private static let alias =
    "A value that begins with “*” is an alias, and a scenario has none; put the value in quotes."

  @Test(
    "an alias is refused, with or without its anchor",
    arguments: [
      ("jobs:\n- &a { ends: failed }\n- *a", 3), ("jobs: &jobs\n- name: x\nfaults: *jobs", 3),
      ("jobs:\n- name: *a", 2), ("faults:\n- path: */messages", 2), ("jobs: []\n? *a\n: 1", 2),
    ])
  func aliases(text: String, line: Int) {
    #expect(Self.mistake(in: text) == "a.yaml:\(line): \(Self.alias)")
  }

  @Test("aliases that stand for a billion keys are refused before anything is made of them")
  func aliasBomb() {
    var text = "a0: &a0 [x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(Self.mistake(in: text + "? *a40\n: 1") == "a.yaml:2: \(Self.alias)")
  }

  @Test("an ampersand in a text, and an anchor that nobody refers to, are no mistake")
  func ampersands() throws {
    let scenario = try ScenarioReader.scenario(
      in: "jobs:\n- &first { name: R&D &c *x, ends: failed }", file: "")
    #expect(scenario.plan(kind: .text, number: 1, name: "R&D &c *x")?.script.outcome == .failed)
  }

  @Test("a key as long as the file is told in part")
  func longKey() {
    let message = Self.mistake(in: "\"\(String(repeating: "k", count: 900))\": 1") ?? ""
    #expect(message.hasPrefix("a.yaml:1: “\(String(repeating: "k", count: 40))…” is not known here"))
  }

  @Test(
    "however deeply things are nested, it is a mistake and no overflow",
    arguments: ["[", "{a: ", "- ", "? ", "[? ", "[{a: ", "? - "])
  func nesting(piece: String) {
    for depth in [900, 100_000] {
      let message = Self.mistake(in: String(repeating: piece, count: depth)) ?? ""
      #expect(message.hasPrefix("a.yaml:1: ") || message.hasPrefix("a.yaml:2: "), "\(message)")
    }
    #expect(
      Self.mistake(in: String(repeating: "[", count: 2_000))
        == "a.yaml:1: This is nested too deeply for a scenario.")
  }

  @Test("whatever is done to a scenario, it is read or a mistake in one of its lines is told")
  func damage() throws {
    let text = Array(try String(contentsOf: ScenarioFileTests.example, encoding: .utf8).unicodeScalars)
    let pieces = Array("{}[]:,-*&!|>'\"%@`#? \n\t\r\u{0}\u{85}é~".unicodeScalars)
    var generator = SeededGenerator(seed: 1)
    var mistakes = 0
    for _ in 0..<400 {
      var damaged = text
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = damaged.indices.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0...3, using: &generator) {
        case 0: damaged[place] = pieces.randomElement(using: &generator) ?? " "
        case 1: damaged.insert(pieces.randomElement(using: &generator) ?? " ", at: place)
        case 2: damaged.removeSubrange(place..<min(place + 30, damaged.count))
        default: damaged.removeSubrange(place...)
        }
      }
      let string = damaged.reduce(into: "") { $0.unicodeScalars.append($1) }
      do throws(ScenarioError) {
        _ = try ScenarioReader.scenario(in: string, file: "a.yaml")
      } catch {
        mistakes += 1
        let lines = string.count(where: \.isNewline) + 2
        #expect((1...lines).contains(error.line ?? 1), "\(error)")
      }
    }
    #expect(mistakes > 100)
  }
}

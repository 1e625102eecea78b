import Dashboard
import Terminal
import Testing

@testable import jobwatch

@Suite struct KeySettingsTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func read(_ text: String) throws -> KeyMap {
    try scratch.write(text, to: "config/jobwatch/config.yaml")
    return try Configuration(environment: scratch.environment()).keyMap
  }

  private func refusal(_ text: String) throws -> String? {
    let failure = #expect(throws: Failure.self) { _ = try read(text) }
    #expect(failure?.code == .configuration)
    return failure?.sentence.replacing("\(scratch.path)/config/jobwatch/", with: "")
  }

  @Test("without keys all are as at first", arguments: ["", "keys:", "keys: {}", "allow_insecure: true"])
  func none(text: String) throws { #expect(try read(text) == .standard) }

  @Test("an action has one key, several, or none")
  func keys() throws {
    let keyMap = try read(
      """
      keys:
        untrack: x
        undo: [z, Ctrl-R]
        page-down: n Space
        mark: none
        add: '*'
        mark-all: []
        show-all: 9
      """)
    #expect(keyMap.keys(of: .untrack) == [.character("x")])
    #expect(keyMap.keys(of: .undo) == [.character("z"), .control("r")])
    #expect(keyMap.keys(of: .pageDown) == [.character("n"), .character(" ")])
    #expect(keyMap.keys(of: .mark).isEmpty && keyMap.keys(of: .markAllShown).isEmpty)
    #expect(keyMap.action(of: .character("*")) == .add)
    #expect(keyMap.keys(of: .showAllStatuses) == [.character("9")])
  }

  @Test(
    "what is wrong is told with its line and what to do",
    arguments: [
      (
        "keys:\n  untrak: x", "config.yaml:2: 'untrak' is no action of the dashboard; did you mean 'untrack'?"
      ),
      (
        "keys:\n  undo: z\n  untrack: hyper", "config.yaml:3: untrack: 'hyper' is no key; there are such as x"
      ),
      ("keys:\n  untrack: q", "config.yaml:2: untrack: q is a key of quit already; choose another one"),
      ("keys:\n  untrack: z\n  undo: z", "config.yaml:3: undo: z is a key of untrack already"),
      (
        "keys:\n  untrack: {a: b}",
        "config.yaml:2: untrack must be a key, several such as [x, Delete], or none."
      ),
      (
        "keys:\n  undo: ^M",
        "config.yaml:2: undo: terminals send the same for '^M' and for Enter; write Enter."
      ),
      ("keys: [x]", "config.yaml:1: there must be 'key: value' lines here."),
    ])
  func wrong(text: String, sentence: String) throws {
    let refusal = try refusal(text)
    #expect(refusal?.hasPrefix(sentence) == true, "\(refusal ?? "")")
  }
}

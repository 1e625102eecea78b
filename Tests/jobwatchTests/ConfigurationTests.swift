import Foundation
import JobTracking
import Terminal
import Testing

@testable import jobwatch

@Suite struct ConfigurationTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func read(_ text: String) throws -> Configuration {
    try scratch.write(text, to: "config/jobwatch/config.yaml")
    return try Configuration(environment: scratch.environment())
  }

  /// The sentence that reading ends with, without the folder of the test.
  private func refusal(_ text: String) throws -> String? {
    let failure = #expect(throws: Failure.self) { _ = try read(text) }
    #expect(failure?.code == .configuration)
    return failure?.sentence.replacing("\(scratch.path)/config/jobwatch/", with: "")
  }

  @Test("without a file everything is as by default")
  func absent() throws {
    let configuration = try Configuration(environment: scratch.environment())
    #expect(configuration.baseURL == nil)
    #expect(configuration.tokenCommand == nil)
    #expect(!configuration.allowsInsecure)
    #expect(configuration.path == "\(scratch.path)/config/jobwatch/config.yaml")
  }

  @Test("an empty file, or one of comments, is as none", arguments: ["", "\n", "# nothing yet\n", "---\n"])
  func empty(text: String) throws {
    #expect(try read(text).tokenCommand == nil)
  }

  @Test("each key is read")
  func keys() throws {
    let configuration = try read(
      "base_url: http://10.0.0.1:8617\ntoken_command: pass show 'my symbl'\nallow_insecure: true\n")
    #expect(configuration.baseURL == "http://10.0.0.1:8617")
    #expect(
      configuration.tokenCommand == ExternalCommand(["pass", "show", "my symbl"]).map(TokenCommand.init))
    #expect(configuration.allowsInsecure)
    #expect(
      try read("token_command: [op, read, 'a b']").tokenCommand
        == ExternalCommand(["op", "read", "a b"]).map(TokenCommand.init))
  }

  @Test("the command to run when a job ends is written as the one for tokens")
  func onFinish() throws {
    #expect(try read("").onFinish == nil)
    #expect(try read("on_finish: notify-send 'a job'").onFinish == ExternalCommand(["notify-send", "a job"]))
    #expect(try read("on_finish: [a, 'b c']").onFinish == ExternalCommand(["a", "b c"]))
    for wrong in ["''", "[]", "'a \"b'", "{a: b}"] {
      #expect(
        try refusal("on_finish: \(wrong)")
          == "config.yaml:1: on_finish must be a command with its arguments, and quotations in it closed.")
    }
  }

  @Test("how much a service is asked is 16 at a time and 20 a second, unless it is set")
  func budget() throws {
    #expect(try read("").budget == PollBudget(inFlight: 16, perSecond: 20))
    let budget = try read("requests_in_flight: 4\nrequests_per_second: 0.5\n").budget
    #expect(budget == PollBudget(inFlight: 4, perSecond: 0.5))
    for wrong in ["requests_in_flight: 0", "requests_in_flight: 2.5", "requests_in_flight: many"] {
      #expect(try refusal(wrong) == "config.yaml:1: requests_in_flight must be a whole number from 1 to 256.")
    }
    for wrong in ["requests_per_second: 0", "requests_per_second: .inf", "requests_per_second: [1]"] {
      #expect(try refusal(wrong) == "config.yaml:1: requests_per_second must be a number from 0.01 to 10000.")
    }
  }

  @Test("what is told outside the screen can be switched")
  func signals() throws {
    #expect(try read("").signals == WindowSignals())
    let signals = try read("window_title: false\nprogress: false\nnotify: bell\n").signals
    #expect(!signals.title && !signals.progress)
    #expect(signals.notification == .bell)
    #expect(try read("notify: auto").signals.notification == .auto)
    #expect(try read("notify: sets").signals.notification == .sets)
    #expect(try read("notify: off").signals.notification == .off)
    for wrong in ["loud", "[off]", "true"] {
      #expect(try refusal("notify: \(wrong)") == "config.yaml:1: notify must be auto, bell, sets or off.")
    }
    #expect(try refusal("window_title: 1") == "config.yaml:1: window_title must be true or false.")
    #expect(try refusal("progress: some") == "config.yaml:1: progress must be true or false.")
  }

  @Test("what is wrong is told with its line and with what is expected")
  func wrong() throws {
    #expect(
      try refusal("base_url: http://x\ntoken_comand: pass\n")
        == "config.yaml:2: 'token_comand' is not known; there are base_url, token_command, allow_insecure, requests_in_flight, requests_per_second, window_title, progress, notify, on_finish, keys and theme."
    )
    #expect(try refusal("allow_insecure: maybe") == "config.yaml:1: allow_insecure must be true or false.")
    #expect(
      try refusal("\ntoken_command: ''")
        == "config.yaml:2: token_command must be a command with its arguments, and quotations in it closed.")
    #expect(try refusal("token_command: {a: b}")?.contains("must be a command") == true)
    #expect(try refusal("base_url: [a]") == "config.yaml:1: base_url must be a URL.")
    #expect(try refusal("- a\n- b") == "config.yaml:1: there must be 'key: value' lines here.")
    #expect(try refusal("a: [1\nb: 2")?.hasPrefix("config.yaml:2: this is not YAML") == true)
    #expect(
      try refusal("allow_insecure: true\nallow_insecure: false")?.contains("this is not YAML") == true)
  }

  @Test("a file that is no text is told")
  func binary() throws {
    try Data([0xFF, 0xFE, 0x00]).write(to: URL(filePath: "\(scratch.path)/config/jobwatch/config.yaml"))
    let failure = #expect(throws: Failure.self) {
      _ = try Configuration(environment: scratch.environment())
    }
    #expect(failure?.sentence.contains("cannot be read") == true)
  }

  @Test("the folder follows the XDG specification, which takes absolute paths only")
  func folder() {
    #expect(Configuration.folder(["HOME": "/h", "XDG_CONFIG_HOME": "/x"]) == "/x/jobwatch")
    for stated in ["", "relative"] {
      #expect(Configuration.folder(["HOME": "/h", "XDG_CONFIG_HOME": stated]) == "/h/.config/jobwatch")
    }
  }

  @Test(
    "a command line is split as a shell would, with nothing expanded",
    arguments: [
      ("pass show symbl", ["pass", "show", "symbl"]), ("  a\t b ", ["a", "b"]), ("", []), ("   ", []),
      ("a 'b c' \"d e\"", ["a", "b c", "d e"]), (#"a\ b '\n' "\"" \\"#, ["a b", #"\n"#, "\"", #"\"#]),
      ("a''b \"\"", ["ab", ""]), ("echo $HOME `x` *", ["echo", "$HOME", "`x`", "*"]),
      (#""a\nb\$c""#, [#"a\nb$c"#]), (#"a\nb"#, ["anb"]),
    ])
  func words(line: String, expected: [String]) {
    #expect(CommandWords.split(line) == expected)
  }

  @Test("a quotation that is not closed is none", arguments: ["'open end", "a \"b", #"a\"#])
  func open(line: String) { #expect(CommandWords.split(line) == nil) }
}

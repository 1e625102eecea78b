import Terminal
import Testing

@testable import jobwatch

@Suite struct ThemeSettingsTests {
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

  @Test("a theme is known by its name", arguments: Theme.all)
  func named(theme: Theme) throws {
    #expect(try read("").theme == nil)
    let configuration = try read("theme: \(theme.name)")
    #expect(configuration.theme == theme)
    #expect(configuration.ownTheme == nil)
  }

  @Test("colours are read by what they mean, on the theme that they stand on")
  func colours() throws {
    let configuration = try read(
      """
      theme:
        base: dark
        failed: "#ff5f5f"
        faint: '#888'
        background: "#101010"
      """)
    let expected = Theme(
      own: [.failed: RGB(0xFF5F5F), .faint: RGB(0x888888)], background: RGB(0x101010), on: .dark)
    #expect(configuration.theme == expected)
    #expect(configuration.ownTheme == expected)
    #expect(
      try read("theme: {completed: '#87d75f'}").theme
        == Theme(own: [.completed: RGB(0x87D75F)], background: nil, on: .terminal))
  }

  @Test("all that has a colour has a name", arguments: Ink.allCases)
  func inks(ink: Ink) throws {
    #expect(
      try read("theme: {\(ink.rawValue): '#123456'}").theme
        == Theme(own: [ink: RGB(0x123456)], background: nil, on: .terminal))
  }

  @Test("what is wrong is told with its line and with what is expected")
  func wrong() throws {
    let names = "terminal, dark, light, high-contrast, deuteranopia, deuteranopia-light"
    for wrong in ["pink", "[dark]", "", "own"] {
      #expect(
        try refusal("theme: \(wrong)")
          == "config.yaml:1: theme must be \(names) or none, or colours such as {base: dark, failed: '#ff5f5f'}."
      )
    }
    // What stands behind the # is a remark.
    for wrong in ["#ff5f5f", "red", "'#ff5f5'", "[1]"] {
      #expect(
        try refusal("theme:\n  base: dark\n  failed: \(wrong)")
          == "config.yaml:3: failed must be a colour in quotes, such as '#ff5f5f'.")
    }
    #expect(
      try refusal("theme: {background: black}")
        == "config.yaml:1: background must be a colour in quotes, such as '#ff5f5f'.")
    #expect(
      try refusal("theme:\n  bad: '#ff5f5f'")
        == "config.yaml:2: 'bad' is no colour of a theme; there are base, background, text, faint, heading, scheduled, running, completed, failed, unknown, warning and accent."
    )
    for wrong in ["none", "own", "[dark]"] {
      #expect(
        try refusal("theme: {base: \(wrong)}")
          == "config.yaml:1: base must be terminal, dark, light, high-contrast, deuteranopia or deuteranopia-light."
      )
    }
  }

  @Test("the command line knows the themes and own, which the configuration has to have")
  func option() throws {
    #expect(try ThemeName(argument: "light")?.theme(own: nil) == .light)
    #expect(ThemeName(argument: "pink") == nil)
    let own = try #require(ThemeName(argument: "own"))
    #expect(try own.theme(own: .dark.with(.failed)) == .dark.with(.failed))
    let failure = #expect(throws: Failure.self) { _ = try own.theme(own: nil) }
    #expect(failure?.code == .usage)
  }
}

extension Theme {
  fileprivate func with(_ ink: Ink) -> Theme { Theme(own: [ink: RGB(0)], background: nil, on: self) }
}

import Dashboard
import Terminal
import Testing

/// Choosing colours, at the start and while the dashboard runs.
@Suite struct ThemeTests {
  private let noColor = ["NO_COLOR": "1"]
  private let own = Theme(own: [.failed: RGB(0xFF0000)], background: nil, on: .terminal)

  /// What is to be done about a command, without what is kept of it.
  @discardableResult private func run(_ command: String, _ session: inout Session) -> [DashboardEffect] {
    session.press(.character(":"))
    session.type(command)
    return session.press(.enter).filter { $0 != .rememberCommand(command) }
  }

  @Test("an option comes first, then the configuration, NO_COLOR, what was chosen last, and the default")
  func chosen() {
    func theme(
      _ option: Theme? = nil, _ setting: Theme? = nil, _ last: String? = nil,
      _ environment: [String: String] = [:]
    ) -> Theme {
      ThemeChoice(option: option, setting: setting, remembered: last, environment: environment).inForce
    }
    #expect(theme() == .terminal)
    #expect(theme(nil, nil, nil, ["NO_COLOR": ""]) == .terminal)
    #expect(theme(nil, nil, "dark") == .dark)
    #expect(theme(nil, nil, "dark", noColor) == .none)
    #expect(theme(nil, .light, "dark", noColor) == .light)
    #expect(theme(.highContrast, .light, "dark", noColor) == .highContrast)
  }

  @Test("what was chosen last and is not there any more is passed over")
  func gone() {
    #expect(ThemeChoice(remembered: "own").inForce == .terminal)
    #expect(ThemeChoice(own: own, remembered: "own").inForce == own)
    #expect(ThemeChoice(remembered: "pink").inForce == .terminal)
  }

  @Test("T goes through all themes and begins anew; each is named and remembered")
  func next() {
    var session = Session([job("a", .failed)])
    for theme in Theme.all.dropFirst() + Theme.all.prefix(1) {
      let effects = session.press(.character("T"))
      #expect(session.state.themes.inForce == theme)
      #expect(effects == [.use(theme), .remember(ViewPreferences(theme: theme.name))])
      #expect(session.screen.newsRow.hasPrefix("Theme \(theme.name)."))
    }
  }

  @Test("a theme of one's own comes last, and can be named where there is one")
  func ownTheme() {
    var session = Session(themes: ThemeChoice(option: Theme.none, own: own))
    session.press(.character("T"))
    #expect(session.state.themes.inForce == own)
    session.press(.character("T"))
    #expect(session.state.themes.inForce == .terminal)
    #expect(run("theme own", &session).contains(.use(own)))
    var other = Session(size: Size(columns: 160, rows: 20))
    run("theme own", &other)
    #expect(other.state.themes.inForce == .terminal)
    #expect(other.screen.hintsRow.hasPrefix("! 'theme' wants one of terminal, dark, light"))
  }

  @Test("theme with a name takes that one, or the only one that begins so")
  func named() {
    var session = Session()
    #expect(run("theme deuteranopia", &session).first == .use(.deuteranopia))
    #expect(run("theme h", &session).first == .use(.highContrast))
    #expect(run("theme", &session).first == .use(.deuteranopia))
  }

  @Test("a wrong name is told with those there are, and the line stays")
  func wrong() {
    var session = Session(size: Size(columns: 160, rows: 20))
    #expect(run("theme drak", &session) == [])
    #expect(
      session.screen.hintsRow
        == "! 'theme' knows no 'drak'; did you mean 'dark'? There are terminal, dark, light, high-contrast, deuteranopia, deuteranopia-light, none."
    )
    #expect(session.state.prompt?.editor.text == "theme drak")
    #expect(session.state.themes.inForce == .terminal)
  }

  @Test("Tab completes the name, and the names are shown")
  func completion() {
    var session = Session(size: Size(columns: 100, rows: 20), themes: ThemeChoice(own: own))
    session.press(.character(":"))
    session.type("theme ")
    #expect(
      session.screen.hintsRow
        == "terminal  dark  light  high-contrast  deuteranopia  deuteranopia-light  none  own")
    session.type("hi")
    session.press(.tab)
    #expect(session.state.prompt?.editor.text == "theme high-contrast")
  }

  @Test(
    "where the configuration or NO_COLOR decides at the next start, that is said and nothing is remembered")
  func untilQuit() {
    var session = Session(
      preferences: ViewPreferences(theme: "light"), themes: ThemeChoice(setting: .dark, remembered: "light"))
    #expect(session.press(.character("T")) == [.use(.light)])
    #expect(session.screen.newsRow.hasPrefix("Theme light until you quit: the configuration says dark."))
    // What else is remembered takes nothing away.
    #expect(
      session.press(.character("s")).contains { $0 == .remember(session.state.viewPreferences) }
        && session.state.viewPreferences.theme == "light")
    run("theme dark", &session)
    #expect(session.screen.newsRow == "Theme dark.")
    var colourless = Session(themes: ThemeChoice(environment: noColor))
    #expect(colourless.press(.character("T")) == [.use(.terminal)])
    #expect(colourless.screen.newsRow.hasPrefix("Theme terminal until you quit: NO_COLOR is set."))
    run("theme none", &colourless)
    #expect(colourless.screen.newsRow == "Theme none.")
  }

  @Test("what is chosen after an option is remembered")
  func afterOption() {
    var session = Session(themes: ThemeChoice(option: .dark, remembered: "none"))
    #expect(session.press(.character("T")) == [.use(.light), .remember(ViewPreferences(theme: "light"))])
  }

  @Test("colours that are hard to read are named, with their contrast, when they are chosen")
  func hardToRead() {
    let pale = Theme(own: [.faint: RGB(0x444444), .failed: RGB(0x1C1C1C)], background: nil, on: .dark)
    var session = Session(
      size: Size(columns: 120, rows: 20), themes: ThemeChoice(option: Theme.none, own: pale))
    session.press(.character("T"))
    #expect(
      session.screen.newsRow.hasPrefix(
        "Theme own. Hard to read for its little contrast: faint 1.7, failed 1.0; 4.5 is enough."))
    #expect(Theme.dark.contrastWarning == nil)
  }

  @Test("where the terminal shows no colours that is said, and no colour is hard to read")
  func colourless() {
    let pale = Theme(own: [.faint: RGB(0x444444)], background: nil, on: .dark)
    var themes = ThemeChoice(option: Theme.none, own: pale)
    themes.isColorful = false
    var session = Session(themes: themes)
    session.press(.character("T"))
    #expect(session.screen.newsRow == "Theme own. This terminal shows no colours.")
    #expect(session.state.themes.warning == nil)
  }

  @Test("the cursor, the filter and what is typed are not touched by it")
  func undisturbed() {
    var session = Session([job("a", .failed, addedAgo: 1), job("b", .completed, addedAgo: 2)])
    session.press(.down)
    session.press(.character("T"))
    #expect(session.selected == "b")
    session.press(.character("/"))
    session.type("T")
    #expect(session.state.themes.inForce == .dark)
  }
}

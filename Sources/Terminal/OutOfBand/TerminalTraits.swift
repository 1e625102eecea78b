/// What a terminal can do that terminfo does not tell, found out from the environment.
package struct TerminalTraits: Hashable, Sendable {
  /// What stands between the program and the terminal that a person sees.
  package enum Multiplexer: Hashable, Sendable {
    case tmux
    case screen
  }

  /// The sequences for notifications: each terminal takes one of them at most, and some take another for something else.
  package enum NotificationCommand: Hashable, Sendable {
    /// `OSC 9`: iTerm2, WezTerm, Windows Terminal.
    case osc9
    /// `OSC 99`: kitty.
    case osc99
    /// `OSC 777`: rxvt-unicode, and after it foot, Ghostty and VTE.
    case osc777
  }

  package let multiplexer: Multiplexer?
  /// Whether an operating system command (OSC) is taken, or at least swallowed, and not printed.
  package let takesCommands: Bool
  /// Nil when none is known to work.
  package let notification: NotificationCommand?
  /// Whether that command may well come to nothing, so that the bell is to be rung besides.
  package let isNotificationDoubtful: Bool
  /// Whether `OSC 9;4` is known to be taken for progress. Elsewhere it may be a notification that says "4;1;50".
  package let showsProgress: Bool
  /// Whether texts are sent in UTF-8. In other encodings a byte of a character could be a control code.
  package let isUTF8: Bool

  /// - Parameter environment: of the process; only `TERM`, and what terminals set for the programs in them, is looked at.
  package init(environment: [String: String], isUTF8: Bool) {
    let term = environment["TERM"] ?? ""
    let isSet = { (name: String) in !(environment[name] ?? "").isEmpty }
    self.isUTF8 = isUTF8
    if isSet("TMUX") || term.hasPrefix("tmux") {
      multiplexer = .tmux
    } else {
      multiplexer = isSet("STY") || term.hasPrefix("screen") ? .screen : nil
    }
    takesCommands = !Self.isPlain(term)
    notification = takesCommands ? Self.notification(environment) : nil
    // Inside of a multiplexer the variables are those of the terminal that it was started in. VTE has to be patched for
    // the command, as some distributions do, and not every Windows Terminal has it.
    isNotificationDoubtful = multiplexer != nil || isSet("VTE_VERSION") || isSet("WT_SESSION")
    showsProgress = takesCommands && multiplexer == nil && Self.showsProgress(environment)
  }

  /// Whether the terminal says that it shows any colour, in the variable `COLORTERM`, for which terminfo has no word that is
  /// used everywhere.
  ///
  /// GNU screen hands the variable of the terminal that it was started in on, and shows 256 colours at most, or needs to be told.
  package static func isTrueColor(environment: [String: String]) -> Bool {
    let isInScreen =
      !(environment["STY"] ?? "").isEmpty && (environment["TERM"] ?? "").hasPrefix("screen")
    return !isInScreen && ["truecolor", "24bit"].contains(environment["COLORTERM"]?.lowercased())
  }

  /// Terminals that print the text of a command, or do something odd: consoles and hardware.
  private static func isPlain(_ term: String) -> Bool {
    let isHardware = term.hasPrefix("vt") && term.dropFirst(2).first?.isNumber == true
    return term.isEmpty || isHardware
      || ["linux", "dumb", "ansi", "cons25", "eterm", "sun", "pcansi"].contains {
        term == $0 || term.hasPrefix("\($0)-")
      }
  }

  private static func notification(_ environment: [String: String]) -> NotificationCommand? {
    let isSet = { (name: String) in !(environment[name] ?? "").isEmpty }
    // TERM comes through ssh, which the other variables seldom do.
    let term = environment["TERM"] ?? ""
    let kinds: [(prefix: String, command: NotificationCommand)] = [
      ("xterm-kitty", .osc99), ("xterm-ghostty", .osc777), ("foot", .osc777), ("rxvt-unicode", .osc777),
      ("wezterm", .osc9),
    ]
    if let kind = kinds.first(where: { term.hasPrefix($0.prefix) }) { return kind.command }
    switch environment["TERM_PROGRAM"] {
    case "ghostty": return .osc777
    case "iTerm.app", "WezTerm": return .osc9
    default: break
    }
    // What one terminal has set stays in the environment when another is started from it; that sets more of its own.
    if isSet("KITTY_WINDOW_ID") { return .osc99 }
    if isSet("GHOSTTY_RESOURCES_DIR") { return .osc777 }
    if isSet("WEZTERM_PANE") || environment["LC_TERMINAL"] == "iTerm2" || isSet("WT_SESSION") { return .osc9 }
    return isSet("VTE_VERSION") ? .osc777 : nil
  }

  private static func showsProgress(_ environment: [String: String]) -> Bool {
    if !(environment["WT_SESSION"] ?? "").isEmpty || environment["ConEmuANSI"] == "ON" { return true }
    switch environment["TERM_PROGRAM"] {
    case "ghostty": return true
    // Versions are dates; the release of 2024 made a notification of it.
    case "WezTerm": return (environment["TERM_PROGRAM_VERSION"].flatMap { Int($0.prefix(4)) } ?? 0) >= 2025
    case "iTerm.app": return features(environment["TERM_FEATURES"] ?? "").contains("P")
    default: return (environment["VTE_VERSION"].flatMap { Int($0) } ?? 0) >= 8_000
    }
  }

  /// The codes in `TERM_FEATURES`: a capital, then small letters and digits (iterm2.com/feature-reporting).
  private static func features(_ text: String) -> [String] {
    text.reduce(into: []) { codes, character in
      if character.isUppercase || codes.isEmpty {
        codes.append(String(character))
      } else {
        codes[codes.count - 1].append(character)
      }
    }
  }
}

import Terminal

/// What is looked for on the page of keys: lines without it are left out.
struct HelpSearch: Hashable, Sendable {
  var editor = LineEditor()
  /// Whether keys go into it, until Enter.
  var isTyping = true

  func finds(_ line: KeyHelp) -> Bool {
    let wanted = Array(FilterText.folded(editor.text).utf8)
    return [line.keys, line.name, line.explanation].contains { FilterText.contains(wanted, in: $0) }
  }
}

extension DashboardState {
  /// What a key does while something is looked for on the page of keys.
  ///
  /// - Returns: whether it was meant for that.
  mutating func handleInHelpSearch(_ key: Key) -> Bool {
    guard case .help = page, helpSearch?.isTyping == true else { return false }
    switch key {
    case KeyMap.alwaysQuits, .control("z"), .control("l"): return false
    case .escape: helpSearch = nil
    case .enter: helpSearch?.isTyping = false
    case .up, .down, .pageUp, .pageDown: return false
    case .paste(let text): helpSearch?.editor.insert(String(text.map { $0.isNewline ? " " : $0 }))
    default: _ = helpSearch?.editor.handle(key)
    }
    page = .help(firstLine: 0)
    return true
  }
}

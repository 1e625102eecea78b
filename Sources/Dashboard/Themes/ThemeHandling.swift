import Terminal

extension DashboardState {
  /// Draws with other colours, and has that remembered where it makes a difference.
  mutating func useTheme(_ theme: Theme) -> [DashboardEffect] {
    let before = viewPreferences
    themes.choose(theme)
    notice = themes.sentence
    return [.use(theme)] + (viewPreferences == before ? [] : [.remember(viewPreferences)])
  }
}

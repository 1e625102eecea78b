import JobAPI
import Terminal

/// What stands in place of the table while there is no token.
enum TokenNeededView {
  static func draw(_ state: DashboardState, on canvas: inout Canvas) {
    let variables = AccessToken.environmentVariables
    let lines: [(String, Style)] = [
      ("jobwatch", Style.heading),
      ("", .plain),
      ("There is no access token for", .plain),
      (state.profile.baseURL, Style.heading),
      ("Sign in, or give one, and start again:", .plain),
      ("  jobwatch login", Style.accent),
      ("  export \(variables[0])=TOKEN", Style.accent),
      ("To try it without an account:", .plain),
      ("  jobwatch demo", Style.accent),
    ]
    for (row, line) in lines.enumerated() {
      canvas.write(
        Glyph.glyphs(of: line.0).fitted(to: canvas.size.columns - 1, ellipsis: state.glyphs.ellipsis),
        at: Position(column: 1, row: row), style: line.1)
    }
    FooterView.drawHints([(state.keyMap.word(for: .quit), "quit")], on: &canvas)
  }
}

import JobAPI
import Terminal

/// What stands in place of the table while there is no token.
enum TokenNeededView {
  static func draw(_ state: DashboardState, on canvas: inout Canvas) {
    let variables = AccessToken.environmentVariables
    let lines: [(String, Style)] = [
      ("jobwatch", Style(nil, .bold)),
      ("", .plain),
      ("There is no access token for", .plain),
      (state.profile.baseURL, Style(nil, .bold)),
      ("Sign in, or give one, and start again:", .plain),
      ("  jobwatch login", Style(.cyan)),
      ("  export \(variables[0])=TOKEN", Style(.cyan)),
      ("To try it without an account:", .plain),
      ("  jobwatch demo", Style(.cyan)),
    ]
    for (row, line) in lines.enumerated() {
      canvas.write(
        Glyph.glyphs(of: line.0).fitted(to: canvas.size.columns - 1, ellipsis: state.glyphs.ellipsis),
        at: Position(column: 1, row: row), style: line.1)
    }
    FooterView.drawHints([(state.keyMap.word(for: .quit), "quit")], on: &canvas)
  }
}

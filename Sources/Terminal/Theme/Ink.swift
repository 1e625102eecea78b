/// What a theme has a colour for.
package enum Ink: String, Hashable, Sendable, CaseIterable {
  case text, faint, heading
  case scheduled, running, completed, failed, unknown
  case warning, accent

  package init(_ style: Style) {
    switch style.color {
    case .heading: self = .heading
    case .scheduled: self = .scheduled
    case .running: self = .running
    case .completed: self = .completed
    case .failed: self = .failed
    case .unknown: self = .unknown
    case .warning: self = .warning
    case .accent: self = .accent
    case nil: self = style.attributes.contains(.dim) ? .faint : .text
    }
  }
}

/// What a filter says, as a tree. `all` and `any` have two parts or more and none of their own kind in them; `not` has no
/// `not` in it: so one meaning written with other parentheses is one value.
indirect enum FilterExpression: Hashable, Sendable {
  case term(FilterTerm)
  case not(FilterExpression)
  case all([FilterExpression])
  case any([FilterExpression])

  static func negating(_ part: FilterExpression) -> FilterExpression {
    if case .not(let inner) = part { inner } else { .not(part) }
  }

  /// - Parameter parts: one at least.
  static func joining(all parts: [FilterExpression]) -> FilterExpression {
    let flat = parts.flatMap { if case .all(let inner) = $0 { inner } else { [$0] } }
    return flat.count == 1 ? flat[0] : .all(flat)
  }

  /// - Parameter parts: one at least.
  static func joining(any parts: [FilterExpression]) -> FilterExpression {
    let flat = parts.flatMap { if case .any(let inner) = $0 { inner } else { [$0] } }
    return flat.count == 1 ? flat[0] : .any(flat)
  }

  /// The expression in the filter language.
  var text: String {
    switch self {
    case .term(let term): term.text
    case .not(let part):
      switch part {
      case .term, .not: "-\(part.text)"
      case .all, .any: "-(\(part.text))"
      }
    case .all(let parts):
      parts.map { part in
        if case .any = part { "(\(part.text))" } else { part.text }
      }.joined(separator: " ")
    case .any(let parts): parts.map(\.text).joined(separator: " or ")
    }
  }
}

/// How many colours a terminal can show, and how they are named to it.
package enum ColorDepth: Hashable, Sendable, CaseIterable {
  /// None; what is bold, dim, underlined or reversed still is.
  case mono
  /// The eight of ECMA-48 (SGR 30 to 37).
  case eight
  /// Those and their bright variants (SGR 90 to 97).
  case sixteen
  /// And 240 more that are the same everywhere.
  case indexed
  /// Any, by the number `0xRRGGBB`.
  case direct

  /// - Parameters:
  ///   - colors: terminfo's `colors`; less than 8 counts as none.
  ///   - isDirect: whether terminfo has the extension `RGB`, so that numbers of colours are colours.
  package init(colors: Int, isDirect: Bool) {
    switch colors {
    case (1 << 24)... where isDirect: self = .direct
    case 256... where !isDirect: self = .indexed
    case 16... where !isDirect: self = .sixteen
    case 8...: self = .eight
    default: self = .mono
    }
  }
}

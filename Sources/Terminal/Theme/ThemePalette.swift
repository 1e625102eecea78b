/// The colours that a theme defines itself.
///
/// All are among those of the 6x6x6 cube of terminals of 256 colours, so that they look the same there.
package struct ThemePalette: Sendable {
  /// The background that the colours are made for; the terminal's own, unless ``paper`` is set.
  package let assumedBackground: RGB
  /// The background that the theme paints; nil leaves the terminal's.
  package let paper: RGB?
  /// The text's colour where there is a ``paper``.
  let plain: RGB?
  let faint: RGB
  let red: RGB
  let green: RGB
  let yellow: RGB
  let blue: RGB
  let magenta: RGB
  let cyan: RGB
  /// Whether bright colours are taken where there are only sixteen.
  let prefersBright: Bool
  /// Whether red and green are put into other words where the sixteen are all there is.
  var avoidsRedAndGreen = false

  /// The colour of an ink; nil is the terminal's own text colour.
  package subscript(ink: Theme.Ink) -> RGB? {
    switch ink {
    case .plain: plain
    case .faint: faint
    case .red: red
    case .green: green
    case .yellow: yellow
    case .blue: blue
    case .magenta: magenta
    case .cyan: cyan
    }
  }

  /// Which of the terminal's own colours stands for an ink.
  func stand(in ink: Theme.Ink) -> Theme.Ink {
    guard avoidsRedAndGreen else { return ink }
    return switch ink {
    case .red: .yellow
    case .green: .blue
    case .yellow: .plain
    default: ink
    }
  }

  static let dark = ThemePalette(
    assumedBackground: RGB(0x1C1C1C), paper: nil, plain: nil, faint: RGB(0xAFAFAF), red: RGB(0xFF5F5F),
    green: RGB(0x87D75F), yellow: RGB(0xFFD75F), blue: RGB(0x87AFFF), magenta: RGB(0xD787FF),
    cyan: RGB(0x5FD7FF), prefersBright: true)

  static let light = ThemePalette(
    assumedBackground: RGB(0xEEEEEE), paper: nil, plain: nil, faint: RGB(0x5F5F5F), red: RGB(0xAF0000),
    green: RGB(0x005F00), yellow: RGB(0x875F00), blue: RGB(0x0000D7), magenta: RGB(0x8700AF),
    cyan: RGB(0x005F87), prefersBright: false)

  static let highContrast = ThemePalette(
    assumedBackground: RGB(0x000000), paper: RGB(0x000000), plain: RGB(0xFFFFFF), faint: RGB(0xD7D7D7),
    red: RGB(0xFF8787), green: RGB(0x00FF00), yellow: RGB(0xFFFF00), blue: RGB(0x87D7FF),
    magenta: RGB(0xFF87FF), cyan: RGB(0x00FFFF), prefersBright: true)

  static let deuteranopia = ThemePalette(
    assumedBackground: RGB(0x1C1C1C), paper: nil, plain: nil, faint: RGB(0xAFAFAF), red: RGB(0xFF8700),
    green: RGB(0x5F87FF), yellow: RGB(0xFFFFAF), blue: RGB(0x87AFFF), magenta: RGB(0xD7AFD7),
    cyan: RGB(0x5FD7FF), prefersBright: true, avoidsRedAndGreen: true)

  static let deuteranopiaLight = ThemePalette(
    assumedBackground: RGB(0xEEEEEE), paper: nil, plain: nil, faint: RGB(0x5F5F5F), red: RGB(0x875F00),
    green: RGB(0x0000D7), yellow: RGB(0x5F5F5F), blue: RGB(0x0000D7), magenta: RGB(0x8700AF),
    cyan: RGB(0x005F87), prefersBright: false, avoidsRedAndGreen: true)
}

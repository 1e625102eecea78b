/// The colours that a theme defines itself; where it defines none, the terminal's own are taken.
package struct ThemePalette: Hashable, Sendable {
  /// The background that the colours are made for: the terminal's own, unless ``paper`` is set. Nil when it may be any.
  package private(set) var assumedBackground: RGB?
  /// The background that the theme paints; nil leaves the terminal's.
  package private(set) var paper: RGB?
  /// Those of a theme of ours are among the 6x6x6 cube of terminals of 256 colours, so that they look the same there.
  private var colors: [Ink: RGB] = [:]
  /// What is better still where there is any colour: with more contrast, or easier to tell from each other.
  private var finer: [Ink: RGB] = [:]
  /// Whether bright colours are taken where there are only sixteen.
  private(set) var prefersBright = false
  /// Whether red and green are put into other words where the sixteen are all there is.
  private var avoidsRedAndGreen = false
  /// Whether there, too, a background is painted.
  private(set) var paintsBlack = false
  /// Whether the terminal's own colours stand for what has none here.
  private(set) var isOpen = true

  /// One without colours.
  package init() {}

  /// One of all colours that have to be told apart. Warnings look as `scheduled` does, what is under way as `running`.
  private init(
    on background: UInt32, isPainted: Bool = false, text: UInt32? = nil, faint: UInt32, scheduled: UInt32,
    running: UInt32, completed: UInt32, failed: UInt32, unknown: UInt32, prefersBright: Bool = false,
    avoidsRedAndGreen: Bool = false, finer: [Ink: UInt32] = [:]
  ) {
    assumedBackground = RGB(background)
    paper = isPainted ? RGB(background) : nil
    colors = [
      .faint: faint, .scheduled: scheduled, .running: running, .completed: completed, .failed: failed,
      .unknown: unknown, .warning: scheduled, .accent: running,
    ].mapValues { RGB($0) }
    colors[.text] = text.map { RGB($0) }
    self.finer = finer.mapValues { RGB($0) }
    self.finer[.warning] = self.finer[.scheduled]
    self.finer[.accent] = self.finer[.running]
    self.prefersBright = prefersBright
    self.avoidsRedAndGreen = avoidsRedAndGreen
    paintsBlack = isPainted
    isOpen = false
  }

  /// The colour of an ink; nil is the terminal's own.
  package func color(of ink: Ink, at depth: ColorDepth) -> RGB? {
    let color = depth == .direct ? finer[ink] ?? colors[ink] : colors[ink]
    return color ?? (ink == .heading ? self.color(of: .text, at: depth) : nil)
  }

  /// The same with other colours.
  ///
  /// - Parameter background: is painted, where there are 256 colours or more; nil leaves it as it is.
  func replacing(_ others: [Ink: RGB], background: RGB?) -> ThemePalette {
    var palette = self
    palette.colors.merge(others) { $1 }
    palette.finer.merge(others) { $1 }
    if let background { (palette.paper, palette.assumedBackground) = (background, background) }
    return palette
  }

  /// Which of the terminal's own first eight colours stands for an ink; nil is that of its text.
  func ansi(_ ink: Ink) -> Int? {
    switch ink {
    case .text, .faint, .heading: nil
    case .failed: avoidsRedAndGreen ? 3 : 1
    case .completed: avoidsRedAndGreen ? 4 : 2
    case .scheduled, .warning: avoidsRedAndGreen ? nil : 3
    case .unknown: 5
    case .running, .accent: 6
    }
  }

  static let dark = ThemePalette(
    on: 0x1C1C1C, faint: 0xAFAFAF, scheduled: 0xFFD75F, running: 0x5FD7FF, completed: 0x87D75F,
    failed: 0xFF5F5F, unknown: 0xD787FF, prefersBright: true,
    finer: [.failed: 0xFF7D75, .unknown: 0xDA90FF])

  static let light = ThemePalette(
    on: 0xEEEEEE, faint: 0x5F5F5F, scheduled: 0x875F00, running: 0x005F87, completed: 0x005F00,
    failed: 0xAF0000, unknown: 0x8700AF,
    finer: [
      .faint: 0x565656, .scheduled: 0x774A00, .running: 0x005C82, .completed: 0x006312, .failed: 0xAA0A1E,
      .unknown: 0x8408AC,
    ])

  static let highContrast = ThemePalette(
    on: 0x000000, isPainted: true, text: 0xFFFFFF, faint: 0xD7D7D7, scheduled: 0xFFFF00, running: 0x00FFFF,
    completed: 0x00FF00, failed: 0xFF8787, unknown: 0xFF87FF, prefersBright: true)

  static let deuteranopia = ThemePalette(
    on: 0x1C1C1C, faint: 0xAFAFAF, scheduled: 0xFFFFAF, running: 0x5FD7FF, completed: 0x5F87FF,
    failed: 0xFF8700, unknown: 0xD7AFD7, prefersBright: true, avoidsRedAndGreen: true,
    finer: [
      .scheduled: 0xFDF005, .running: 0x1DE0FE, .completed: 0x6597FF, .failed: 0xF18E44, .unknown: 0xFB64A8,
    ])

  static let deuteranopiaLight = ThemePalette(
    on: 0xEEEEEE, faint: 0x5F5F5F, scheduled: 0x5F5F5F, running: 0x005F87, completed: 0x0000D7,
    failed: 0x875F00, unknown: 0x8700AF, avoidsRedAndGreen: true,
    finer: [
      .faint: 0x565656, .scheduled: 0x4E4A33, .running: 0x00659A, .completed: 0x0A13C8, .failed: 0x9A4400,
      .unknown: 0xA02070,
    ])
}

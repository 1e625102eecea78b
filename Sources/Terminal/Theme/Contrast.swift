import Foundation

extension RGB {
  /// The contrast ratio with another colour, 1 to 21 (WCAG 2.2, "contrast ratio").
  package func contrast(with other: RGB) -> Double {
    let (low, high) = (min(luminance, other.luminance), max(luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)
  }

  /// The relative luminance, 0 to 1 (WCAG 2.2).
  private var luminance: Double {
    zip([red, green, blue], [0.2126, 0.7152, 0.0722]).reduce(0) { sum, part in
      let level = Double(part.0) / 255
      return sum + part.1 * (level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4))
    }
  }
}

extension Theme {
  /// The least contrast of a text that can be read by nearly everybody (WCAG 2.2, 1.4.3).
  package static let leastContrast = 4.5

  /// The inks whose contrast with the background is less than ``leastContrast``, with the contrast: where the terminal can show
  /// any colour, or where the nearest of 256 is taken. None where the background may be any.
  package var hardToRead: [(ink: Ink, contrast: Double)] {
    guard let palette, let background = palette.assumedBackground else { return [] }
    // What the theme paints itself becomes one of the 256 as well.
    let nearest = palette.paper == nil ? background : RGB(indexed: background.indexed)
    return Ink.allCases.compactMap { ink in
      let direct = palette.color(of: ink, at: .direct)?.contrast(with: background)
      let indexed = palette.color(of: ink, at: .indexed).map {
        RGB(indexed: $0.indexed).contrast(with: nearest)
      }
      guard let contrast = [direct, indexed].compactMap(\.self).min(), contrast < Self.leastContrast else {
        return nil
      }
      return (ink, contrast)
    }
  }
}

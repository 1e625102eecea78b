extension String {
  /// This text without what could act on a terminal or turn the text around it: control characters and bidirectional
  /// overrides become visible escapes such as `\u{1b}`, line breaks and tabs a blank.
  ///
  /// What joins letters and emoji stays, as languages need it.
  package var inOneLine: String {
    // Among printable ASCII there is nothing to find: most texts by far.
    if utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return self }
    var line = ""
    line.reserveCapacity(utf8.count)
    for character in self {
      if character.isNewline || character == "\t" {
        line.append(" ")
        continue
      }
      for scalar in character.unicodeScalars {
        if scalar.actsOnText {
          line += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          line.unicodeScalars.append(scalar)
        }
      }
    }
    return line
  }

  /// The lines that have something in them, each as ``inOneLine``, without blanks at their ends.
  package var plainLines: [String] {
    split(whereSeparator: \.isNewline).map { line in
      var line = Substring(String(line).inOneLine).drop(while: \.isWhitespace)
      while line.last?.isWhitespace == true { line.removeLast() }
      return String(line)
    }.filter { !$0.isEmpty }
  }
}

extension Unicode.Scalar {
  /// Whether this is a control character, a line separator or a bidirectional control.
  var actsOnText: Bool {
    switch value {
    case 0x202A...0x202E, 0x2066...0x2069: true
    default:
      switch properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
  }
}

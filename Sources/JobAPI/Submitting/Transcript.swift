extension TextSubmission {
  /// The longest name that counts as a speaker's, in characters.
  private static let longestSpeaker = 40

  /// A submission of a transcript: one message a line, each with `Speaker: ` before it or not; lines with nothing in
  /// them are left out.
  ///
  /// A speaker's name starts with a letter and has at most four words; `12:30 we met` and `see https://…` have none.
  package init(name: String?, transcript: String) {
    self.init(name: name, messages: Array(Self.messages(in: transcript)))
  }

  /// The messages of a transcript, made as they are asked for.
  static func messages(in transcript: String) -> some Sequence<Message> {
    var rest = transcript[...]
    let lines = sequence(state: ()) { _ -> Substring? in
      guard !rest.isEmpty else { return nil }
      let line = rest.prefix { !$0.isNewline }
      rest = rest[line.endIndex...].dropFirst()
      return line
    }
    return lines.lazy.map { $0.drop(while: \.isWhitespace) }.filter { !$0.isEmpty }.map(message)
  }

  private static func message(_ line: Substring) -> Message {
    guard let (speaker, text) = speaker(in: line) else {
      return Message(payload: .init(content: String(line)))
    }
    return Message(payload: .init(content: text), from: .init(name: speaker))
  }

  private static func speaker(in line: Substring) -> (name: String, text: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[..<colon]
    let rest = line[line.index(after: colon)...]
    guard name.first?.isLetter == true, name.count <= longestSpeaker, name.split(separator: " ").count <= 4,
      rest.first?.isWhitespace == true
    else { return nil }
    let text = rest.drop(while: \.isWhitespace)
    return text.isEmpty ? nil : (String(name), String(text))
  }
}

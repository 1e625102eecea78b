/// What a typed line asks a dashboard for that tells in lines: the keys of the other one, each with what it is about.
enum LinearCommand: Hashable {
  /// How all stands; an empty line.
  case list
  /// Ids or URLs; nil asks for them.
  case add(String?)
  /// A job by id or label; nil means the one told of last.
  case check(String?)
  case checkAll
  case help
  case quit
  case unknown(String)

  init(_ line: String) {
    let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    let rest = words.count > 1 ? String(words[1]).trimmed : nil
    let name = rest.flatMap { $0.isEmpty ? nil : $0 }
    switch (words.first.map(String.init), name) {
    case (nil, _): self = .list
    case ("a", let ids): self = .add(ids)
    case ("r", let name): self = .check(name)
    case ("R", nil): self = .checkAll
    case ("?", nil): self = .help
    case ("q", nil): self = .quit
    default: self = .unknown(line.trimmed)
    }
  }

  static let explanations = [
    "Type one of these and press Enter.",
    "Enter alone: how many jobs stand where, and those that have not ended.",
    "a, or a ID...: add jobs by id or URL.",
    "r, or r JOB: check now the job told of last, or the one with that id or label.",
    "R: check all jobs now that have not ended.",
    "?: these lines.",
    "q: quit; tracked jobs are kept.",
  ]
}

extension String {
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

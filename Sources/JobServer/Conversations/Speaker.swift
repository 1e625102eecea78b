/// Who said something, as a submission names them. The user id, where there is one, tells people apart; else the name.
struct Speaker: Hashable, Sendable {
  let name: String?
  let userID: String?

  /// nil when neither says anything.
  init?(name: String?, userID: String?) {
    self.name = name.flatMap { $0.isBlank ? nil : $0 }
    self.userID = userID.flatMap { $0.isBlank ? nil : $0 }
    if self.name == nil, self.userID == nil { return nil }
  }

  /// The user id when it looks like an e-mail address: something, an at sign, something, no blanks.
  var email: String? {
    guard let userID, userID.wholeMatch(of: /[^\s@]+@[^\s@]+/) != nil else { return nil }
    return userID
  }

  /// What tells speakers apart.
  var key: String { userID.map { "id:" + $0.lowercased() } ?? "name:" + (name ?? "") }
}

extension String {
  /// Whether there is nothing to be seen in it.
  fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

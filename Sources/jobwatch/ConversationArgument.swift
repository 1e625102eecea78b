import JobAPI

extension ConversationID {
  /// One that was given at the command line; what cannot be an id of the service is refused before anything is asked.
  static func given(_ argument: String) throws(Failure) -> ConversationID {
    guard (try? JobID(argument)) != nil else {
      throw Failure(.usage, "'\(argument)' is no conversation id; copy it as the service answered it.")
    }
    return ConversationID(argument)
  }
}

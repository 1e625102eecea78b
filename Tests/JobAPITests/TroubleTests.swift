import JobAPI
import Testing

/// All that may go wrong, over real connections.
@Suite(.timeLimit(.minutes(2))) struct TroubleTests {
  @Test("each trouble has its own name", arguments: Trouble.all)
  func named(trouble: Trouble) async throws {
    try await trouble.meet { api in
      let error = await #expect(throws: JobAPIError.self) { try await api.status(of: JobID("a")) }
      #expect(error == trouble.error)
    }
  }

  @Test("what is said of it is a sentence, and nothing in it is a library's", arguments: Trouble.all)
  func sentence(trouble: Trouble) throws {
    let sentence = trouble.error.sentence
    #expect(sentence.first?.isUppercase == true)
    #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"))
    #expect(!sentence.contains(/NIO|SSL|Error|Optional|JobAPI/))
  }

  @Test("no two kinds of trouble are said in the same words")
  func distinct() {
    let errors = Set(Trouble.all.map(\.error))
    #expect(Set(errors.map(\.message)).count == errors.count)
  }
}

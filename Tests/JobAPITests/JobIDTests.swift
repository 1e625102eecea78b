import JobAPI
import Testing

@Suite struct JobIDTests {
  @Test(
    "an odd id is taken as it is",
    arguments: [
      "9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d", "0", "a/b", "a?b#c", "%2F", "100%", "ü", "e\u{301}", "工作", "👩‍👩‍👧‍👦",
      "...", "..;", "-rf", "~", "\\", "\"'", "{}", "$(x)", "job:1", "\u{200B}", "\u{202E}x", "null",
    ]
  )
  func odd(text: String) throws {
    let id = try JobID(text)
    #expect(id.rawValue.utf8.elementsEqual(text.utf8))
    #expect(id.description == id.rawValue)
  }

  @Test("an empty id is refused")
  func empty() { #expect(throws: JobIDError.empty) { try JobID("") } }

  @Test("an id of 256 bytes is taken")
  func longest() throws {
    _ = try JobID(String(repeating: "a", count: 256))
    _ = try JobID(String(repeating: "ü", count: 128))
  }

  @Test(
    "an id of more than 256 bytes of UTF-8 is refused and its size is said",
    arguments: [
      (String(repeating: "a", count: 257), 257), (String(repeating: "ü", count: 129), 258),
      ("e" + String(repeating: "\u{301}", count: 128), 257),
      (String(repeating: "a", count: 1 << 20), 1 << 20),
    ]
  )
  func tooLong(text: String, bytes: Int) {
    #expect(throws: JobIDError.tooLong(bytes: bytes)) { try JobID(text) }
  }

  @Test(
    "an id with a control character is refused",
    arguments: [
      "\u{0}", "a\u{0}b", "\u{7}", "\u{1B}[2J", "a\u{7F}", "\u{80}", "a\u{9B}31m", "\u{9F}", "a\u{2028}b",
      "\u{2029}",
    ]
  )
  func control(text: String) {
    #expect(throws: JobIDError.unprintable(text)) { try JobID(text) }
  }

  @Test(
    "an id with a blank anywhere is refused",
    arguments: [
      " ", "a b", " a", "a ", "a\tb", "a\nb", "a\r\n", "a\u{85}b", "a\u{A0}b", "a\u{2003}b", "a\u{3000}b",
    ]
  )
  func blank(text: String) {
    #expect(throws: JobIDError.unprintable(text)) { try JobID(text) }
  }

  @Test("an id that a URL path would swallow is refused", arguments: [".", ".."])
  func dots(text: String) {
    #expect(throws: JobIDError.dots(text)) { try JobID(text) }
  }

  @Test("two spellings of one character are two ids, as they are to the service")
  func bytes() throws {
    let composed = try JobID("\u{E9}")
    let decomposed = try JobID("e\u{301}")
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect((composed < decomposed) != (decomposed < composed))
  }

  @Test("ids are sorted by their bytes")
  func sorted() throws {
    let ids = try ["b", "a", "B", "10", "9", "ä", "aa"].map { try JobID($0) }
    #expect(ids.sorted().map(\.rawValue) == ["10", "9", "B", "a", "aa", "b", "ä"])
  }

  @Test(
    "each refusal is a sentence that says what to do",
    arguments: [
      (JobIDError.empty, "A job id cannot be empty; give the id"),
      (.tooLong(bytes: 300), "A job id of 300 bytes is too long (at most 256); check what was pasted."),
      (
        .unprintable("a b"), "'a b' is no job id: it holds a blank or a control character; copy the id alone."
      ),
      (.dots(".."), "'..' is no job id; give the id"),
    ]
  )
  func sentences(error: JobIDError, start: String) {
    #expect(error.description.hasPrefix(start))
    #expect(error.description.hasSuffix("."))
  }

  @Test("a refusal does not quote a long text whole")
  func longRefusal() {
    let text = String(repeating: "a", count: 200) + " "
    #expect(JobIDError.unprintable(text).description.count < 130)
  }
}

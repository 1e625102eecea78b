import Testing

@testable import JobServer

@Suite struct WordsTests {
  @Test(
    "words are letters and digits with the apostrophes between them",
    arguments: [
      ("Don’t stop, it's 5 o'clock!", ["don't", "stop", "it's", "5", "o'clock"]),
      ("'quoted' words'", ["quoted", "words"]), ("Zoé Lefèvre", ["zoé", "lefèvre"]), ("…", []), ("", []),
      ("follow-up", ["follow", "up"]),
    ]
  )
  func words(text: String, words: [String]) {
    #expect(Words.of(text) == words)
  }

  @Test(
    "sentences end at their marks, and keep them",
    arguments: [
      ("Hello. How are you? Fine!", ["Hello.", "How are you?", "Fine!"]),
      ("It costs 3.5 euros", ["It costs 3.5 euros"]),
      ("He said “Stop!” and went.", ["He said “Stop!”", "and went."]),
      ("你好。你好吗？很好", ["你好。", "你好吗？", "很好"]),
      ("Really?! Yes...", ["Really?!", "Yes..."]),
      ("one\ntwo\r\nthree", ["one", "two", "three"]),
      ("Τι κάνεις; Καλά.", ["Τι κάνεις;", "Καλά."]),
      ("first; second", ["first; second"]), ("", []), (" \n ", []),
    ]
  )
  func sentences(text: String, sentences: [String]) {
    #expect(Words.sentences(of: text) == sentences)
  }

  @Test("a query is read as forms write it; the last value of a name counts")
  func query() {
    #expect(
      QueryParameters.values(in: "a=1&b=x+y%21&a=2&c&d=&=e&f=%zz&g=1=2")
        == ["a": "2", "b": "x y!", "c": "", "d": "", "": "e", "f": "%zz", "g": "1=2"])
  }

  @Test("a speaker is told apart by the user id, else by the name")
  func speakers() {
    let keys = [("Ann", "A@x.org"), ("Annie", "a@x.org"), ("Ann", nil), ("Bob", nil)].map {
      Speaker(name: $0.0, userID: $0.1)?.key
    }
    #expect(Set(keys).count == 3)
    #expect(Speaker(name: " ", userID: "") == nil)
    #expect(Speaker(name: nil, userID: "bob")?.email == nil)
    #expect(Speaker(name: nil, userID: "a@x.org")?.email == "a@x.org")
  }
}

import Testing

@testable import JobServer

@Suite struct InsightFormTests {
  @Test(
    "a question is told by the question mark of any script",
    arguments: [
      "Ready?", "“Ready?”", "Really?!", "准备好了吗？", "هل أنت جاهز؟", "Είσαι έτοιμος;", "Είσαι έτοιμος\u{37E}",
      "Պատրա՞ստ ես", "ዝግጁ ነህ፧",
    ]
  )
  func marked(sentence: String) {
    #expect(QuestionForm.score(of: sentence) == QuestionForm.scoreByMark)
  }

  @Test(
    "without a mark an English question is told by how it begins",
    arguments: [
      "What time is it", "so how are you", "What is the plan.", "can you hear me", "Do we know that.",
      "What's up.",
      "why not",
    ]
  )
  func unmarked(sentence: String) {
    #expect(QuestionForm.score(of: sentence) == QuestionForm.scoreByWords)
  }

  @Test(
    "what only looks a little like a question is none",
    arguments: [
      "", "Ready.", "When I arrived, he left.", "What a day!", "That is what I said",
      "Can openers are useful.",
      "first; second;", "How", "I know what is wrong.",
    ]
  )
  func none(sentence: String) {
    #expect(QuestionForm.score(of: sentence) == nil)
  }

  @Test(
    "an action item is told by its phrase, in any case and with either apostrophe",
    arguments: [
      "I'll call Bob.", "I’ll call Bob", "I WILL do it", "We need to talk", "Please send the file.",
      "Let's begin", "Ok, let us begin", "Remember to lock the door",
    ]
  )
  func actionItem(sentence: String) {
    #expect(TaskForm.isActionItem(sentence))
  }

  @Test(
    "without such a phrase, and in a question, there is no action item",
    arguments: ["He called Bob.", "I willed it", "Pleased to meet you", "Will I need to go?", "Ill", ""]
  )
  func noActionItem(sentence: String) {
    #expect(!TaskForm.isActionItem(sentence))
  }

  @Test("who promises something is the one to do it; who asks for it is not")
  func promise() {
    #expect(TaskForm.isPromise("I'll call Bob."))
    #expect(!TaskForm.isPromise("Please call Bob."))
  }

  @Test(
    "a follow-up is told by its phrase",
    arguments: [
      "We should follow up on that", "A follow-up is needed", "I'll get back to you",
      "Can you schedule a call?",
      "In our next meeting we decide",
    ]
  )
  func followUp(sentence: String) {
    #expect(TaskForm.isFollowUp(sentence))
  }

  @Test(
    "without such a phrase there is no follow-up",
    arguments: ["The job is scheduled", "Get back", "Follow me up"])
  func noFollowUp(sentence: String) {
    #expect(!TaskForm.isFollowUp(sentence))
  }

  @Test("topics are the words that recur, most often first, with the share of the messages that hold them")
  func topics() {
    let topics = TopicFinder.topics(in: [
      "The budget for Berlin, the budget!", "Berlin? I think the office there is small.",
      "The office budget.", "Yes.",
    ])
    #expect(
      topics == [
        .init(word: "budget", score: 0.5, messages: [0, 2]),
        .init(word: "berlin", score: 0.5, messages: [0, 1]),
        .init(word: "office", score: 0.5, messages: [1, 2]),
      ])
  }

  @Test("numbers, short words and words that say nothing are no topics")
  func noTopics() {
    #expect(TopicFinder.topics(in: ["2020 2020 ab ab the the don't don't there there", ""]) == [])
    #expect(TopicFinder.topics(in: []) == [])
  }

  @Test("words of two ideographs may be topics")
  func ideographs() {
    #expect(TopicFinder.topics(in: ["預算 預算"]).map(\.word) == ["預算"])
  }

  @Test("a conversation has twenty topics at most")
  func most() {
    let words = (0..<50).map { number in "word\(number)" }
    #expect(TopicFinder.topics(in: [(words + words).joined(separator: " ")]).count == 20)
  }
}

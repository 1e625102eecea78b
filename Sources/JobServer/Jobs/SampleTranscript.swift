/// What is said in the sample jobs that complete: one message a line, made up for the demo.
enum SampleTranscript {
  static let salesCall = """
    Dana Ortiz: Good morning everybody. Shall we start with the pipeline?
    Kim Lee: Twelve open offers, two of them new since last week. The Hamburg customer wants a pilot in January.
    Dana Ortiz: How many licences would that be?
    Kim Lee: Forty for the pilot, four hundred if it goes well. I'll send the offer by Thursday.
    Sam Baker: The price list for next year is not final. Can we still quote the old prices?
    Dana Ortiz: Until the end of the month, yes. Sam, please check the discount with finance.
    Kim Lee: Let's schedule a call with Hamburg for Monday.
    Dana Ortiz: Good. Thank you all, same time next week.
    """

  static let interview = """
    Zoé Lefèvre: Bonjour, merci de me recevoir.
    M. Garnier: Bonjour Zoé. Pourriez-vous nous parler de votre dernier poste ?
    Zoé Lefèvre: J’ai dirigé pendant trois ans une équipe de cinq personnes, pour la transcription de réunions.
    M. Garnier: Qu’est-ce qui vous attire chez nous ?
    Zoé Lefèvre: Le produit, et la possibilité de travailler en deux langues.
    M. Garnier: Très bien. Nous vous écrirons avant vendredi.
    """

  static let boardMeeting = """
    Chair: Item one, the figures of the third quarter. Ms Okafor, please.
    Adaeze Okafor: Revenue is up eight percent, costs are up three. The forecast for the year stays as it is.
    Board member: What is behind the costs?
    Adaeze Okafor: Mostly the move of the data centre. I'll circulate the detail after the meeting.
    Chair: Item two, the budget. We need to decide before December.
    Board member: Let's review the draft together in two weeks.
    """

  static let regularMeeting = """
    田中: おはようございます。定例会議を始めます。
    佐藤: 先週の進捗ですが、録音の機能は完成しました。
    田中: テストはいつ終わりますか？
    佐藤: 金曜日までに終わる予定です。
    田中: 分かりました。次回は来週の火曜日です。
    """

  static let customerInterview = """
    Interviewer: Thank you for doing this a second time. Is the microphone on now?
    Customer: Yes, I can see the level moving.
    Interviewer: What do you do while a recording is being processed?
    Customer: Honestly? I reload the page. Sometimes I forget about it until the next day.
    Interviewer: What would help you?
    Customer: Just tell me when it is done, and whether it went wrong. I don't need more than that.
    Interviewer: I'll write that down. We should look at the failed ones together next time.
    """

  static let voicemail = """
    Hello, this is Ruth from the dental practice. Your appointment on Tuesday has to be moved.
    Could you call us back today before five? Thank you.
    """

  static let lecture = """
    Lecturer: Last week we proved that a tree with n vertices has n minus one edges. Any questions about that?
    Student: Does it hold for a forest too?
    Lecturer: A forest with k trees has n minus k edges. Why? Each tree has one edge less than it has vertices.
    Lecturer: Today we colour graphs. How many colours does a planar graph need?
    Student: Four, if the map on the wall is right.
    Lecturer: It is. The proof took a computer; I'll upload the paper after the lecture.
    """

  static let townHall = """
    Host: Welcome to the town hall. We have forty minutes and a long list of questions.
    Maria Silva: The new office opens in March. Everybody can choose a desk from February on.
    Host: First question from the chat: will there be bicycle stands?
    Maria Silva: Yes, sixty of them, under a roof.
    Host: And the second: what happens to the old building?
    Maria Silva: We keep the ground floor. I'll post the plan this afternoon.
    """
}

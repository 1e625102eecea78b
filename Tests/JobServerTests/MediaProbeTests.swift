import NIOCore
import Testing

@testable import JobServer

@Suite struct MediaProbeTests {
  @Test("a recording is recognized and measured, in pieces of any size", arguments: [1, 7, 1_000, Int.max])
  func measured(pieces: Int) throws {
    #expect(
      try Recording.facts(Recording.wav(seconds: 2.5), pieces: pieces)
        == .init(container: .wav, duration: 2.5))
    #expect(
      try Recording.facts(Recording.mp4(length: 61_500), pieces: pieces)
        == .init(container: .mp4, duration: 61.5))
    let mp3 = try Recording.facts(Recording.id3(bytes: 300) + Recording.mp3(frames: 100), pieces: pieces)
    #expect(mp3.container == .mpegAudio)
    #expect((mp3.duration * 1_000).rounded() == 2_612)
  }

  @Test("an empty file is told so")
  func empty() {
    #expect(throws: MediaProblem.empty) { try Recording.facts(ByteBuffer()) }
  }

  @Test(
    "what is no recording is told so",
    arguments: [
      "hello", "hello, this is only a text", "OggS\u{0}\u{2}, and what follows it",
      "RIFF0000AVI LIST and no more",
      String(repeating: "a text that is longer than what may come before the first frame ", count: 1_500),
    ])
  func unknown(text: String) {
    #expect(throws: MediaProblem.unknownContainer) { try Recording.facts(ByteBuffer(string: text)) }
  }

  @Test("what cannot be read says what to do")
  func sentences() {
    #expect("\(MediaProblem.noDuration(.mpegAudio))".contains("MPEG audio"))
    #expect("\(MediaProblem.noMedia(.wav))".contains("without sound or pictures"))
    #expect("\(MediaProblem.freeBitRate)".contains("constant or variable"))
  }
}

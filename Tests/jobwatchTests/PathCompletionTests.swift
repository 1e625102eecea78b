import Foundation
import Testing

@testable import jobwatch

@Suite struct PathCompletionTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    for name in ["call-2.wav", "call-1.wav", ".hidden", "a b.txt"] { try scratch.write("x", to: name) }
    try FileManager.default.createDirectory(
      atPath: "\(scratch.path)/calls", withIntermediateDirectories: false)
    try scratch.write("x", to: "calls/one.wav")
  }

  private func candidates(_ text: String) -> [String] {
    PathCompletion.candidates(for: "\(scratch.path)/\(text)").map {
      $0.replacing("\(scratch.path)/", with: "")
    }
  }

  @Test("files are sorted, folders end with a slash, blanks stand as they are")
  func sorted() {
    #expect(candidates("c") == ["call-1.wav", "call-2.wav", "calls/", "config/"])
    #expect(candidates("calls/") == ["calls/one.wav"])
    #expect(candidates("a") == ["a b.txt"])
  }

  @Test("hidden files are there for whoever types their dot")
  func hidden() {
    #expect(candidates(".h") == [".hidden"])
    #expect(!candidates("").contains(".hidden"))
  }

  @Test("what is not there has no candidates", arguments: ["zzz", "nowhere/", "call-1.wav/"])
  func none(text: String) {
    #expect(candidates(text).isEmpty)
  }

  @Test("names that nobody could type are left out")
  func untypable() throws {
    try scratch.write("x", to: "strange\nname.wav")
    #expect(candidates("str").isEmpty)
  }

  @Test("a tilde stands for the home folder of the environment")
  func tilde() {
    let environment = ["HOME": "/h"]
    #expect(HomeFolder.expandingTilde(in: "~/a", environment: environment) == "/h/a")
    #expect(HomeFolder.expandingTilde(in: "~", environment: environment) == "/h")
    #expect(HomeFolder.expandingTilde(in: "~a/b", environment: environment) == "~a/b")
    #expect(HomeFolder.expandingTilde(in: "a~", environment: environment) == "a~")
    #expect(PathCompletion.candidates(for: "~") == ["~/"])
  }

  @Test("the tilde of the home folder stays as it was typed")
  func home() throws {
    let candidates = PathCompletion.candidates(for: "~/")
    #expect(candidates.allSatisfy { $0.hasPrefix("~/") })
    let names = try FileManager.default.contentsOfDirectory(atPath: HomeFolder.path())
    #expect(candidates.isEmpty == names.allSatisfy { $0.hasPrefix(".") })
  }
}

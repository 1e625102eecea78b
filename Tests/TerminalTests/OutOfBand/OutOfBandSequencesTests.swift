import Foundation
import Terminal
import Testing

/// The bytes that are sent for what is not on the screen.
@Suite struct OutOfBandSequencesTests {
  private static let hostile = "x\u{07}\u{1B}\\\u{9C}\u{1B}]0;owned\u{07}\n;y"

  private func traits(_ environment: [String: String] = [:], isUTF8: Bool = true) -> TerminalTraits {
    TerminalTraits(environment: ["TERM": "xterm"].merging(environment) { $1 }, isUTF8: isUTF8)
  }

  @Test("a title is put over the one that the terminal remembers")
  func title() {
    let traits = traits()
    #expect(traits.titleSaved == "\u{1B}[22;2t")
    #expect(traits.title("jobwatch: 1 of 2") == "\u{1B}]2;jobwatch: 1 of 2\u{07}")
    #expect(traits.titleRestored == "\u{1B}]2;\u{07}\u{1B}[23;2t")
    #expect(self.traits(["STY": "1"]).title("a") == "\u{1B}P\u{1B}]2;a\u{07}\u{1B}\\")
  }

  @Test("progress is a percentage, red with failures, and is taken away")
  func progress() {
    let traits = traits(["TERM_PROGRAM": "ghostty"])
    #expect(traits.progress(WindowProgress(percent: 40, hasFailures: false)) == "\u{1B}]9;4;1;40\u{07}")
    #expect(traits.progress(WindowProgress(percent: 140, hasFailures: true)) == "\u{1B}]9;4;2;100\u{07}")
    #expect(traits.progress(nil) == "\u{1B}]9;4;0;0\u{07}")
    #expect(self.traits().progress(WindowProgress(percent: 40, hasFailures: false)).isEmpty)
  }

  @Test("a notification is what its terminal takes, or the bell")
  func notification() {
    let say = { (environment: [String: String]) in
      traits(environment).notification("3 done; 1 failed", as: .auto)
    }
    #expect(say(["TERM_PROGRAM": "iTerm.app"]) == "\u{1B}]9;jobwatch: 3 done; 1 failed\u{07}")
    #expect(say(["TERM": "foot"]) == "\u{1B}]777;notify;jobwatch;3 done, 1 failed\u{07}")
    #expect(
      say(["TERM": "xterm-kitty"])
        == "\u{1B}]99;i=jobwatch:d=0:p=title;jobwatch\u{07}\u{1B}]99;i=jobwatch:p=body;3 done; 1 failed\u{07}"
    )
    #expect(say([:]) == "\u{07}")
    #expect(say(["VTE_VERSION": "7000"]).hasSuffix("1 failed\u{07}\u{07}"))
  }

  @Test("the person's setting comes before what the terminal takes")
  func setting() {
    let traits = traits(["TERM": "xterm-kitty"])
    #expect(traits.notification("x", as: .off).isEmpty)
    #expect(traits.notification("x", as: .bell) == "\u{07}")
    #expect(traits.notification("x", as: .sets) == traits.notification("x", as: .auto))
  }

  @Test("through tmux it is passed on with escapes doubled, and the bell rings, which tmux never holds back")
  func tmux() {
    #expect(
      traits(["TMUX": "x", "LC_TERMINAL": "iTerm2"]).notification("a", as: .auto)
        == "\u{1B}Ptmux;\u{1B}\u{1B}]9;jobwatch: a\u{07}\u{1B}\\\u{07}")
  }

  @Test("through screen it is passed on in parts that screen takes")
  func screen() throws {
    let text = String(repeating: "id-", count: 300)
    let sent = try traits(["STY": "1"]).copying(text)
    let parts = sent.components(separatedBy: "\u{1B}\\").dropLast()
    #expect(parts.count > 1)
    for part in parts { #expect(part.hasPrefix("\u{1B}P") && part.utf8.count <= 256) }
    let whole = parts.map { $0.dropFirst(2) }.joined()
    #expect(whole == "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}")
  }

  @Test("text to the clipboard is Base64, and goes to tmux itself too")
  func clipboard() throws {
    #expect(try traits().copying("job-1 é") == "\u{1B}]52;c;am9iLTEgw6k=\u{07}")
    #expect(
      try traits(["TMUX": "x"]).copying("a")
        == "\u{1B}]52;c;YQ==\u{07}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YQ==\u{07}\u{1B}\\")
  }

  @Test("a text larger than terminals take is refused with a sentence, the largest is not")
  func cap() throws {
    let largest = String(repeating: "a", count: 72 << 10)
    #expect(try traits().copying(largest).utf8.count < 100_000)
    let error = #expect(throws: ClipboardError.self) { try traits().copying(largest + "a") }
    #expect(
      error?.description
        == "Not copied: 73 KiB are more than the 72 KiB that terminals take; copy fewer jobs.")
  }

  @Test(
    "a hostile text cannot end the command it is in",
    arguments: [
      ["TERM": "xterm-kitty"], ["TERM": "foot"], ["TERM_PROGRAM": "iTerm.app"],
      ["TMUX": "x", "KITTY_WINDOW_ID": "1"], ["STY": "1", "WT_SESSION": "x"],
    ], [true, false])
  func hostile(environment: [String: String], isUTF8: Bool) {
    let traits = traits(environment, isUTF8: isUTF8)
    for kind in [{ traits.notification($0, as: .auto) }, traits.title] {
      let controls = { (text: String) in
        text.unicodeScalars.filter { $0.properties.generalCategory == .control }
      }
      // As many and the same control characters as with a text that has none.
      #expect(controls(kind(Self.hostile)).elementsEqual(controls(kind("harmless"))))
    }
  }

  @Test("a terminal that is not in UTF-8 gets ASCII, for a byte of a character could be a control code there")
  func ascii() {
    let sent = traits(["TERM": "foot"], isUTF8: false).notification("✓ Besprechung für 漢字", as: .auto)
    #expect(sent == "\u{1B}]777;notify;jobwatch;? Besprechung f?r ??\u{07}")
  }

  @Test("a long text is cut")
  func long() {
    #expect(traits().title(String(repeating: "long ", count: 200)).count < 200)
  }
}

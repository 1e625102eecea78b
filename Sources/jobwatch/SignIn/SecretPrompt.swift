import Curses
import Foundation
import Glibc
import JobAPI

/// Asks for app credentials: at the terminal with the secret unseen, or from the first two lines of standard input.
enum SecretPrompt {
  static func credentials(for profile: JobAPIProfile) throws(Failure) -> AppCredentials {
    let isTerminal = isatty(STDIN_FILENO) == 1
    ask(isTerminal ? "App id for \(profile.baseURL): " : "")
    let id = readLine() ?? ""
    if isTerminal, AppCredentials(id: id, secret: "-") == nil { throw unfit }
    let secret = isTerminal ? try unseenAnswer(to: "App secret (not shown): ") : readLine() ?? ""
    ask(isTerminal ? "\n" : "")
    guard let credentials = AppCredentials(id: id, secret: secret) else {
      throw isTerminal
        ? unfit
        : Failure(
          .usage,
          "Without a terminal, the app id and the secret must be the first two lines of standard input.")
    }
    return credentials
  }

  private static let unfit = Failure(
    .usage,
    "An app id or secret is not empty and holds no blanks; copy both from your account at the service.")

  /// Questions go to standard error, so that standard output stays what the command says. If they cannot be written,
  /// the answers are still read.
  private static func ask(_ question: String) {
    try? FileHandle.standardError.write(contentsOf: Data(question.utf8))
  }

  /// Reads a line that the terminal does not show, from before the question on. Meanwhile the keys that send signals are
  /// read here, so that nothing leaves the terminal silent.
  private static func unseenAnswer(to question: String) throws(Failure) -> String {
    var shown = termios()
    guard tcgetattr(STDIN_FILENO, &shown) == 0 else {
      throw Failure(
        .usage, "The terminal cannot be told to hide the secret; give both lines on standard input.")
    }
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO | ISIG | ICANON)
    // The terminal is given back when a signal ends the process meanwhile.
    let watch = SignalWatch([SIGTERM, SIGHUP]) { [shown] signal in
      var terminal = shown
      tcsetattr(STDIN_FILENO, TCSAFLUSH, &terminal)
      Glibc.signal(signal, SIG_DFL)
      raise(signal)
    }
    defer { watch.stop() }
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
    defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown) }
    ask(question)

    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return String(decoding: line, as: UTF8.self) }
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x04: return String(decoding: line, as: UTF8.self)
      case 0x03, 0x1C:
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
        ask("\n")
        DefaultSignalAction.take(byte == 0x03 ? SIGINT : SIGQUIT)
      case 0x1A: throw Failure(.usage, "Not signed in: left without a secret.")
      case 0x15: line = []
      case 0x08, 0x7F: _ = line.popLast()
      default: line.append(byte)
      }
    }
  }
}

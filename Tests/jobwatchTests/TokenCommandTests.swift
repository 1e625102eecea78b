import Foundation
import Glibc
import JobAPI
import Testing

@testable import jobwatch

@Suite(.timeLimit(.minutes(5))) struct TokenCommandTests {
  private func command(_ words: String...) throws -> TokenCommand {
    TokenCommand(try #require(ExternalCommand(words)))
  }

  private func trouble(_ words: String...) async throws -> String? {
    let command = TokenCommand(try #require(ExternalCommand(words)))
    let error = await #expect(throws: JobAPIError.self) { _ = try await command.token() }
    #expect(error?.needsSigningIn == true)
    return error?.message
  }

  @Test("the first line that it prints is the token")
  func token() async throws {
    let issued = try await command("printf", "%s\\n%s\\n", "s3cret", "user: me").token()
    #expect(issued == IssuedToken(try #require(AccessToken("s3cret")), lifetime: nil))
  }

  @Test("no shell comes between")
  func noShell() async throws {
    let issued = try await command("printf", "%s", "$HOME;`id`").token()
    #expect(issued.token == AccessToken("$HOME;`id`"))
  }

  @Test("it can ask nobody while the dashboard is on the screen")
  func noInput() async throws {
    #expect(try await trouble("cat") == "no token to ask with: token_command 'cat' printed no token")
  }

  @Test("what it says when it fails is told, what it prints is not")
  func failed() async throws {
    #expect(
      try await trouble("sh", "-c", "echo s3cret; echo first >&2; echo the store is locked >&2; exit 3")
        == "no token to ask with: token_command 'sh' failed: the store is locked")
    #expect(try await trouble("false") == "no token to ask with: token_command 'false' failed")
    #expect(try await trouble("sh", "-c", "kill -9 $$") == "no token to ask with: token_command 'sh' failed")
  }

  @Test(
    "what is no token is told and not quoted", arguments: ["s3cret with blanks", "", "\u{1B}[31ms3cret"])
  func noToken(output: String) async throws {
    #expect(
      try await trouble("printf", "%s", output)
        == "no token to ask with: token_command 'printf' printed no token")
  }

  @Test("one that is not there is told", arguments: ["no-such-program-here", "/no/such/program"])
  func absent(program: String) async throws {
    #expect(
      try await trouble(program)
        == "no token to ask with: token_command '\(program)' cannot be run; is it installed, and in PATH?")
  }

  @Test("one that prints without end is told")
  func endless() async throws {
    #expect(
      try await trouble("yes", "s3cret")
        == "no token to ask with: token_command 'yes' prints more than 64 KiB, which is no token")
  }

  @Test("behind the dashboard it leads a session of its own, which has no terminal")
  func noTerminal() async throws {
    // The sixth field is the session (proc(5)).
    let issued = try await command("sh", "-c", #"[ "$(cut -d ' ' -f 6 /proc/$$/stat)" = $$ ] && echo apart"#)
      .token()
    #expect(issued.token == AccessToken("apart"))
  }

  @Test("what it has started ends when nobody waits for it any more")
  func cancelled() async throws {
    let scratch = try Scratch()
    let fifo = "\(scratch.path)/alive"
    try #require(mkfifo(fifo, 0o600) == 0)
    let reader = open(fifo, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    // The inner shell holds the writing end for as long as it lives.
    let command = try command("sh", "-c", "sh -c 'echo up >&9; exec sleep 1000' 9>\(fifo)")
    let asking = Task { _ = try await command.token() }
    #expect(await event(on: reader) & Int16(POLLIN) != 0)
    var byte = [UInt8](repeating: 0, count: 16)
    _ = read(reader, &byte, byte.count)
    asking.cancel()
    _ = await asking.result
    #expect(await event(on: reader) & Int16(POLLHUP) != 0)
  }
}

import ArgumentParser
import NIOCore

/// The program: its commands, of which the dashboard is the one meant when none is named.
@main
struct Jobwatch: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A terminal dashboard for asynchronous jobs.",
    version: "0.1.0",
    subcommands: [
      DashboardCommand.self, AddCommand.self, SubmitCommand.self, ResultCommand.self, StoreCommand.self,
      LoginCommand.self, LogoutCommand.self, WhoamiCommand.self, DemoCommand.self, ServeCommand.self,
    ],
    defaultSubcommand: DashboardCommand.self)

  // On the main actor from the start, as the dashboard is: no other thread has to be woken first.
  @MainActor
  static func main() async {
    NIOSingletons.groupLoopCountSuggestion = 1  // a dashboard's traffic does not need a thread a core
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments == ["--help"] || arguments == ["-h"] {
      // The command meant when none is named comes first; the parser alone would list only the commands.
      print(DashboardCommand.helpMessage())
    }
    do {
      var command = try parseAsRoot(arguments)
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: error)
    }
  }
}

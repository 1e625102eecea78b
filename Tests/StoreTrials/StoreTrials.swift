import ArgumentParser

/// Trials of the store that take longer than tests may: what they find is printed, and a finding that must not be ends
/// them with exit code 1.
@main
struct StoreTrials: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "StoreTrials",
    abstract: "Try the store with kill -9 and with many dashboards.",
    subcommands: [Kills.self, Requests.self, Load.self, Watch.self])
}

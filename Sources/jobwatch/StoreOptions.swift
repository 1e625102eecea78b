import ArgumentParser
import JobTracking

/// Where a command keeps tracked jobs.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file that tracked jobs are kept in (default: $XDG_STATE_HOME/jobwatch/jobs.sqlite).",
      valueName: "path"))
  var store: String?

  func path(environment: [String: String]) -> String {
    store ?? JobStore.defaultPath(environment: environment)
  }
}

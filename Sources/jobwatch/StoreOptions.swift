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

  /// Opens the store; a damaged one that was put aside is named on standard error.
  func open(environment: [String: String]) throws(JobStoreError) -> JobStore {
    let store = try JobStore(path: path(environment: environment))
    if let sentence = store.putAsideSentence { Failure.note(sentence) }
    return store
  }
}

extension JobStore {
  /// What happened to the store that was there before; nil when nothing did.
  var putAsideSentence: String? {
    putAside.map { "The job store was damaged. It is kept as \($0), and a new one was begun." }
  }
}

import Foundation
import JobServer
import Testing

/// The command line, keys of one's own, export, labels and pausing, as a person meets them.
@Suite(.timeLimit(.minutes(2)))
struct CommandTests {
  private func registry(_ ids: String..., outcome: JobScript.Outcome = .completed) async -> JobRegistry {
    let registry = JobRegistry()
    for id in ids {
      await registry.add(id: id, script: JobScript(queueTime: .zero, runTime: .zero, outcome: outcome))
    }
    return registry
  }

  @Test("a command is completed, carried out, told when it is wrong, and there again in the next run")
  func commands() async throws {
    let scratch = try Scratch()
    try await withServer(await registry("one", "two")) { baseURL in
      try await withDashboard(on: baseURL, "one two", scratch: scratch) { terminal in
        try await terminal.wait(for: "2 completed")
        try await terminal.type(":")
        try await terminal.type(text: "sor")
        try await terminal.type("Tab")
        try await terminal.wait(for: "status  label  id  age")
        try await terminal.type(text: "lable")
        try await terminal.type("Enter")
        try await terminal.wait(for: "did you mean 'label'?")
        try await terminal.type("C-w")
        try await terminal.type(text: "id reversed")
        try await terminal.type("Enter")
        try await terminal.wait(for: "JOB ID↓")
        try await terminal.type(":")
        try await terminal.type(text: "submit hush")
        try await terminal.type("Enter")
        try await terminal.wait(for: "3 jobs")
        try await terminal.type(":")
        try await terminal.type(text: "quit")
        try await terminal.type("Enter")
        try await terminal.wait(for: "exit code 0")
      }
      #expect(try scratch.text(".local/state/jobwatch/commands") == "sort id reversed\nquit\n")
      try await withDashboard(on: baseURL, scratch: scratch) { terminal in
        try await terminal.type(":", "Up", "Up")
        try await terminal.wait(for: ":sort id reversed")
      }
    }
  }

  @Test("keys are those of the configuration, in hints and help too")
  func keys() async throws {
    let scratch = try Scratch()
    try scratch.configure("keys:\n  help: [H, F1]\n  untrack: x\n  quit: Q\n")
    try await withServer(await registry("one", "two")) { baseURL in
      try await withDashboard(
        on: baseURL, "one two", environment: ["XDG_CONFIG_HOME": "\(scratch.path)/config"], scratch: scratch
      ) { terminal in
        try await terminal.wait(for: "H help  Q quit")
        try await terminal.type("d", "x")
        try await terminal.wait(for: "1 job ")
        try await terminal.type("H")
        try await terminal.wait(for: " x        untrack")
        try await terminal.type("H", "Q")
        try await terminal.wait(for: "exit code 0")
      }
    }
  }

  @Test("a mistake in the keys is told with its line, and nothing is started", arguments: [[], ["demo"]])
  func wrongKeys(arguments: [String]) async throws {
    let scratch = try Scratch()
    try scratch.configure("keys:\n  untrack: q\n")
    let result = try await Program.run(
      arguments, environment: ["HOME": scratch.path, "XDG_CONFIG_HOME": "\(scratch.path)/config"])
    #expect(result.code == 78)
    #expect(result.errors.contains("config.yaml:2: untrack: q is a key of quit already"))
  }

  @Test("what is shown is exported, and a file that is there is replaced only with !")
  func export() async throws {
    let scratch = try Scratch()
    try await withServer(await registry("one", "two")) { baseURL in
      try await withDashboard(on: baseURL, "one two", scratch: scratch) { terminal in
        try await terminal.wait(for: "2 completed")
        try await terminal.type("C-s")
        try await terminal.type(text: "csv ~/out.csv")
        try await terminal.type("Enter")
        try await terminal.wait(for: "2 jobs exported to ~/out.csv.")
        let lines = try scratch.text("out.csv").split(separator: "\r\n")
        #expect(lines.count == 3 && lines[1].hasPrefix("one,\(baseURL),,,completed,2"))
        try await terminal.type(":", "Up", "Enter")
        try await terminal.wait(for: "is there already; export! replaces it.")
        try await terminal.type("C-u")
        try await terminal.type(text: "export! json ~/out.csv")
        try await terminal.type("Enter")
        try await terminal.wait(for: "2 jobs exported to ~/out.csv.")
        #expect(try scratch.text("out.csv").hasPrefix("[\n  {\"id\": \"one\""))
      }
    }
  }

  @Test("a label and a note show in another dashboard, which asks on while this one is paused")
  func shared() async throws {
    let store = try Scratch()
    try await withServer(await registry("one", outcome: .runsForever)) { baseURL in
      let arguments = "--store \(store.path)/jobs.sqlite"
      try await withDashboard(on: baseURL, "\(arguments) one", scratch: Scratch()) { first in
        try await first.wait(for: "in progress")
        try await withDashboard(on: baseURL, arguments, scratch: Scratch()) { second in
          try await second.wait(for: "1 in progress")
          try await first.type("L")
          try await first.type(text: "Called this")
          try await first.type("Enter", "N")
          try await first.type(text: "ask Ann")
          try await first.type("Enter")
          try await second.wait(for: "Called this")
          try await second.type("Enter")
          try await second.wait(for: "Note          ask Ann")
          try await first.type("p")
          try await first.wait(for: "paused; p goes on")
          // Whoever asks says so.
          try await second.wait(for: "Next check    in ")
        }
      }
    }
  }
}

extension Scratch {
  /// Writes the configuration that `XDG_CONFIG_HOME` with the folder `config` of this one finds.
  fileprivate func configure(_ text: String) throws {
    let folder = "\(path)/config/jobwatch"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: "\(folder)/config.yaml", atomically: true, encoding: .utf8)
  }
}

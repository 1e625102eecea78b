import JobAPI
import JobTracking

/// A question at the foot of the screen, with what was typed so far.
package struct Prompt: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Ids or URLs of jobs to track.
    case add
    /// A text, the path of a file or a URL to submit.
    case submit
    /// Which jobs to show.
    case filter
    /// A command, by its name.
    case command
    /// What to write on jobs.
    case annotation(Annotation, [JobKey])
  }

  package let purpose: Kind
  package var editor: LineEditor
  /// What is offered while nothing is typed: Enter or Tab takes it.
  package let suggestion: JobID?
  /// What was wrong with the last Enter.
  package var problem: String?
  /// Where in the text, in characters; nil when it is not known.
  package var problemRange: Range<Int>?

  /// What the path that is typed may go on to.
  package var candidates: [String] = []

  /// Where in the commands given before this one comes from.
  var recall: Recall?

  package init(_ purpose: Kind, text: String = "", suggestion: JobID? = nil, problem: String? = nil) {
    self.purpose = purpose
    editor = LineEditor(text)
    self.suggestion = suggestion
    self.problem = problem
  }

  /// The path that is being typed; nil where none can be.
  var typedPath: String? {
    switch purpose {
    case .submit: editor.text
    case .command: CommandSyntax.typedPath(in: editor.text)
    case .add, .filter, .annotation: nil
    }
  }

  package var question: String {
    switch purpose {
    case .add: "Add job ids: "
    case .submit: "Submit text, file or URL: "
    case .filter: "/"
    case .command: ":"
    case .annotation(let kind, let keys):
      (kind == .label ? "Label" : "Note") + (keys.count == 1 ? ": " : " of \(keys.count) jobs: ")
    }
  }
}

import JobAPI

/// A question at the foot of the screen, with what was typed so far.
package struct Prompt: Hashable, Sendable {
  package enum Purpose: Hashable, Sendable {
    /// Ids or URLs of jobs to track.
    case add
    /// A text to submit.
    case submit
  }

  package let purpose: Purpose
  package var editor: LineEditor
  /// What is offered while nothing is typed: Enter or Tab takes it.
  package let suggestion: JobID?
  /// What was wrong with the last Enter.
  package var problem: String?

  package init(_ purpose: Purpose, text: String = "", suggestion: JobID? = nil, problem: String? = nil) {
    self.purpose = purpose
    editor = LineEditor(text)
    self.suggestion = suggestion
    self.problem = problem
  }

  package var question: String {
    switch purpose {
    case .add: "Add job ids: "
    case .submit: "Submit text: "
    }
  }
}

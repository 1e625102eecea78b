/// What could not be stored, and is lost with the process.
package struct UnsavedChanges: Error, Hashable, CustomStringConvertible {
  /// How many status changes there are; none when the store is gone as a whole.
  package let count: Int
  package let trouble: JobStoreError

  package init(count: Int, trouble: JobStoreError) {
    self.count = count
    self.trouble = trouble
  }

  package var description: String {
    let changes = count == 1 ? "1 status change was" : "\(count) status changes were"
    if case .gone(let path) = trouble {
      let lost = count == 0 ? "" : " \(changes) not saved."
      return "\(path) is not the store that was watched: \(trouble.reason).\(lost)"
    }
    return "\(changes) not saved, and \(count == 1 ? "is" : "are") lost: \(trouble.reason)."
  }
}

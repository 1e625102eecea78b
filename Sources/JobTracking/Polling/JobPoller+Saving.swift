import JobAPI

/// How a poller keeps what has changed, also while the store cannot take it.
extension JobPoller {
  /// How long to wait before a change that could not be stored is tried again.
  private static var saveRetryInterval: Duration { .seconds(5) }

  /// Stores what is not stored yet. Until that works it is kept in memory and tried again.
  ///
  /// One save at a time, or a failed one could put its transitions back behind later ones of the same job.
  func saveTransitions() async {
    guard !unsaved.isEmpty else { return }
    let save = Task { [lastSave] in
      await lastSave?.value
      await saveUnsaved()
    }
    lastSave = save
    await save.value
  }

  private func saveUnsaved() async {
    guard !unsaved.isEmpty else { return }
    let waiting = unsaved
    unsaved = []
    do {
      try await store.record(waiting, endResponses(of: waiting))
      noteStore(nil)
    } catch {
      unsaved = waiting + unsaved
      nextSave = clock.now.advanced(by: Self.saveRetryInterval)
      noteStore(error)
    }
    noteUnsaved()
  }

  /// Tells how many changes wait for a store that failed to take them.
  private func noteUnsaved() {
    let count = storeTrouble == nil ? 0 : unsaved.count
    guard count != unsavedTold else { return }
    unsavedTold = count
    publish(.unsaved(count))
  }

  /// Looks whether the store's file is still where it was.
  func noteWhetherStoreIsThere() {
    if store.isGone { return noteStore(.gone(path: store.path)) }
    guard case .gone = storeTrouble else { return }
    if unsaved.isEmpty { return noteStore(nil) }
    nextSave = clock.now
    work.continuation.yield()
  }

  /// What will be lost when the process ends, once ``run()`` has ended; nil when all is in the store.
  package var loss: UnsavedChanges? {
    if store.isGone { return UnsavedChanges(count: unsaved.count, trouble: .gone(path: store.path)) }
    guard !unsaved.isEmpty, let storeTrouble else { return nil }
    return UnsavedChanges(count: unsaved.count, trouble: storeTrouble)
  }

  private func noteStore(_ error: JobStoreError?) {
    // What is saved to a copy is not kept.
    let trouble = store.trouble ?? error
    guard trouble != storeTrouble else { return }
    storeTrouble = trouble
    publish(.storeTrouble(trouble))
  }
}

import Glibc

/// What a signal does to a process that does not watch for it.
package enum DefaultSignalAction {
  /// Takes the default action of a signal here and now: to stop, and go on after SIGCONT, or to die of it.
  ///
  /// The threads of Dispatch block signals, so that without unblocking one sent to itself would only be noted.
  package static func take(_ number: Int32) {
    let handler = signal(number, SIG_DFL)
    var only = sigset_t()
    var before = sigset_t()
    sigemptyset(&only)
    sigaddset(&only, number)
    pthread_sigmask(SIG_UNBLOCK, &only, &before)
    raise(number)
    pthread_sigmask(SIG_SETMASK, &before, nil)
    signal(number, handler)
  }
}

import Glibc

/// How many files this process may have open at the same time.
///
/// Tests run in one process, hundreds of them at once, and many have a store, a server and connections of their own: nearly
/// 4,000 files in all, where a shell often allows 1,024 (`ulimit -n`), and more to whoever asks for it (setrlimit(2)).
package enum OpenFiles {
  private static let most: rlim_t = 16_384

  /// Asks for as many as tests need, at the first call; less is granted where the hard limit is lower.
  package static func allowMany() { _ = limit }

  private static let limit: rlim_t = {
    let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(files, &limit) == 0, limit.rlim_cur < most else { return limit.rlim_cur }
    limit.rlim_cur = min(most, limit.rlim_max)
    setrlimit(files, &limit)
    return limit.rlim_cur
  }()
}

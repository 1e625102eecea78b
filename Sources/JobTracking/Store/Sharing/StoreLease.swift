/// The right to ask the service about the jobs of one profile, for all processes on one store.
///
/// One lease a profile, not one a job: the budget of requests and what is known of the service's trouble are the
/// profile's, and so one process has to see all of it. A lease a job would spread what a single process can do anyway,
/// at the price of a row and a renewal a job.
///
/// It has no date of expiry. Clocks are set, and machines sleep; instead the owner's death is told by
/// ``StorePresence``, and an owner that lives and does nothing (it was stopped by `^Z` of a debugger, say) by its
/// `beat`, which the others see stand still.
struct StoreLease: Hashable, Sendable {
  /// ``StorePresence/number`` of the process that asks.
  let owner: Int64
  /// Counts up every ``tick`` as long as the owner has unfinished jobs and others share the store.
  let beat: Int64

  /// How often the owner tells the others what it has seen, and the others look whether it lives; while no job is
  /// unfinished neither is done.
  static let tick = Duration.seconds(1)
  /// How many looks in a row may find the same beat. They are counted instead of timed, so that an owner is not taken
  /// for dead because the machine has slept.
  static let patience = 4
}

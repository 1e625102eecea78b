/// Elements at a steady pace, for a server that is slow on purpose.
struct Ticks: AsyncSequence {
  let pause: Duration

  init(every pause: Duration) { self.pause = pause }

  struct AsyncIterator: AsyncIteratorProtocol {
    let pause: Duration

    /// Ends when the task is cancelled.
    mutating func next() async -> Void? {
      try? await ContinuousClock().sleep(for: pause)
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pause: pause) }
}

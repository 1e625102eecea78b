import JobServer
import TestTools
import Testing

@Suite(.timeLimit(.minutes(1))) struct ScaledClockTests {
  private let base = ManualClock()

  @Test("a second is a minute at factor 60, and half a second at one half")
  func now() {
    let (fast, slow) = (ScaledClock(base, factor: 60), ScaledClock(base, factor: 0.5))
    let (fastStart, slowStart) = (fast.now, slow.now)
    base.advance(by: .seconds(1))
    #expect(fastStart.duration(to: fast.now) == .seconds(60))
    #expect(slowStart.duration(to: slow.now) == .milliseconds(500))
  }

  @Test("whoever sleeps a minute at factor 60 wakes after a second")
  func sleep() async throws {
    let clock = ScaledClock(base, factor: 60)
    let sleeper = Task { try await clock.sleep(for: .seconds(60)) }
    await base.hasSleeper()
    base.advance(by: .milliseconds(999))
    #expect(base.sleepers == 1)
    base.advance(by: .milliseconds(1))
    #expect(base.sleepers == 0)
    try await sleeper.value
  }
}

import JobAPI
import Testing

@testable import JobTracking

@Suite struct PendingUpdatesTests {
  private var pending = PendingUpdates()

  @Test("news is taken once, in the order in which its subjects came")
  mutating func order() throws {
    let updates: [JobUpdate] = [
      .job(try Fixture.job("b")), .service(.unknown), .job(try Fixture.job("a")), .storeTrouble(nil),
    ]
    for update in updates { pending.add(update) }
    #expect(pending.takeAll() == updates)
    #expect(pending.takeAll() == [])
  }

  @Test("there is one entry a job, the latest, however much happens")
  mutating func latest() throws {
    for status in [JobStatus.scheduled, .inProgress, .completed] {
      pending.add(.job(try Fixture.job("a", seenAs: status)))
      pending.add(.job(try Fixture.job("b", seenAs: status)))
    }
    let expected: [JobUpdate] = [
      .job(try Fixture.job("a", seenAs: .completed)), .job(try Fixture.job("b", seenAs: .completed)),
    ]
    #expect(pending.takeAll() == expected)
  }

  @Test("there is one entry for the service and one for the store")
  mutating func serviceAndStore() {
    for seconds in 0..<9 {
      pending.add(.service(.answering(seconds: seconds)))
      pending.add(.storeTrouble(.cannotWrite(reason: "\(seconds)")))
    }
    #expect(
      pending.takeAll() == [.service(.answering(seconds: 8)), .storeTrouble(.cannotWrite(reason: "8"))])
  }

  @Test("a job that changed and was removed is only removed")
  mutating func removed() throws {
    let key = try Fixture.key("a")
    pending.add(.job(try Fixture.job("a")))
    pending.add(.removed(key))
    #expect(pending.takeAll() == [.removed(key)])
  }

  @Test("a job that was removed and added again is only there")
  mutating func addedAgain() throws {
    pending.add(.removed(try Fixture.key("a")))
    pending.add(.job(try Fixture.job("a")))
    #expect(pending.takeAll() == [.job(try Fixture.job("a"))])
  }

  @Test("the same id under two profiles is two jobs")
  mutating func profiles() throws {
    pending.add(.job(try Fixture.job("a", profile: "one")))
    pending.add(.removed(try Fixture.key("a", profile: "two")))
    #expect(pending.takeAll().count == 2)
  }

  @Test("after a batch was taken a job has an entry again")
  mutating func nextBatch() throws {
    pending.add(.job(try Fixture.job("a")))
    _ = pending.takeAll()
    pending.add(.job(try Fixture.job("a")))
    #expect(pending.takeAll().count == 1)
  }
}

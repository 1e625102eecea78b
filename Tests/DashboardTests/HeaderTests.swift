import Dashboard
import JobAPI
import JobTracking
import Terminal
import TestTools
import Testing

@Suite struct HeaderTests {
  private static let wide = Size(columns: 130, rows: 24)

  @Test(
    "the header tells how the service answers, in a word besides the colour",
    arguments: [
      (ServiceHealth.unknown, "API: not asked yet", nil), (.answering(seconds: 0), "API: ok", .completed),
      (.answering(seconds: 3), "API: slow, 3 s", .warning),
      (.trouble(.unauthorized), "! not authorized: sign in anew, then press r", .warning),
      (.trouble(.noToken(reason: "locked")), "! not authorized: sign in anew, then press r", .warning),
      (.trouble(.unreachable(reason: "refused")), "API: ! offline", .warning),
    ] as [(ServiceHealth, String, Color?)])
  func health(health: ServiceHealth, text: String, color: Color?) {
    var session = Session()
    session.receive(.service(health))
    #expect(session.screen.rows[0].hasSuffix(text))
    #expect(session.screen.style(of: text)?.color == color)
  }

  @Test("a service that has asked to wait is not called well, until that is over")
  func askedToWait() {
    var session = Session([job("probe", .inProgress, addedAgo: 1)])
    session.receive(.hold(.asked(until: testNow.addingTimeInterval(30))))
    #expect(session.screen.rows[0].hasSuffix("API: ! asked to wait"))
    session.receive(.service(.answering(seconds: 0)))
    #expect(session.screen.rows[0].hasSuffix("API: ! asked to wait"))
    session.receive(.hold(nil))
    #expect(session.screen.rows[0].contains("API: ok"))
  }

  @Test("the header names the service that is watched")
  func service() {
    #expect(Session().screen.rows[0].hasPrefix("jobwatch  symbl  https://api.symbl.ai"))
  }

  @Test("counts carry marks and words where there is room, and marks where there is not")
  func counts() {
    let jobs = manyJobs(7)
    #expect(
      Session(jobs, size: Self.wide).screen.rows[1]
        == "7 jobs   ◌ 2 scheduled   ▸ 1 in progress   ✓ 1 completed   ✗ 1 failed   ? 1 other   - 1 not known"
    )
    #expect(Session(jobs, size: small).screen.rows[1] == "7 jobs  ◌2  ▸1  ✓1  ✗1  ?1  -1")
    #expect(Session(manyJobs(1)).screen.rows[1].hasPrefix("1 job "))
  }

  @Test("a count of none is not coloured")
  func noneIsPlain() {
    #expect(Session(manyJobs(1), size: Self.wide).screen.style(of: "✗ 0 failed")?.color == nil)
  }

  @Test("counts are right after many updates", arguments: 1...4 as ClosedRange<UInt64>)
  func recount(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var session = Session(size: Self.wide)
    var known: [JobKey: TrackedJob] = [:]
    for _ in 0..<300 {
      let number = Int.random(in: 0..<40, using: &generator)
      let key = jobKey("job-\(number)")
      if Int.random(in: 0..<5, using: &generator) == 0 {
        known[key] = nil
        session.receive(.removed(key))
      } else {
        var next = known[key] ?? job("job-\(number)", nil, addedAgo: Double(number))
        if let status = allStatuses.randomElement(using: &generator) ?? nil {
          next.see(status)
        } else {
          next.wentUnanswered(.timedOut, at: testNow)
        }
        known[key] = next
        session.receive(.job(next))
      }
      expectCounts(of: Array(known.values), in: session)
    }
  }

  private func expectCounts(of jobs: [TrackedJob], in session: Session) {
    let count = { (status: JobStatus) in jobs.count { $0.status == status } }
    let named = [JobStatus.scheduled, .inProgress, .completed, .failed].map(count)
    let other = count(.unrecognized("paused"))
    let notKnown = jobs.count { $0.status == nil }
    let troubled = jobs.count { $0.health != .ok }
    let words = ["scheduled", "in progress", "completed", "failed"]
    let row = session.screen.rows[1]
    #expect(row.hasPrefix("\(jobs.count) job"))
    for (word, number) in zip(words, named) { #expect(row.contains(" \(number) \(word)")) }
    #expect(row.contains(" \(other) other") == (other > 0))
    #expect(row.contains(" \(notKnown) not known") == (notKnown > 0))
    #expect(session.state.jobs.counts.troubled == troubled)
  }

  @Test("jobs in trouble are counted, though others are answered")
  func inTrouble() {
    var session = Session([job("a"), job("b", trouble: .timedOut), job("c", trouble: .notFound)])
    session.receive(.service(.answering(seconds: 0)))
    #expect(session.screen.rows[0].hasSuffix("API: ! 2 in trouble"))
    session.receive(.job(job("b")))
    #expect(session.screen.rows[0].hasSuffix("API: ! 1 not found"))
    session.receive(.job(job("b")), .job(job("c")))
    #expect(session.screen.rows[0].hasSuffix("API: ok"))
  }

  @Test("jobs whose statuses came in an odd order are counted, in a word where there is room")
  func odd() {
    let back = job("back", .completed).seeing(.inProgress)
    var session = Session([job("a"), back], size: Self.wide)
    #expect(session.screen.rows[1].hasSuffix("✗ 0 failed   ! 1 odd"))
    #expect(session.screen.style(of: "! 1 odd")?.color == .warning)
    #expect(Session([back], size: small).screen.rows[1].hasSuffix("✗0  !1"))
    session.receive(.removed(jobKey("back")))
    #expect(!session.screen.rows[1].contains("odd"))
  }

  @Test("a service that answers has its latency beside it, as a bound, where there is room")
  func latency() {
    var session = Session()
    var traffic = ServiceTraffic(mostPerMinute: 60)
    session.receive(.service(.answering(seconds: 0)), .traffic(traffic))
    #expect(session.screen.rows[0].hasSuffix("API: ok"))
    for (milliseconds, shown) in [(0, "<10 ms"), (10, "<20 ms"), (499, "<500 ms"), (700, "<1000 ms")] {
      traffic.count(1, at: testNow)
      session.receive(.traffic(traffic.answered(in: .milliseconds(milliseconds))))
      #expect(session.screen.rows[0].hasSuffix("API: ok \(shown)"))
    }
    session.send(.resized(small))
    #expect(session.screen.rows[0].hasSuffix("API: ok"))
  }
}

import JobAPI
import JobTracking
import Testing

@Suite struct JobKeyTests {
  @Test("keys that were made apart are one key when both names are the same")
  func equal() throws {
    let (key, same) = (try Self.key("symbl", "a"), try Self.key("symbl", "a"))
    #expect(key == same)
    #expect(Set([key, same]).count == 1)
  }

  @Test("one id is two jobs at two services")
  func profiles() throws {
    let (here, there) = (try Self.key("symbl", "a"), try Self.key("http://localhost", "a"))
    #expect(here != there)
    #expect(Set([here, there]).count == 2)
  }

  @Test("two ids are two jobs")
  func ids() throws {
    #expect(try Self.key("symbl", "a") != Self.key("symbl", "b"))
  }

  private static func key(_ profile: String, _ id: String) throws -> JobKey {
    JobKey(profile: profile, id: try JobID(id))
  }
}

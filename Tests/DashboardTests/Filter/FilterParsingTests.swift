import Dashboard
import Foundation
import TestTools
import Testing

@Suite struct FilterParsingTests {
  @Test(
    "a filter is printed in its usual spelling",
    arguments: [
      ("a  b", "a b"), ("a and b", "a b"), ("a AND (b OR c)", "a (b or c)"), ("((a))", "a"),
      ("a or (b or c)", "a or b or c"), ("a (b c)", "a b c"), ("not not a", "a"), ("! (a b)", nil),
      ("!(a b)", "-(a b)"), ("-status:completed", "-status:completed"), ("status!=failed", "-status:failed"),
      ("STATUS:Failed,in_progress", "status:running,failed"), ("status=ended", "status:completed,failed"),
      ("status:\"Odd one\"", "status:\"odd one\""), ("health:no_access", "health:no-access"),
      ("age > 1h30m", "age>1h30m"), ("age:>=2D", "age>=2d"), ("took<1.5s", "took<1.5s"), ("age", "\"age\""),
      ("\"and\"", "\"and\""), ("\"a b", "\"a b\""), ("(a or b", "a or b"), ("/a\\/b/", "/a\\/b/"),
      ("/x.y", "/x.y/"), ("label:\"a b\"", "label:\"a b\""), ("label:-x", "label:-x"), ("id:a:b", "id:a:b"),
      ("id:a,b", "id:a or id:b"), ("-id:a,b c", "-(id:a or id:b) c"), ("id:\"a,b\"", "id:\"a,b\""),
      ("label:a,b", "label:\"a,b\""), ("id:/42$/", "id:/42$/"), ("label:/a b", "label:/a b/"),
      ("label:/srv/a", "label:\"/srv/a\""), ("id:/a/ b", "id:/a/ b"),
      ("https://host/v1", "\"https://host/v1\""), ("12:30", "\"12:30\""), ("andy", "andy"),
      ("\"say \\\"x\\\" \\\\\"", "\"say \\\"x\\\" \\\\\""),
    ] as [(String, String?)])
  func printing(text: String, printed: String?) {
    #expect((try? JobFilter(text))?.description == printed)
  }

  @Test(
    "a mistake tells its place and what to do",
    arguments: [
      ("", 0..<0, "Type what to look for."),
      ("a stauts:failed", 2..<8, "There is no 'stauts'; did you mean 'status'?"),
      ("status:fialed", 7..<13, "did you mean 'failed'?"),
      (
        "status:", 0..<6,
        "'status:' wants one of scheduled, running, completed, failed, other, not-known, ended"
      ),
      ("status:x", 7..<8, "'status:' wants one of"),
      ("health:bda", 7..<10, "did you mean 'bad'?"),
      ("zebra:x", 0..<5, "there are status, health, label, id, profile, note, age, took"),
      ("id:", 0..<3, "'id:' wants a text right behind it."),
      ("id:,", 0..<3, "'id:' wants a text right behind it."), ("id:/*/", 3..<6, "nothing before '*'"),
      ("label:", 0..<6, "label:\"\" finds jobs without one"),
      ("status>failed", 6..<7, "'status' has no more and less"),
      ("age>", 0..<4, "'age>' wants a time such as"), ("age>5", 4..<5, "'5' has no unit"),
      ("age>5x", 4..<6, "'5x' is no time"), ("age:1h", 0..<4, "'age' is compared with"),
      ("took>-1h", 5..<8, "is no time"), ("a or", 2..<4, "missing after 'or'"),
      ("and a", 0..<3, "missing before this word"), ("a or or b", 2..<4, "missing after 'or'"),
      ("a -", 2..<3, "missing after '-'"), ("not", 0..<3, "missing after 'not'"),
      ("()", 0..<1, "nothing in the parentheses"), ("a)", 1..<2, "closes nothing"),
      ("\"\"", 0..<2, "nothing between the quotes"), ("//", 0..<2, "nothing between the slashes"),
      ("/a(?=b)/", 0..<8, "'(?' is not understood"), ("/*/", 0..<3, "nothing before '*'"),
      ("/[a/", 0..<4, "is not closed"), ("/a{70}/", 0..<7, "is no count"),
      ("/(a{60}){60}/", 0..<13, "more than 64 characters"), ("/\\1/", 0..<4, "'\\1' is not understood"),
    ])
  func mistakes(text: String, range: Range<Int>, part: String) throws {
    let mistake = try #require(throws: FilterMistake.self) { try JobFilter(text) }
    #expect(mistake.range == range, "\(mistake)")
    #expect(mistake.sentence.contains(part), "\(mistake)")
  }

  @Test("very long and very deep filters are refused, not run out on")
  func limits() {
    for text in [
      String(repeating: "(", count: 1900), String(repeating: "-", count: 1900) + "a",
      String(repeating: "a ", count: 10_000), "/" + String(repeating: "(", count: 1900) + "/",
      "/" + String(repeating: "(a?){9}", count: 200),
      "/" + String(repeating: "a{9}", count: 1) + String(repeating: "{60}", count: 300),
    ] {
      _ = try? JobFilter(text)
    }
    #expect(throws: FilterMistake.self) { try JobFilter(String(repeating: "(", count: 60) + "a") }
    #expect(throws: FilterMistake.self) { try JobFilter(String(repeating: "a", count: 2001)) }
  }

  @Test("whatever is typed is read or refused at a place in it", arguments: 1...16 as ClosedRange<UInt64>)
  func noise(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let pieces =
      Array("ab1 ()\"/\\-!:=<>.,*+?{}[]^|$é漢\u{301}\t").map(String.init) + [
        "status:", "failed", "label:", "id:", "age>", "took<=", "1h", "health:", "and", " or ", "not ", "bad",
      ]
    for _ in 0..<1500 {
      let count = Int.random(in: 0...14, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      do throws(FilterMistake) {
        let filter = try JobFilter(text)
        let again = try? JobFilter(filter.description)
        #expect(again == filter, "\(text) printed as \(filter)")
        _ = filter.filtering(manyJobs(6), now: testNow)
      } catch {
        #expect((0...text.count).contains(error.range.lowerBound), "\(text): \(error)")
        #expect((0...text.count).contains(error.range.upperBound), "\(text): \(error)")
        #expect(error.sentence.hasSuffix(".") || error.sentence.hasSuffix("?"), "\(error)")
      }
    }
  }
}

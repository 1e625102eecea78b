import Foundation
import TestTools
import Testing

@testable import JobAPI

@Suite struct JSONObjectTextTests {
  private func replaced(_ json: String, _ key: String = "name", _ value: String = "1") throws -> String? {
    guard var object = JSONObjectText(Data(json.utf8)) else { return nil }
    try object.set(key, to: Data(value.utf8))
    return String(decoding: object.data, as: UTF8.self)
  }

  @Test(
    "a member takes the place of all of its key, and the rest stands as it was",
    arguments: [
      ("{}", #"{"name":1}"#), (" { } \n", #"{"name":1}"#), (#"{"a":1.50}"#, #"{"a":1.50,"name":1}"#),
      (#"{"name":"old","a":[{"name":2},"}"]}"#, #"{"a":[{"name":2},"}"],"name":1}"#),
      (#"{"a":"\\\"","name" : {"x":[1,2]} , "b":null,"name":3}"#, #"{"a":"\\\"","b":null,"name":1}"#),
      (#"{"n\u0061me":1,"é":"ü"}"#, #"{"é":"ü","name":1}"#),
      ("\u{FEFF}{\"a\":1}", #"{"a":1,"name":1}"#),
    ])
  func set(json: String, expected: String) throws {
    #expect(try replaced(json) == expected)
  }

  @Test("what is no object is none", arguments: ["[1]", "1", #""{""#, "", "  "])
  func noObject(json: String) throws {
    #expect(try replaced(json) == nil)
  }

  @Test("an object comes out with the same members, whatever is in it")
  func property() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let object = Self.object(&generator, depth: 3)
      for options: JSONSerialization.WritingOptions in [[], [.prettyPrinted]] {
        let json = try JSONSerialization.data(withJSONObject: object, options: options)
        var text = try #require(JSONObjectText(json))
        let key = object.keys.randomElement(using: &generator) ?? "new"
        try text.set(key, to: Data("[\"new\"]".utf8))
        let changed = try #require(try JSONSerialization.jsonObject(with: text.data) as? NSDictionary)
        #expect(changed == object.merging([key: ["new"]]) { $1 } as NSDictionary)
      }
    }
  }

  private static let texts = ["", "a", "\"", "\\", "{", "}", "[,]", ":", "é\n", "\u{1F600}", "\\\"", "name"]

  private static func object(_ generator: inout SeededGenerator, depth: Int) -> [String: Any] {
    var object: [String: Any] = [:]
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      object[text(&generator)] = value(&generator, depth: depth)
    }
    return object
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...3, using: &generator)).map { _ in texts.randomElement(using: &generator) ?? "" }
      .joined()
  }

  private static func value(_ generator: inout SeededGenerator, depth: Int) -> Any {
    switch Int.random(in: depth > 0 ? 0...4 : 0...2, using: &generator) {
    case 0: return text(&generator)
    case 1: return Int.random(in: -9...9, using: &generator)
    case 2: return NSNull()
    case 3: return object(&generator, depth: depth - 1)
    default: return [value(&generator, depth: depth - 1), text(&generator)]
    }
  }
}

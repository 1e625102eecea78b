import Foundation

/// The text of a JSON object (RFC 8259), whose members can be replaced without making objects of all that is in it:
/// those would take many times the room of the text.
struct JSONObjectText {
  /// A member as it stands in the text.
  private struct Member {
    let key: String
    let text: Data
  }

  private var members: [Member] = []

  /// - Parameter data: valid JSON in UTF-8.
  /// - Returns: nil for JSON that is no object.
  init?(_ data: Data) {
    var scanner = Scanner(bytes: [UInt8](data))
    guard scanner.begins() else { return nil }
    while let member = scanner.next() {
      guard let key = try? JSONDecoder().decode(String.self, from: Data(scanner.bytes[member.key])) else {
        return nil
      }
      members.append(Member(key: key, text: Data(scanner.bytes[member.whole])))
    }
  }

  /// Puts a member in place of all of the same key.
  ///
  /// - Parameter value: JSON.
  mutating func set(_ key: String, to value: Data) throws {
    members.removeAll { $0.key == key }
    members.append(Member(key: key, text: try JSONEncoder().encode(key) + Data(":".utf8) + value))
  }

  var data: Data {
    var data = Data("{".utf8)
    for (index, member) in members.enumerated() {
      if index > 0 { data.append(UInt8(ascii: ",")) }
      data.append(member.text)
    }
    data.append(UInt8(ascii: "}"))
    return data
  }

  /// Finds the members of an object in valid JSON.
  private struct Scanner {
    let bytes: [UInt8]
    private var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Goes behind the brace that opens the object; false when there is none.
    mutating func begins() -> Bool {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }  // a byte order mark
      skipBlanks()
      guard position < bytes.count, bytes[position] == UInt8(ascii: "{") else { return false }
      position += 1
      return true
    }

    /// The next member: its key with the quotation marks, and all of it.
    mutating func next() -> (key: Range<Int>, whole: Range<Int>)? {
      while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
        if bytes[position] == UInt8(ascii: "}") { return nil }
        position += 1
      }
      guard position < bytes.count else { return nil }
      let start = position
      skipText()
      let key = start..<position
      var depth = 0
      while position < bytes.count {
        switch bytes[position] {
        case UInt8(ascii: "\""):
          skipText()
          continue
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}") where depth == 0, UInt8(ascii: ",") where depth == 0:
          return (key, start..<position)
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
        position += 1
      }
      return nil
    }

    private mutating func skipBlanks() {
      while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    /// Goes behind the text that begins here.
    private mutating func skipText() {
      position += 1
      while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
        position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      position += 1
    }
  }
}

/// What a service answered, as much of it as a person needs who wants to see for themselves: the HTTP status, and the
/// first bytes of the body. Nothing of its head is kept, and the token is not in it.
package struct ResponseExcerpt: Hashable, Sendable {
  /// How many bytes of a body are kept at most.
  package static let mostBytes = 512

  /// The HTTP status, 100 to 999.
  package let status: Int
  /// The body or its beginning, as it came but for the token; at most ``mostBytes``, and no character cut in two.
  package let body: [UInt8]
  /// How many bytes the body had, when this is only its beginning; nil when it is all of it.
  package let wholeSize: Int?

  package init(status: Int, body: [UInt8], wholeSize: Int? = nil) {
    self.status = status
    self.body = body
    self.wholeSize = wholeSize
  }

  /// The body as text. It is to be sanitised before it is shown; what is no UTF-8 is replaced.
  package var text: String { String(decoding: body, as: UTF8.self) }

  /// This one, a 304 that says that an earlier one still holds, with the body of that.
  package func confirming(_ earlier: ResponseExcerpt) -> ResponseExcerpt {
    ResponseExcerpt(status: status, body: earlier.body, wholeSize: earlier.wholeSize)
  }
}

extension ResponseExcerpt {
  /// Copies what is kept, so that a large body is not kept alive by its beginning.
  init(of answer: HTTPAnswer) {
    let body = answer.body.readableBytesUInt8Span
    let start = answer.token?.concealedStart(of: body) ?? Self.start(of: body, upTo: Self.mostBytes + 1)
    let kept = Self.endOfText(in: start)
    self.init(
      status: Int(answer.status.code), body: kept == start.count ? start : Array(start[..<kept]),
      wholeSize: kept == start.count ? nil : body.count)
  }

  /// The first bytes of a body.
  static func start(of body: Span<UInt8>, upTo count: Int) -> [UInt8] {
    let count = min(count, body.count)
    return [UInt8](unsafeUninitializedCapacity: count) { bytes, written in
      for index in 0..<count { bytes[index] = body[index] }
      written = count
    }
  }

  /// Where to cut a body so that at most ``mostBytes`` are left and no character of UTF-8 is cut in two.
  private static func endOfText(in start: [UInt8]) -> Int {
    guard start.count > mostBytes else { return start.count }
    // The bytes of a character after its first one are 10xxxxxx, three of them at most.
    return (mostBytes - 3...mostBytes).last { start[$0] & 0xC0 != 0x80 } ?? mostBytes
  }
}

extension AccessToken {
  /// A little more of a body than ``ResponseExcerpt`` keeps, so that it is seen whether it goes on, with a placeholder
  /// wherever the token stands, also where JSON has its slashes escaped.
  ///
  /// The token is looked for wherever it begins in what is kept, so that no half of it is left at the end.
  fileprivate func concealedStart(of body: Span<UInt8>) -> [UInt8] {
    let most = ResponseExcerpt.mostBytes + 1
    var start: [UInt8] = []
    var place = 0
    while start.count < most, place < body.count {
      let end = min(body.count, place + most - start.count)
      guard let found = firstRange(in: body, beginningIn: place..<end) else {
        if start.isEmpty { return ResponseExcerpt.start(of: body, upTo: most) }
        for index in place..<end { start.append(body[index]) }
        break
      }
      for index in place..<found.lowerBound { start.append(body[index]) }
      start += description.utf8
      place = found.upperBound
    }
    return start
  }
}

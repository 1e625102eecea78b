import Foundation

/// How one job-status API is spoken to: its name and where it is.
package struct JobAPIProfile: Hashable, Sendable {
  /// What the store files jobs under: ids are unique within one profile.
  package let name: String
  /// The origin that alone gets the token.
  package let origin: Origin
  /// The path before `/v1/…`, percent-encoded, empty or with a leading and no trailing slash.
  package let pathPrefix: String
  /// The service's base URL, without a trailing slash.
  package let baseURL: String

  /// Symbl's own service, `https://api.symbl.ai`.
  package static let symbl = JobAPIProfile(
    name: "symbl", origin: Origin(scheme: .https, host: "api.symbl.ai", port: 443), pathPrefix: "")

  /// The profile of a service at a base URL, named after it; Symbl's own URL gives ``symbl``.
  ///
  /// - Parameter allowsInsecure: whether the token may be sent in the clear to another machine.
  /// - Throws: ``BaseURLError`` when the text is no `http` or `https` URL, carries more than a path, or would
  ///   send the token in the clear to another machine.
  package init(baseURL text: String, allowsInsecure: Bool = false) throws(BaseURLError) {
    guard let components = URLComponents(string: text), let origin = Origin(components) else {
      throw .notAURL(text)
    }
    guard components.user == nil, components.password == nil else { throw .credentialsInside }
    guard components.query == nil, components.fragment == nil else { throw .moreThanAPath(text) }
    guard origin.scheme == .https || origin.isLoopback || allowsInsecure else {
      throw .insecure(host: origin.host)
    }
    var path = components.percentEncodedPath
    while path.hasSuffix("/") { path.removeLast() }
    let isSymbl = origin == Self.symbl.origin && path.isEmpty
    self.init(name: isSymbl ? Self.symbl.name : "\(origin)\(path)", origin: origin, pathPrefix: path)
  }

  private init(name: String, origin: Origin, pathPrefix: String) {
    self.name = name
    self.origin = origin
    self.pathPrefix = pathPrefix
    baseURL = "\(origin)\(pathPrefix)"
  }

  /// Where the status of a job is asked for; the id is percent-encoded into one path segment (RFC 3986, 3.3).
  package func statusURL(of id: JobID) -> String {
    "\(baseURL)\(Self.jobPath)\(Self.percentEncode(id.rawValue))"
  }

  /// Where a conversation is asked for, or a part of it such as `messages`.
  func conversationURL(of id: ConversationID, part: String? = nil) -> String {
    "\(baseURL)/v1/conversations/\(Self.percentEncode(id.rawValue))\(part.map { "/" + $0 } ?? "")"
  }

  /// Where tokens are generated.
  package var tokenURL: String { "\(baseURL)/oauth2/token:generate" }

  /// Where `text`, `audio`, `audio/url`, … is submitted, as a new conversation or to be appended to one.
  func submissionURL(_ path: String, appendingTo conversation: ConversationID?) -> String {
    "\(baseURL)/v1/process/\(path)" + (conversation.map { "/\(Self.percentEncode($0.rawValue))" } ?? "")
  }

  private static let jobPath = "/v1/job/"

  private static func percentEncode(_ segment: String) -> String {
    // Nearly every id is of letters, digits and hyphens, and one is asked about many times.
    if segment.utf8.allSatisfy(isPlain) { return segment }
    return segment.addingPercentEncoding(withAllowedCharacters: unreserved) ?? segment
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// The characters that RFC 3986, 2.3 lets stand as they are.
  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

/// What was read from a text that names jobs.
package struct JobIDReading: Hashable, Sendable {
  /// The ids in their order, each once.
  package fileprivate(set) var ids: [JobID] = []
  /// The words that name no job, in their order.
  package fileprivate(set) var rejected: [String] = []
  /// Why the first of ``rejected`` was.
  package fileprivate(set) var problem: String?
}

extension JobAPIProfile {
  /// Reads what a person typed or pasted: job ids, or URLs of jobs of this service, apart by blanks, commas or
  /// newlines, in quotes or not.
  package func jobIDs(in text: String) -> JobIDReading {
    var reading = JobIDReading()
    var seen: Set<JobID> = []
    for word in text.split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
      do {
        let id = try jobID(of: Self.unquoted(word))
        if seen.insert(id).inserted { reading.ids.append(id) }
      } catch {
        reading.rejected.append(String(word))
        reading.problem = reading.problem ?? "\(error)"
      }
    }
    return reading
  }

  /// A word without the quotes that logs and JSON put around it.
  private static func unquoted(_ word: Substring) -> String {
    guard word.count > 2, let quote = word.first, quote == word.last, "\"'`".contains(quote) else {
      return String(word)
    }
    return String(word.dropFirst().dropLast())
  }

  private func jobID(of word: String) throws -> JobID {
    let start = word.prefix(8).lowercased()
    guard start.hasPrefix("http://") || start == "https://" else { return try JobID(word) }
    guard let components = URLComponents(string: word), Origin(components) == origin else {
      throw JobURLError.otherService(word, expected: baseURL)
    }
    let prefix = pathPrefix + Self.jobPath
    guard components.percentEncodedPath.hasPrefix(prefix),
      let segment = components.percentEncodedPath.dropFirst(prefix.count).split(separator: "/").first,
      let id = String(segment).removingPercentEncoding
    else { throw JobURLError.noJob(word, expected: "\(baseURL)\(Self.jobPath)...") }
    return try JobID(id)
  }
}

/// Why a text is no base URL.
package enum BaseURLError: Error, Hashable, CustomStringConvertible {
  case notAURL(String)
  case credentialsInside
  case moreThanAPath(String)
  case insecure(host: String)

  package var description: String {
    switch self {
    case .notAURL(let text):
      "'\(text)' is no base URL; give one like https://api.symbl.ai or http://127.0.0.1:8617."
    case .credentialsInside:
      "A base URL must not hold a user name or password; give the token in JOBWATCH_TOKEN."
    case .moreThanAPath(let text):
      "'\(text)' goes on after its path; leave out what follows ? or #."
    case .insecure(let host):
      """
      http:// to \(host) would send the token in the clear; use https://, or set 'allow_insecure: true' in the \
      configuration.
      """
    }
  }
}

/// Why a URL names no job of a service.
package enum JobURLError: Error, Hashable, CustomStringConvertible {
  case otherService(String, expected: String)
  case noJob(String, expected: String)

  package var description: String {
    switch self {
    case .otherService(let url, let expected):
      "'\(url)' is of another service than \(expected); start jobwatch with --base-url to watch that one."
    case .noJob(let url, let expected):
      "'\(url)' names no job; a job's URL looks like \(expected)"
    }
  }
}

import AsyncHTTPClient
import Foundation
import NIOHTTP1
import Synchronization

/// The last answers about jobs that a service gave validators for, so that it can be asked only whether they still hold
/// (RFC 9110, 13.1).
///
/// It holds ``capacity`` jobs at most, and forgets those first that were not asked about for long. Of more jobs than that,
/// asked about in turn, it holds none long enough; they are asked about as if there were no memory.
final class AnswerMemory: Sendable {
  /// An answer, and what a service can be asked by whether it still holds.
  struct Entry: Hashable {
    let status: JobStatus
    let validator: Validator
  }

  fileprivate struct Generations {
    var young: [JobID: Entry] = [:]
    var old: [JobID: Entry] = [:]
  }

  private let generations = Mutex(Generations())
  private let generationSize: Int

  /// - Parameter capacity: how many jobs are remembered at most, 2 or more; some 200 bytes each.
  init(capacity: Int = 50_000) { generationSize = max(1, capacity / 2) }

  /// The last answer about a job, if it is remembered.
  func entry(of id: JobID) -> Entry? {
    generations.withLock { generations -> Entry? in
      if let entry = generations.young[id] { return entry }
      guard let entry = generations.old.removeValue(forKey: id) else { return nil }
      generations.insert(entry, of: id, size: generationSize)
      return entry
    }
  }

  /// Remembers an answer in place of the earlier one, or forgets both: that of a job that has ended is asked for no more,
  /// and one without a validator is of no use.
  func note(_ status: JobStatus, of id: JobID, _ validator: Validator?) {
    generations.withLock { generations in
      generations.old[id] = nil
      guard let validator, !status.isTerminal else {
        generations.young[id] = nil
        return
      }
      generations.insert(Entry(status: status, validator: validator), of: id, size: generationSize)
    }
  }

  func forget(_ id: JobID) {
    generations.withLock {
      $0.young[id] = nil
      $0.old[id] = nil
    }
  }

  /// How many jobs are remembered.
  var count: Int { generations.withLock { $0.young.count + $0.old.count } }
}

extension AnswerMemory.Generations {
  /// Complexity: O(1), amortised.
  fileprivate mutating func insert(_ entry: AnswerMemory.Entry, of id: JobID, size: Int) {
    if young.count >= size, young[id] == nil {
      old = young
      young = [:]
    }
    young[id] = entry
  }
}

/// By what a service can be asked whether an answer still holds (RFC 9110, 8.8).
enum Validator: Hashable, Sendable {
  /// The value of `ETag`, quotes and all.
  case etag(String)
  /// The value of `Last-Modified`.
  case lastModified(String)

  /// The longest that is kept, in bytes.
  private static let longest = 256

  /// The validator of an answer, nil when it has none to be relied on.
  ///
  /// One that changed in the second of the answer, or nobody knows when, may change again within the same second; a time
  /// does not tell the two apart, nor may an `ETag` that a server has made from the time (RFC 9110, 8.8.2.2).
  init?(of answer: HTTPAnswer) {
    let lastModified = answer.headers.first(name: "Last-Modified")
    if let lastModified {
      guard let changed = HTTPDate.date(of: lastModified), let date = answer.date,
        date.timeIntervalSince(changed) >= 1
      else { return nil }
    }
    if let etag = answer.headers.first(name: "ETag") {
      guard Self.isEntityTag(etag) else { return nil }
      self = .etag(etag)
    } else if let lastModified, lastModified.utf8.count <= Self.longest {
      self = .lastModified(lastModified)
    } else {
      return nil
    }
  }

  private static func isEntityTag(_ text: String) -> Bool {
    let opaque = (text.hasPrefix("W/") ? text.dropFirst(2) : text[...]).utf8
    return opaque.count >= 2 && opaque.count <= longest && opaque.first == UInt8(ascii: "\"")
      && opaque.last == UInt8(ascii: "\"")
      && opaque.dropFirst().dropLast().allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\"") }
  }

  /// Makes a request one that is answered with 304 as long as nothing has changed.
  func makeConditional(_ request: inout HTTPRequest) {
    switch self {
    case .etag(let value): request.headers.add(name: "If-None-Match", value: value)
    case .lastModified(let value): request.headers.add(name: "If-Modified-Since", value: value)
    }
  }

  /// Whether a 304 is about the answer that this is of: if it names an `ETag`, it is to be the same, weak or strong.
  func isConfirmed(by answer: HTTPAnswer) -> Bool {
    guard case .etag(let mine) = self, let named = answer.headers.first(name: "ETag") else { return true }
    return Self.opaque(mine) == Self.opaque(named)
  }

  private static func opaque(_ etag: String) -> Substring {
    etag.hasPrefix("W/") ? etag.dropFirst(2) : etag[...]
  }
}

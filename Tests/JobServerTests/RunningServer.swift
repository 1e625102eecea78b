import AsyncHTTPClient
import Foundation
import JobAPI
import JobServer
import NIOCore
import NIOHTTP1
import TestTools
import Testing

/// A server on a free loopback port, as a client sees it.
struct RunningServer: Sendable {
  static let token = "s3cret-token"

  /// An answer with its body read to the end.
  struct Answer {
    let status: Int
    let headers: HTTPHeaders
    let body: String

    func decoded<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
      try JSONDecoder().decode(type, from: Data(body.utf8))
    }
  }

  let baseURL: String

  var port: Int { Int(baseURL.split(separator: ":").last ?? "") ?? 0 }

  /// Runs a server for as long as the body takes.
  static func with(
    _ registry: JobRegistry = JobRegistry(),
    _ configuration: JobServerConfiguration = .init(token: token),
    _ body: @escaping @Sendable (RunningServer) async throws -> Void
  ) async throws {
    OpenFiles.allowMany()
    try await JobServer.whileServing(configuration, registry) {
      try await body(RunningServer(baseURL: $0))
    }
  }

  /// Submits a body that is expected to be taken.
  func submit(
    _ body: String, to path: String = "/v1/process/text", by method: String = "POST"
  ) async throws
    -> Submission
  {
    var headers = Self.authorization
    headers.add(name: "Content-Type", value: "application/json")
    let answer = try await send(method, path, headers: headers, body: .bytes(ByteBuffer(string: body)))
    try #require(answer.status == 201, "\(answer.body)")
    return try answer.decoded()
  }

  /// What a question is answered with.
  func get<Value: Decodable>(_ path: String, as type: Value.Type = Value.self) async throws -> Value {
    let answer = try await get(path)
    try #require(answer.status == 200, "\(answer.body)")
    return try answer.decoded()
  }

  func get(_ path: String, headers: HTTPHeaders = Self.authorization) async throws -> Answer {
    try await send("GET", path, headers: headers)
  }

  func post(_ body: String, contentType: String? = "application/json") async throws -> Answer {
    var headers = Self.authorization
    if let contentType { headers.add(name: "Content-Type", value: contentType) }
    return try await send(
      "POST",
      "/v1/process/text",
      headers: headers,
      body: .bytes(ByteBuffer(string: body))
    )
  }

  func send(
    _ method: String,
    _ path: String,
    headers: HTTPHeaders = Self.authorization,
    body: HTTPClientRequest.Body? = nil
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: baseURL + path)
    request.method = HTTPMethod(rawValue: method)
    request.headers = headers
    request.body = body
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    let received = try await response.body.collect(upTo: 1 << 20)
    return Answer(
      status: Int(response.status.code),
      headers: response.headers,
      body: String(buffer: received)
    )
  }

  static let authorization: HTTPHeaders = ["Authorization": "Bearer \(token)"]
}

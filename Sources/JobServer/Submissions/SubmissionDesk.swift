import Foundation
import HTTPTypes
import HummingbirdCore
import JobAPI
import Logging
import NIOCore

/// Takes in what is submitted, and begins what has to be done outside for it.
struct SubmissionDesk: Sendable {
  /// Something done outside of any request; it is cancelled with the server.
  typealias Errand = @Sendable () async -> Void

  let registry: JobRegistry
  let fetcher: MediaFetcher
  let courier: WebhookCourier
  let logger: Logger
  let begin: @Sendable (@escaping Errand) -> Void

  /// Reads a submission and makes its job.
  ///
  /// The job's place among the concurrent ones is taken before the body is read: nobody sends a large file in vain.
  ///
  /// - Throws: ``RequestProblem``, or what breaks the connection while the body is read.
  func accept(
    _ kind: SubmissionKind, appendingTo conversation: String?, _ request: Request, body: inout IncomingBody,
    beforeBody: () async throws -> Void
  ) async throws -> Submission {
    try SubmissionHeaders.check(request.headers, for: kind)
    let query = try SubmissionOptions(query: request.uri.query)
    if let conversation, await !registry.hasConversation(conversation) {
      throw RequestProblem.unknownConversation
    }
    guard await registry.takePlace() else {
      throw RequestProblem.tooManyJobs(limit: registry.maxConcurrentJobs)
    }
    let job: SubmittedJob
    do {
      try await beforeBody()
      job = try await read(kind, query, body: &body)
    } catch {
      await registry.givePlaceBack()
      throw error
    }
    let submission = await registry.submit(job, appendingTo: conversation)
    beginErrands(for: submission.jobId, job)
    return submission
  }

  private func read(
    _ kind: SubmissionKind, _ query: SubmissionOptions, body: inout IncomingBody
  ) async throws -> SubmittedJob {
    switch kind {
    case .text:
      let text = try JSONBody.read(TextRequest.self, from: try await json(&body))
      return SubmittedJob(
        kind: kind, content: .text(text.messages), options: text.options.filled(from: query))
    case .audioURL, .videoURL:
      let media = try JSONBody.read(RemoteMediaRequest.self, from: try await json(&body))
      return SubmittedJob(
        kind: kind, content: .remoteRecording(media.url), options: media.options.filled(from: query))
    case .audio, .video:
      var probe = MediaProbe()
      while let piece = try await body.next() { probe.feed(piece) }
      let seconds = probe.usableSeconds(logger)
      return SubmittedJob(kind: kind, content: .recording(seconds: seconds), options: query)
    }
  }

  private func json(_ body: inout IncomingBody) async throws -> Data {
    Data(try await body.collect(upTo: SubmissionHeaders.largestJSON).readableBytesView)
  }

  private func beginErrands(for id: String, _ job: SubmittedJob) {
    if case .remoteRecording(let url) = job.content {
      begin { [registry, fetcher] in
        await registry.settle(id, seconds: await fetcher.seconds(of: url))
      }
    }
    if let webhook = job.options.webhookURL {
      begin { [registry, courier] in await courier.report(id, to: webhook, from: registry) }
    }
  }
}

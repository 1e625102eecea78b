import JobAPI
import Testing

@Suite struct JobAPIErrorTests {
  @Test(
    "each error has a short sentence of its own",
    arguments: [
      (JobAPIError.unreachable(reason: "connection refused"), "unreachable: connection refused"),
      (.brokenOff(reason: "connection reset by peer"), "unreachable: connection reset by peer"),
      (.timedOut, "no answer in time"),
      (.unauthorized, "not authorized: the token is wrong or expired"),
      (.notFound, "the service does not know this id (yet)"),
      (.rateLimited(retryAfter: nil), "too many requests, asked to slow down"),
      (.rateLimited(retryAfter: 7), "too many requests, asked to wait 7 s"),
      (.serverError(status: 502), "the service answered 502"),
      (.redirected(to: "https://x"), "redirected to https://x, not followed"),
      (.unexpected(status: 400, message: nil), "the service answered 400"),
      (.unexpected(status: 400, message: "Bad id"), "the service answered 400: Bad id"),
      (.tooLarge, "the answer is too large to be read"),
      (.malformed(detail: "'<html>'"), "not an answer of this API: '<html>'"),
      (.otherJob(id: "b"), "the answer is about another job, 'b'"),
    ]
  )
  func message(error: JobAPIError, sentence: String) {
    #expect(error.message == sentence)
  }
}

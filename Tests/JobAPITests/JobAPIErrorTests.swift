import JobAPI
import Testing

@Suite struct JobAPIErrorTests {
  @Test(
    "each error has a short sentence of its own",
    arguments: [
      (JobAPIError.unreachable(reason: "no route to host"), "unreachable: no route to host"),
      (.timedOut, "no answer in time"),
      (.unauthorized, "not authorized: the token is wrong or expired"),
      (.notFound, "the service does not know this id (yet)"),
      (.rateLimited(retryAfter: nil), "too many requests, asked to slow down"),
      (.rateLimited(retryAfter: .seconds(7)), "too many requests, asked to wait 7 s"),
      (.serverError(status: 502), "the service answered 502"),
      (
        .serverError(status: 503, message: "Busy", retryAfter: .seconds(7)),
        "the service answered 503: Busy, and asked to wait 7 s"
      ),
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

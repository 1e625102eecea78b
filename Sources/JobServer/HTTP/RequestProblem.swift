import HTTPTypes

/// Why a request is refused: an HTTP status and the `message` of the JSON body that says what is wrong.
struct RequestProblem: Error, Hashable {
  let status: HTTPResponse.Status
  let message: String
  var headers: HTTPFields = [:]

  static let unauthorized = RequestProblem(
    status: .unauthorized,
    message: "Unauthorized: the token is missing or wrong; send “Authorization: Bearer <token>”.",
    headers: [.wwwAuthenticate: "Bearer"]
  )

  static let unknownJob = RequestProblem(status: .notFound, message: "There is no job with this id.")

  static let unknownPath = RequestProblem(
    status: .notFound,
    message: "There is nothing here; see GET /v1/job/{jobId} and POST /v1/process/text."
  )

  static let bodyTooLarge = RequestProblem(
    status: .contentTooLarge,
    message: "The body is larger than 1 MiB; submit the text in parts."
  )

  static let notJSON = RequestProblem(
    status: .unsupportedMediaType,
    message: "The body must be JSON; send “Content-Type: application/json”."
  )

  static func wrongMethod(allowed: HTTPRequest.Method) -> RequestProblem {
    RequestProblem(
      status: .methodNotAllowed,
      message: "Only \(allowed.rawValue) is answered here.",
      headers: [.allow: allowed.rawValue]
    )
  }

  /// 400: the body is not what the API's documentation asks for.
  static func badBody(_ message: String) -> RequestProblem {
    RequestProblem(status: .badRequest, message: message)
  }
}

import HTTPTypes

/// Why a request is refused: an HTTP status and the `message` of the JSON body that says what is wrong.
struct RequestProblem: Error, Hashable {
  let status: HTTPResponse.Status
  let message: String
  var headers: HTTPFields = [:]
  /// Whether the body repeats the status as `statusCode`, as is documented of 429 only.
  var tellsStatusInBody = false

  static let unauthorized = RequestProblem(
    status: .unauthorized,
    message: "Unauthorized: the token is missing, wrong or expired; send “Authorization: Bearer <token>”.",
    headers: [.wwwAuthenticate: "Bearer"]
  )

  static let wrongCredentials = RequestProblem(
    status: .unauthorized,
    message: "Unauthorized: the app id or the secret is wrong; see --app-id and --app-secret of the server.",
    headers: [.wwwAuthenticate: "Bearer"]
  )

  static let unknownJob = RequestProblem(status: .notFound, message: "There is no job with this id.")

  static let unknownConversation = RequestProblem(
    status: .notFound,
    message: "There is no conversation with this id."
  )

  static let unknownPath = RequestProblem(
    status: .notFound,
    message: "There is nothing here; see GET /v1/job/{jobId} and POST /v1/process/text."
  )

  static let lengthRequired = RequestProblem(
    status: .lengthRequired,
    message: "The length of the file is missing; send “Content-Length”."
  )

  static let bodyTooLarge = RequestProblem(
    status: .contentTooLarge,
    message: "The body is larger than 16 MiB; submit the text in parts."
  )

  static let notJSON = RequestProblem(
    status: .unsupportedMediaType,
    message: "The body must be JSON; send “Content-Type: application/json”."
  )

  static let notVideo = RequestProblem(
    status: .unsupportedMediaType,
    message: "The body must be an MP4 video; send “Content-Type: video/mp4”."
  )

  static let notAudio = RequestProblem(
    status: .unsupportedMediaType,
    message: """
      “Content-Type” must be audio/wav, audio/wave, audio/mpeg or audio/mp3; leave it out for another kind of audio.
      """
  )

  static func wrongMethod(allowed: HTTPRequest.Method) -> RequestProblem {
    RequestProblem(
      status: .methodNotAllowed,
      message: "Only \(allowed.rawValue) is answered here.",
      headers: [.allow: allowed.rawValue]
    )
  }

  /// 400: the body or the query is not what the API's documentation asks for.
  static func badBody(_ message: String) -> RequestProblem {
    RequestProblem(status: .badRequest, message: message)
  }

  /// 429, word for word as documented for every call that submits.
  static func tooManyJobs(limit: Int) -> RequestProblem {
    RequestProblem(
      status: .tooManyRequests,
      message: """
        This API has a limit of maximum of `\(limit)` number of concurrent jobs per account. If you are looking to \
        scale, and need more concurrent jobs than this limit, please contact us at support@symbl.ai
        """,
      tellsStatusInBody: true
    )
  }
}

/// The body of `POST /v1/process/audio/url` and `/v1/process/video/url`.
struct RemoteMediaRequest: Decodable, Sendable {
  let url: HTTPURL
  let options: SubmissionOptions

  private enum CodingKeys: CodingKey {
    case url
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    guard let url = HTTPURL(try values.decode(String.self, forKey: .url)) else {
      throw DecodingError.dataCorruptedError(forKey: .url, in: values, debugDescription: HTTPURL.rule)
    }
    self.url = url
    options = try SubmissionOptions(from: decoder)
  }
}

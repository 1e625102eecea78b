/// What a submission may say beside its content, in the body or in the query.
///
/// Of the documented options these are the ones that mean something here; the others are taken and change nothing.
struct SubmissionOptions: Hashable, Sendable {
  /// What the conversation is called.
  var name: String?
  /// The language spoken, as a BCP 47 tag such as `en-US`.
  var languageCode: String?
  /// Where status changes are sent.
  var webhookURL: HTTPURL?
  /// The least score of an insight, 0.5...1.
  var confidenceThreshold: Double?
  var enableSpeakerDiarization: Bool?
  /// How many people speak, 1...100; the documentation names no upper end.
  var diarizationSpeakerCount: Int?

  /// The options, and those of the query where these say nothing.
  func filled(from query: SubmissionOptions) -> SubmissionOptions {
    SubmissionOptions(
      name: name ?? query.name,
      languageCode: languageCode ?? query.languageCode,
      webhookURL: webhookURL ?? query.webhookURL,
      confidenceThreshold: confidenceThreshold ?? query.confidenceThreshold,
      enableSpeakerDiarization: enableSpeakerDiarization ?? query.enableSpeakerDiarization,
      diarizationSpeakerCount: diarizationSpeakerCount ?? query.diarizationSpeakerCount
    )
  }

  fileprivate enum CodingKeys: String, CodingKey, CaseIterable {
    case name, languageCode, webhookUrl, confidenceThreshold, enableSpeakerDiarization,
      diarizationSpeakerCount
  }

  /// What is asked of the values, to go on after the name of the place where they stood.
  private enum Rule {
    static let language = "must be a language tag, such as en-US"
    static let threshold = "must be a number from 0.5 to 1.0"
    static let flag = "must be true or false"
    static let count = "must be a whole number from 1 to 100"
  }

  private static func isLanguage(_ text: String) -> Bool {
    text.wholeMatch(of: /[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*/) != nil
  }

  private static func isThreshold(_ value: Double) -> Bool { (0.5...1.0).contains(value) }
}

extension SubmissionOptions {
  /// Reads the query of a request; what it does not name is ignored, and of a name given twice the last counts.
  ///
  /// - Throws: 400 for a value that is not as documented.
  init(query: String?) throws(RequestProblem) {
    let values = QueryParameters.values(in: query ?? "")
    func value<Value>(
      _ key: CodingKeys, _ rule: String, _ read: (String) -> Value?
    ) throws(RequestProblem) -> Value? {
      guard let text = values[key.rawValue] else { return nil }
      guard let value = read(text) else { throw .badBody("“\(key.rawValue)” \(rule).") }
      return value
    }
    name = values[CodingKeys.name.rawValue]
    languageCode = try value(.languageCode, Rule.language) { Self.isLanguage($0) ? $0 : nil }
    webhookURL =
      values[CodingKeys.webhookUrl.rawValue] == ""
      ? nil : try value(.webhookUrl, HTTPURL.rule) { HTTPURL($0) }
    confidenceThreshold = try value(.confidenceThreshold, Rule.threshold) { text in
      Double(text).flatMap { Self.isThreshold($0) ? $0 : nil }
    }
    enableSpeakerDiarization = try value(.enableSpeakerDiarization, Rule.flag) { Bool($0.lowercased()) }
    diarizationSpeakerCount = try value(.diarizationSpeakerCount, Rule.count) { text in
      Int(text).flatMap { (1...100).contains($0) ? $0 : nil }
    }
  }
}

extension SubmissionOptions: Decodable {
  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    func value<Value: Decodable>(
      _ key: CodingKeys, _ rule: String, _ isGood: (Value) -> Bool
    ) throws -> Value? {
      guard let value = try values.decodeIfPresent(Value.self, forKey: key) else { return nil }
      guard isGood(value) else {
        throw DecodingError.dataCorruptedError(forKey: key, in: values, debugDescription: rule)
      }
      return value
    }
    name = try values.decodeIfPresent(String.self, forKey: .name)
    languageCode = try value(.languageCode, Rule.language, Self.isLanguage)
    // The documentation's own example sends an empty one.
    webhookURL = try value(.webhookUrl, HTTPURL.rule) { (text: String) in
      text.isEmpty || HTTPURL(text) != nil
    }.flatMap { HTTPURL($0) }
    confidenceThreshold = try value(.confidenceThreshold, Rule.threshold, Self.isThreshold)
    enableSpeakerDiarization = try values.decodeIfPresent(Bool.self, forKey: .enableSpeakerDiarization)
    diarizationSpeakerCount = try value(.diarizationSpeakerCount, Rule.count) { (1...100).contains($0) }
  }
}

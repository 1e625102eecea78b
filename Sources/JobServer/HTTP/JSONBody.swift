import Foundation

/// Reads the JSON of a request, and says at which place one is wrong.
enum JSONBody {
  /// Decodes a whole body; what the type does not name is ignored.
  ///
  /// A type says what else it asks of a value with `DecodingError.dataCorrupted`, whose description goes on after the
  /// name of the place: “must be from 0.5 to 1.0”.
  static func read<Value: Decodable>(_ type: Value.Type, from body: Data) throws(RequestProblem) -> Value {
    do {
      return try JSONDecoder().decode(type, from: body)
    } catch let error as DecodingError {
      throw .badBody(sentence(for: error))
    } catch {
      throw .badBody("The body cannot be read as JSON.")
    }
  }

  private static func sentence(for error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context):
      "“\(name(of: context.codingPath + [key]))” is missing."
    case .valueNotFound(_, let context):
      "“\(name(of: context.codingPath))” must not be null."
    case .typeMismatch(_, let context) where context.codingPath.isEmpty:
      "The body must be a JSON object."
    case .typeMismatch(_, let context):
      "“\(name(of: context.codingPath))” has the wrong type."
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      "The body is not valid JSON."
    case .dataCorrupted(let context):
      "“\(name(of: context.codingPath))” \(context.debugDescription)."
    @unknown default: "The body cannot be read as JSON."
    }
  }

  /// A place in the body, as `messages[0].payload.content`.
  private static func name(of path: [any CodingKey]) -> String {
    path.reduce(into: "") { name, key in
      if let index = key.intValue {
        name += "[\(index)]"
      } else {
        name += (name.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}

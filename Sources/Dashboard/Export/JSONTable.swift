import Foundation

/// Records as a JSON array of objects (RFC 8259), which all have all fields. Texts are as they are; what is not known is null.
enum JSONTable {
  static func text(of records: [ExportRecord]) -> String {
    guard !records.isEmpty else { return "[]\n" }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let objects = records.map { record in
      let members = zip(ExportRecord.fields, record.values).map { "\"\($0)\": \(written($1, encoder))" }
      return "  {" + members.joined(separator: ", ") + "}"
    }
    return "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }

  private static func written(_ value: ExportValue, _ encoder: JSONEncoder) -> String {
    switch value {
    case .text(let text): (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    case .date(let date): "\"\(ExportValue.written(date))\""
    case .seconds(let seconds): ExportValue.written(seconds: seconds)
    case .nothing: "null"
    }
  }
}

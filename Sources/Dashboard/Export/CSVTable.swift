import Terminal

/// Records as comma-separated values (RFC 4180), with a line of names at the top.
///
/// Spreadsheets take a text for a formula that begins with `=`, `+`, `-`, `@`, a tab or a line break, and carry it out; ids,
/// labels and statuses may come from anybody. So such a text gets an apostrophe before it, which they take for the sign of a
/// text (OWASP, CSV Injection). Dates and numbers are as they are. What nobody would see is spelled out as on the screen.
enum CSVTable {
  static func text(of records: [ExportRecord]) -> String {
    var text = ExportRecord.fields.joined(separator: ",") + "\r\n"
    for record in records { text += record.values.map(field).joined(separator: ",") + "\r\n" }
    return text
  }

  private static func field(_ value: ExportValue) -> String {
    switch value {
    case .text(let text): quoted(harmless(text).visible)
    case .date(let date): ExportValue.written(date)
    case .seconds(let seconds): ExportValue.written(seconds: seconds)
    case .nothing: ""
    }
  }

  private static func harmless(_ text: String) -> String {
    // A line break is one character however it is written, and full-width signs are formulas to some, too.
    let isFormula = text.first.map { "=+-@\t\r\n\r\n＝＋－＠".contains($0) } ?? false
    return isFormula ? "'" + text : text
  }

  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"".contains($0) }) || text.first == " " || text.last == " " else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

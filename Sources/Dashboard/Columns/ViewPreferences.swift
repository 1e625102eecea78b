import Foundation

/// How a person wants the table: what is remembered from one run to the next.
package struct ViewPreferences: Hashable, Sendable {
  package var sort: JobSort?
  package var columns: ColumnSettings
  /// The name of the theme, if one was chosen.
  package var theme: String?

  package init(sort: JobSort? = nil, columns: ColumnSettings = ColumnSettings(), theme: String? = nil) {
    self.sort = sort
    self.columns = columns
    self.theme = theme
  }
}

/// As JSON. What another version of jobwatch knows and this one does not is passed over.
extension ViewPreferences: Codable {
  private enum Key: String, CodingKey { case sort, isReversed = "reversed", columns, theme }

  private struct Column: Codable {
    var column: String
    var shown: Bool
    var width: Int?
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    let column = try values.decodeIfPresent(String.self, forKey: .sort).flatMap(JobColumn.init(rawValue:))
    let isReversed = try values.decodeIfPresent(Bool.self, forKey: .isReversed) ?? false
    sort = column.map { JobSort($0, isReversed: isReversed) }
    let settings = try values.decodeIfPresent([Column].self, forKey: .columns) ?? []
    theme = try values.decodeIfPresent(String.self, forKey: .theme)
    columns = ColumnSettings(
      settings.compactMap { setting in
        JobColumn(rawValue: setting.column).map {
          ColumnSetting(column: $0, isShown: setting.shown, width: setting.width)
        }
      })
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: Key.self)
    try values.encodeIfPresent(sort?.column.rawValue, forKey: .sort)
    if let sort { try values.encode(sort.isReversed, forKey: .isReversed) }
    try values.encodeIfPresent(theme, forKey: .theme)
    try values.encode(
      columns.all.map { Column(column: $0.column.rawValue, shown: $0.isShown, width: $0.width) },
      forKey: .columns)
  }
}

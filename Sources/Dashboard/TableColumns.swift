import JobTracking
import Terminal

/// The columns that fit a screen, and how wide each is.
struct TableColumns {
  enum Kind {
    case status, label, id, age, inStatus, checked
  }

  struct Column {
    let kind: Kind
    let start: Int
    let width: Int
  }

  /// Room at the left for the mark of a job that cannot be asked about.
  static let gutter = 2
  private static let gap = 2
  /// Wide enough for the known statuses; unknown ones get up to a quarter of the screen.
  private static let statusWidth = 13
  private static let leastIDWidth = 11
  private static let leastLabelWidth = 10
  /// The label width that a whole id may not cut into.
  private static let readableLabelWidth = 24

  let columns: [Column]
  /// How wide the ids are shown; 0 where there is no room for them.
  private let idWidth: Int

  /// - Parameters:
  ///   - width: of the screen, 40 or more.
  ///   - rows: the jobs in view, whose labels and ids decide how the room is shared.
  init(width: Int, rows: [TrackedJob]) {
    let longestStatus = rows.reduce(Self.statusWidth) {
      max($0, StatusAppearance($1.status, .ascii).text.columns)
    }
    var fixed: [(Kind, Int)] = [(.status, min(longestStatus, max(Self.statusWidth, width / 4)))]
    var trailing: [(Kind, Int)] = [(.inStatus, 9)]
    if width >= 60 { trailing.append((.checked, 9)) }
    if width >= 74 { trailing.insert((.age, 6), at: 0) }
    let used = Self.gutter + (fixed + trailing).reduce(0) { $0 + $1.1 + Self.gap } - Self.gap
    let room = width - used - Self.gap

    let longestLabel = rows.reduce(0) { max($0, $1.label.columns) }
    let longestID = rows.reduce(Self.leastIDWidth) { max($0, $1.key.id.rawValue.columns) }
    if longestLabel == 0 {
      fixed.append((.id, min(room, longestID)))
    } else if room < Self.leastIDWidth + Self.gap + Self.leastLabelWidth {
      fixed.append((.label, room))
    } else {
      // An id is of use whole, to be compared and copied, or else only as a short reminder: then labels get
      // the room.
      let both = room - Self.gap
      let wholeIDFits = both - longestID >= min(longestLabel, Self.readableLabelWidth)
      let id = wholeIDFits ? longestID : max(Self.leastIDWidth, both - longestLabel)
      fixed += [(.label, min(max(longestLabel, Self.leastLabelWidth), both - id)), (.id, id)]
    }

    var start = Self.gutter
    var columns: [Column] = []
    for (kind, width) in fixed + trailing {
      columns.append(Column(kind: kind, start: start, width: width))
      start += width + Self.gap
    }
    self.columns = columns
    idWidth = columns.first { $0.kind == .id }?.width ?? 0
  }
}

extension TableColumns {
  /// What stands under LABEL: an id in place of a missing label, unless it is whole in the column beside.
  func label(of job: TrackedJob) -> String {
    job.label.isEmpty && job.key.id.rawValue.columns <= idWidth ? "" : job.name
  }
}

extension TableColumns.Kind {
  var title: String {
    switch self {
    case .status: "STATUS"
    case .label: "LABEL"
    case .id: "JOB ID"
    case .age: "AGE"
    case .inStatus: "IN STATUS"
    case .checked: "CHECKED"
    }
  }
}

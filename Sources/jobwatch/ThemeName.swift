import ArgumentParser
import Terminal

/// A theme by its name, as the command line has it.
struct ThemeName: ExpressibleByArgument {
  let name: String

  init?(argument: String) {
    guard Self.allValueStrings.contains(argument) else { return nil }
    name = argument
  }

  static var allValueStrings: [String] { Theme.all.map(\.name) + [Theme.ownName] }

  /// - Parameter own: the one that the configuration makes, if it does.
  /// - Throws: ``Failure`` when that one is meant and there is none.
  func theme(own: Theme?) throws(Failure) -> Theme {
    if let theme = (Theme.all + [own].compactMap(\.self)).first(where: { $0.name == name }) { return theme }
    throw Failure(
      .usage, "--theme \(name) stands for colours of your own, and the configuration has none under theme.")
  }
}

extension Theme {
  /// The names of those that are there for everybody, for people.
  static var names: String {
    let names = all.map(\.name)
    return "\(names.dropLast().joined(separator: ", ")) or \(names[names.count - 1])"
  }
}

import Terminal

/// The keys in force: those of ``KeyBinding``, as far as a person has not chosen others.
package struct KeyMap: Hashable, Sendable {
  /// The keys as they are at first.
  package static let standard = KeyMap()

  /// What always quits, whatever else is chosen: so nobody is locked in.
  package static let alwaysQuits = Key.control("c")

  private var keys: [Action: [Key]]
  private var actions: [Key: Action]

  private init() {
    keys = Dictionary(uniqueKeysWithValues: KeyBinding.all.map { ($0.action, $0.keys) })
    actions = Dictionary(
      uniqueKeysWithValues: KeyBinding.all.flatMap { binding in binding.keys.map { ($0, binding.action) } })
  }

  /// The keys as they are at first, except for some actions.
  ///
  /// - Parameter changes: each with all of its keys; with none it is reached by the command line alone.
  /// - Throws: ``KeyConflict`` when a key would belong to two actions.
  package init(changing changes: [(action: Action, keys: [Key])]) throws(KeyConflict) {
    self.init()
    for change in changes {
      let wanted = change.action == .quit ? change.keys + [Self.alwaysQuits] : change.keys
      var seen: Set<Key> = []
      keys[change.action] = wanted.filter { seen.insert($0).inserted }
    }
    actions = [:]
    let changed = changes.map(\.action)
    // Those that are changed come last, so that they are the ones to blame.
    for action in Action.allCases.filter({ !changed.contains($0) }) + changed {
      for key in keys[action] ?? [] {
        if let other = actions.updateValue(action, forKey: key), other != action {
          throw KeyConflict(action: action, key: key, other: other)
        }
      }
    }
  }

  package func action(of key: Key) -> Action? { actions[key] }

  /// All keys of an action, the first one being the one that is shown where there is room for one.
  package func keys(of action: Action) -> [Key] { keys[action] ?? [] }

  /// All keys of an action as people write them.
  package func label(of action: Action) -> String {
    keys(of: action).map(KeyName.label).joined(separator: " ")
  }

  /// One key of an action, for sentences and hints; the command when there is no key.
  package func word(for action: Action) -> String {
    keys(of: action).first.map(KeyName.label) ?? ":\(action.name)"
  }
}

/// A key that two actions want.
package struct KeyConflict: Error, Hashable, Sendable {
  /// The one that the key was chosen for.
  package let action: Action
  package let key: Key
  package let other: Action

  /// For people: what is wrong, and what to do.
  package var sentence: String {
    let label = KeyName.label(of: key)
    guard key != KeyMap.alwaysQuits else { return "\(label) always quits; choose another key." }
    return
      "\(label) is a key of \(other.name) already; choose another one, or give \(other.name) others, or none."
  }
}

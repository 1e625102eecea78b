/// Random numbers that keep those apart who would otherwise all ask at the same instant (SplitMix64).
package struct Jitter: Hashable, Sendable {
  private var state: UInt64

  /// - Parameter seed: the same one gives the same numbers.
  package init(seed: UInt64 = .random(in: .min ... .max)) { state = seed }

  /// A number of 0..<1.
  package mutating func fraction() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((mixed ^ (mixed >> 31)) >> 11) * 0x1p-53
  }
}

extension Duration {
  /// The duration as seconds.
  package var inSeconds: Double { self / .seconds(1) }
}

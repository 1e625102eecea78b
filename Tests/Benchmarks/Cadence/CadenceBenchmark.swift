import ArgumentParser
import Foundation

/// How many requests it takes to see jobs end, and how late their ends are seen.
struct CadenceBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cadence", abstract: "A simulation: adaptive pauses beside fixed ones.")

  @Option(help: "How many jobs there are of each kind.")
  var jobs = 250

  @Option(help: "How many jobs of each kind have ended before.")
  var past = 30

  @Option(help: "The SVG file to write the curve to.")
  var svg = URL(filePath: #filePath).appending(path: "../../../../Assets/cadence.svg").standardized.path

  private static let sigmas = [0.1, 0.25, 0.5, 1]

  func run() async throws {
    printTitle(
      "Cadence, simulated: log-normal durations, medians from 10 s to 1 h, learned from \(past) past jobs of each kind"
    )
    let simulations = Self.sigmas.map { Simulation(sigma: $0, past: past, jobs: jobs, seed: 3) }
    compare(simulations)
    let curves = zip(Self.sigmas, simulations).map { sigma, simulation in
      CadenceChart.Panel(
        sigma: sigma, fixed: curve(of: .fixed, simulation, bases: [0.5, 1, 2, 3, 5, 8, 12, 20, 30]),
        adaptive: curve(of: .adaptive, simulation, bases: [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2]),
        bestRatio: simulation.bestRatio)
    }
    printCurves(curves)
    try CadenceChart(panels: curves).svg.write(toFile: svg, atomically: true, encoding: .utf8)
    print("\n  The curve: \(svg)")
  }

  private func compare(_ simulations: [Simulation]) {
    var table = TextTable(
      "spread", "fixed", "requests a job", "mean delay", "adaptive, same delay", "ratio", "theory's best")
    var worst = 0.0
    for (sigma, simulation) in zip(Self.sigmas, simulations) {
      for interval in [2.0, 5] {
        let fixed = simulation.cost(of: .fixed, base: interval)
        let adaptive = simulation.cost(of: .adaptive, atDelay: fixed.delay)
        let ratio = adaptive.map { $0.cost.requests / fixed.requests }
        worst = max(worst, ratio ?? .infinity)
        table.add(
          "sigma \(sigma.text(2))", "\(interval.text(0)) s", fixed.requests.text(1),
          fixed.delay.text(2) + " s",
          adaptive?.cost.requests.text(1) ?? "never so", ratio?.text(2) ?? "", simulation.bestRatio.text(2))
      }
    }
    table.print()
    printTarget("at most half the requests at the same mean delay, at worst \(worst.text(2))", worst <= 0.5)
  }

  private func curve(of cadence: Cadence, _ simulation: Simulation, bases: [Double]) -> [CadenceChart.Point] {
    bases.map { CadenceChart.Point(base: $0, cost: simulation.cost(of: cadence, base: $0)) }
  }

  private func printCurves(_ panels: [CadenceChart.Panel]) {
    for panel in panels {
      print("")
      var table = TextTable(
        "sigma \(panel.sigma.text(2))", "fixed", "requests a job", "mean delay", "adaptive base",
        "requests a job",
        "mean delay")
      for (fixed, adaptive) in zip(panel.fixed, panel.adaptive) {
        table.add(
          "", fixed.base.text(1) + " s", fixed.cost.requests.text(1), fixed.cost.delay.text(2) + " s",
          adaptive.base.text(2), adaptive.cost.requests.text(1), adaptive.cost.delay.text(2) + " s")
      }
      table.print()
    }
  }
}

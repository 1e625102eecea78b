import Foundation

/// The curves of mean delay against requests, a panel for each spread, as an SVG picture with logarithmic axes.
struct CadenceChart {
  struct Point {
    let base: Double
    let cost: Simulation.Cost
  }

  struct Panel {
    let sigma: Double
    let fixed: [Point]
    let adaptive: [Point]
    let bestRatio: Double
  }

  let panels: [Panel]

  private static let width = 360.0
  private static let height = 280.0
  /// Of the axes: requests a job, and seconds.
  private static let requests = 10.0...1000
  private static let delays = 0.2...20

  var svg: String {
    let pictures = panels.enumerated().map { index, panel in
      let x = Double(index % 2) * Self.width
      let y = Double(index / 2) * Self.height
      return "<g transform=\"translate(\(x.text(0)) \(y.text(0)))\">\n\(picture(of: panel))</g>\n"
    }
    let size = (Self.width * 2, Self.height * Double((panels.count + 1) / 2))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(size.0.text(0)) \(size.1.text(0))" font-family="sans-serif" \
      font-size="11">
      <title>Mean detection delay against requests a job</title>
      <rect width="100%" height="100%" fill="white"/>
      \(pictures.joined())</svg>

      """
  }

  private func picture(of panel: Panel) -> String {
    var lines = [
      #"<text x="\#(Self.width / 2)" y="18" text-anchor="middle" font-size="13">σ = \#(panel.sigma.text(2))</text>"#,
      #"<text x="\#(Self.width / 2)" y="\#(Self.height - 4)" text-anchor="middle">requests a job</text>"#,
      #"<text transform="translate(12 \#(Self.height / 2)) rotate(-90)" text-anchor="middle">mean delay, s</text>"#,
    ]
    for tick in [10.0, 30, 100, 300, 1000] {
      let x = Self.x(tick).text(1)
      lines.append(#"<path d="M\#(x) 28V\#(Self.height - 34)" stroke="silver"/>"#)
      lines.append(#"<text x="\#(x)" y="\#(Self.height - 20)" text-anchor="middle">\#(tick.text(0))</text>"#)
    }
    for tick in [0.2, 0.5, 1, 2, 5, 10, 20] {
      let y = Self.y(tick)
      lines.append(#"<path d="M48 \#(y.text(1))H\#(Self.width - 12)" stroke="silver"/>"#)
      lines.append(
        #"<text x="44" y="\#((y + 4).text(1))" text-anchor="end">\#(tick.text(tick < 1 ? 1 : 0))</text>"#)
    }
    let best = panel.fixed.map { point in
      Point(
        base: point.base,
        cost: Simulation.Cost(requests: point.cost.requests * panel.bestRatio, delay: point.cost.delay))
    }
    lines += curve(panel.fixed, "#c0392b", "fixed interval", legend: 42)
    lines += curve(panel.adaptive, "#1f7a3d", "adaptive", legend: 57)
    lines += curve(best, "#888", "theory’s best", legend: 72, dashes: "4 3")
    return lines.joined(separator: "\n") + "\n"
  }

  private func curve(
    _ points: [Point], _ color: String, _ name: String, legend y: Int, dashes: String = "none"
  ) -> [String] {
    let inside = points.filter {
      Self.requests.contains($0.cost.requests) && Self.delays.contains($0.cost.delay)
    }
    let places = inside.map { "\(Self.x($0.cost.requests).text(1)),\(Self.y($0.cost.delay).text(1))" }
    return [
      #"<polyline points="\#(places.joined(separator: " "))" fill="none" stroke="\#(color)" stroke-width="2" stroke-dasharray="\#(dashes)"/>"#,
      #"<text x="\#(Self.width - 20)" y="\#(y)" text-anchor="end" fill="\#(color)">\#(name)</text>"#,
    ]
  }

  private static func x(_ requests: Double) -> Double {
    48 + (width - 60) * share(requests, of: self.requests)
  }

  private static func y(_ delay: Double) -> Double {
    height - 34 - (height - 62) * share(delay, of: delays)
  }

  private static func share(_ value: Double, of range: ClosedRange<Double>) -> Double {
    log(value / range.lowerBound) / log(range.upperBound / range.lowerBound)
  }
}

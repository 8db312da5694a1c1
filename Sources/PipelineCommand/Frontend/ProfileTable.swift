import PipelineCore

/// Where the time of a run went, as a table for people.
struct ProfileTable {
    /// How many rules of a stage are shown, those that took longest.
    private static let shownRules = 20

    private let profile: Profile

    init(_ profile: Profile) { self.profile = profile }

    var text: String {
        var rows = [["", "share", "time", "calls", "p50", "p99", "errors"]]
        for part in profile.parts where part.kind != .rule {
            rows.append(row(part))
            guard part.kind == .stage else { continue }
            let rules = profile.parts.filter { $0.kind == .rule && $0.stage == part.name && $0.times.count > 0 }
                .sorted { $0.times.nanoseconds > $1.times.nanoseconds }
            rows += rules.prefix(Self.shownRules).map(row)
            if rules.count > Self.shownRules { rows.append(["    … and \(rules.count - Self.shownRules) more rules"]) }
        }
        return Self.lines(rows)
    }

    private func row(_ part: Profile.Part) -> [String] {
        let name = part.kind == .rule ? "    \(part.name)" : "  \(part.name)"
        let share = Double(part.times.nanoseconds) / Double(max(1, profile.nanoseconds))
        return [
            name, "\(Self.fixed(share * 100, 1)) %", Self.time(part.times.nanoseconds), "\(part.times.count)",
            Self.time(part.times.quantile(0.5)), Self.time(part.times.quantile(0.99)),
            part.kind == .rule ? "\(part.matches) matches" : "\(part.errors)",
        ]
    }

    private static func lines(_ rows: [[String]]) -> String {
        let widths = (0..<7).map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: max(0, (row.count > 1 ? widths[column] : 0) - cell.count))
                return column == 0 ? cell + space : space + cell
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// A duration with a unit that fits it.
    static func time(_ nanoseconds: Int) -> String {
        let value = Double(nanoseconds)
        return switch nanoseconds {
        case ..<1000: "\(nanoseconds) ns"
        case ..<1_000_000: "\(fixed(value / 1000, 1)) µs"
        case ..<1_000_000_000: "\(fixed(value / 1_000_000, 1)) ms"
        default: "\(fixed(value / 1_000_000_000, 2)) s"
        }
    }

    /// A number with so many digits behind the point.
    static func fixed(_ number: Double, _ digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { product, _ in product * 10 }
        let whole = Int((number * scale).rounded())
        let rest = String(whole % Int(scale))
        return "\(whole / Int(scale)).\(String(repeating: "0", count: digits - rest.count))\(rest)"
    }
}

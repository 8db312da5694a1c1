/// The steps that every match of a rule goes through, in the order in which it does, and how far apart they are.
///
/// A step is one of them when nothing before it leads past it. So it stands in no loop and no alternative, and distances
/// add up.
struct RequiredSteps {
    /// A step that takes something.
    struct Step {
        /// Its position in the code.
        var index: Int
        /// How many tokens lie between the place where the required step before it begins, or the start of the match,
        /// and the place where this one begins.
        var gap: ClosedRange<Int>
    }

    /// Stands for a distance without a bound.
    static let unbounded = 1 << 20

    private(set) var steps: [Step] = []

    init(_ code: [Instruction], _ program: Program) {
        // For each step the fewest and the most tokens since the last required one.
        var least = [Int](repeating: Self.unbounded, count: program.count + 1)
        var most = [Int](repeating: 0, count: program.count + 1)
        least[0] = 0
        func lead(to target: Int, _ fewest: Int, _ greatest: Int) {
            least[target] = min(least[target], fewest)
            most[target] = min(Self.unbounded, max(most[target], greatest))
        }
        var reach = 0
        for offset in 0..<program.count {
            let step = code[program.entry + offset]
            if reach <= offset, step.takesSomething {
                steps.append(Step(index: program.entry + offset, gap: least[offset]...max(least[offset], most[offset])))
                (least[offset], most[offset]) = (0, 0)
            }
            let (fewest, greatest) = (least[offset], most[offset])
            switch step.operation {
            case .token, .any: lead(to: offset + 1, fewest + 1, greatest + 1)
            case .edge: lead(to: offset + 1, fewest + 1, Self.unbounded)
            case .split, .jump:
                for target in step.targets.map({ Int($0) - program.entry }) {
                    reach = max(reach, target)
                    // What stands behind a loop comes as late as one likes.
                    if target > offset { lead(to: target, fewest, greatest) } else { most[offset + 1] = Self.unbounded }
                }
            case .match: break
            default: lead(to: offset + 1, fewest, greatest)
            }
        }
    }

    /// How far a step stands behind another one of them that comes no later; behind the start for none.
    func distance(from first: Int?, to second: Int) -> ClosedRange<Int> {
        let between = steps[(first.map { $0 + 1 } ?? 0)..<second + 1]
        return between.reduce(0...0) { sum, step in
            sum.lowerBound + step.gap.lowerBound...min(Self.unbounded, sum.upperBound + step.gap.upperBound)
        }
    }
}

extension Instruction {
    /// Whether it takes a token or an edge.
    var takesSomething: Bool { operation == .token || operation == .any || operation == .edge }

    /// Where a split or a jump leads.
    var targets: [UInt32] {
        switch operation {
        case .split: [a, b]
        case .jump: [a]
        default: []
        }
    }
}

internal import PipelineCore

/// How the rules of a phase find the tokens at which they may begin.
///
/// A rule with a word at a fixed distance from its start is looked for by that word: its anchor. Of several words the one
/// counts that the fewest rules name. All other rules are looked for by an automaton that reads the unit from right to
/// left, see ``BackwardProgram``.
struct StartPlan: Sendable {
    /// Rules that share one anchor are better off in the automaton when they are more than these.
    static let maximumShare = 64

    /// For each test the rules that it is the anchor of.
    private(set) var rulesByTest: [[UInt32]]
    /// For each rule how many tokens its anchor stands behind its start.
    private(set) var offsets: [UInt32]
    /// The rules without an anchor.
    private(set) var others: [Int] = []

    init(_ code: [Instruction], _ entries: [UInt32], _ tests: [TestFormula], _ atoms: [Atom]) {
        let isRare = tests.map { $0.isRare { atoms[Int($0)].isWord } }
        let candidates = entries.map { Self.anchors(code, Int($0), isRare) }
        var uses = [Int](repeating: 0, count: tests.count)
        for anchors in candidates { for anchor in anchors { uses[Int(anchor.test)] += 1 } }
        rulesByTest = [[UInt32]](repeating: [], count: tests.count)
        offsets = [UInt32](repeating: 0, count: entries.count)
        for (rule, anchors) in candidates.enumerated() {
            let best = anchors.min { uses[Int($0.test)] < uses[Int($1.test)] }
            guard let best, uses[Int(best.test)] <= Self.maximumShare else {
                others.append(rule)
                continue
            }
            rulesByTest[Int(best.test)].append(UInt32(rule))
            offsets[rule] = best.offset
        }
    }

    /// The rare tests at fixed distances from the start.
    private static func anchors(
        _ code: [Instruction], _ entry: Int, _ isRare: [Bool]
    ) -> [(test: UInt32, offset: UInt32)] {
        var anchors: [(test: UInt32, offset: UInt32)] = []
        var offset: UInt32 = 0
        var index = entry
        while true {
            let step = code[index]
            switch step.operation {
            case .token:
                if isRare[Int(step.a)] { anchors.append((step.a, offset)) }
                offset += 1
            case .any: offset += 1
            case .edge, .split, .jump, .match: return anchors
            default: break
            }
            index += 1
        }
    }
}

extension TestFormula {
    /// Whether only tokens pass for which one of the rare atoms is true.
    fileprivate func isRare(_ isRareAtom: (UInt32) -> Bool) -> Bool {
        switch self {
        case .any, .not: false
        case .atom(let atom): isRareAtom(atom)
        case .and(let formulas): formulas.contains { $0.isRare(isRareAtom) }
        case .or(let formulas): formulas.allSatisfy { $0.isRare(isRareAtom) }
        }
    }
}

extension Atom {
    /// Whether it names words, of which each is rare.
    var isWord: Bool {
        switch condition {
        case .value(.oneOf), .list: [.text, .lower, .norm, .column(.lemma)].contains(attribute)
        default: false
        }
    }
}

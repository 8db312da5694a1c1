internal import PipelineCore

/// How the rules of a phase find the tokens at which they may begin.
///
/// A rule with a word at a fixed distance from its start is looked for by that word: its anchor. Of several words the one
/// counts that the fewest rules name. All other rules are looked for by an automaton that reads the unit from right to
/// left, see ``BackwardProgram``.
struct StartPlan: Sendable {
    /// Rules that share one anchor are better off in the automaton when they are more than these.
    static let maximumShare = 20

    /// A rule that has its anchor in a token.
    struct Anchor: Sendable {
        var rule: UInt32
        /// How many tokens the anchor stands behind the start.
        var offset: Int32
        /// Another test that has to hold beside the anchor; the anchor itself where there is none.
        var checked: UInt32
        /// How many tokens behind the anchor that is; negative for before.
        var distance: Int32
    }

    /// For each test the rules that it is the anchor of.
    private(set) var anchorsByTest: [[Anchor]]
    /// The rules without an anchor.
    private(set) var others: [Int] = []

    init(_ code: [Instruction], _ entries: [UInt32], _ tests: [TestFormula], _ atoms: [Atom]) {
        let isRare = tests.map { $0.isRare { atoms[Int($0)].isWord } }
        let leading = entries.map { Self.leadingTests(code, Int($0)) }
        var uses = [Int](repeating: 0, count: tests.count)
        for steps in leading { for step in steps { uses[Int(step.test)] += 1 } }
        anchorsByTest = [[Anchor]](repeating: [], count: tests.count)
        for (rule, steps) in leading.enumerated() {
            let order = steps.sorted { (uses[Int($0.test)], $0.offset) < (uses[Int($1.test)], $1.offset) }
            guard let best = order.first(where: { isRare[Int($0.test)] }), uses[Int(best.test)] <= Self.maximumShare
            else {
                others.append(rule)
                continue
            }
            let second = order.first { $0.offset != best.offset } ?? best
            anchorsByTest[Int(best.test)].append(
                Anchor(
                    rule: UInt32(rule), offset: best.offset, checked: second.test,
                    distance: second.offset - best.offset))
        }
    }

    /// The tests of tokens at fixed distances from the start.
    static func leadingTests(_ code: [Instruction], _ entry: Int) -> [(test: UInt32, offset: Int32)] {
        var tests: [(test: UInt32, offset: Int32)] = []
        var offset: Int32 = 0
        var index = entry
        while true {
            let step = code[index]
            switch step.operation {
            case .token:
                tests.append((step.a, offset))
                offset += 1
            case .any: offset += 1
            case .edge, .split, .jump, .match: return tests
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

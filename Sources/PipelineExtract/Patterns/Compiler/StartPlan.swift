internal import PipelineCore

/// How the rules of a phase find the tokens at which they may begin.
///
/// A rule with a word that no match goes without is looked for by that word: its anchor. Of several words the one counts
/// that the fewest rules name. From the anchor the start lies at a fixed distance, or it is found by a ``StartWalk``. All
/// other rules are looked for by an automaton that reads the unit from right to left, see ``BackwardProgram``.
struct StartPlan: Sendable {
    /// Rules of single tokens alone that share one anchor are better off in the automaton when they are more than these.
    static let maximumShare = 64
    /// Another required token is looked for beside an anchor when it is at most so far away.
    static let maximumReach = 70

    /// A test that has to hold for a token near an anchor.
    struct Support: Sendable {
        /// ``Anchor/none`` for no test.
        var test = Anchor.none
        /// How many tokens behind the anchor; negative for before.
        var nearest: Int16 = 0
        var furthest: Int16 = 0
    }

    /// A rule that has its anchor in a token.
    struct Anchor: Sendable {
        var rule: UInt32
        /// What has to stand beside the anchor, what hardly ever does first.
        var support = Support()
        var otherSupport = Support()
        /// How many tokens the anchor stands behind the start; −1 where a walk has to find that out.
        var offset: Int16
        /// Whether the rule has matched when there is support.
        var isComplete = false

        static let none = UInt32.max
    }

    /// What is done with the places of a rule.
    struct Approach: Sendable {
        /// A test to be looked for in the rest of the unit first; ``Anchor/none`` for no test.
        var required = Anchor.none
        /// The position of the walk that leads from anchors to starts; −1 where the places are starts.
        var walk: Int32 = -1
        /// How many tokens a match takes that is certain where it begins; −1 where it has to be searched for.
        var simpleLength: Int32 = -1
    }

    /// For each test the rules that it is the anchor of.
    private(set) var anchorsByTest: [[Anchor]]
    private(set) var approaches: [Approach]
    private(set) var walks: [StartWalk] = []
    /// The rules without an anchor.
    private(set) var others: [Int] = []

    init(_ code: [Instruction], _ rules: [PhaseProgram.Rule], _ tests: [TestFormula], _ atoms: [Atom]) {
        let outlines = rules.map { RuleOutline(code, $0.program) }
        let rarity = TestRarity(tests, atoms, uses: outlines.flatMap { $0.tests.map(\.test) })
        anchorsByTest = [[Anchor]](repeating: [], count: tests.count)
        approaches = rules.map { rule in
            Approach(simpleLength: rule.captures.isEmpty ? rule.program.fixedLength.map { Int32($0) } ?? -1 : -1)
        }
        var chosen: [(test: UInt32, anchor: Anchor)] = []
        for (rule, outline) in outlines.enumerated() {
            guard var choice = Choice(code, rules[rule].program, outline, rarity) else {
                others.append(rule)
                continue
            }
            choice.anchor.rule = UInt32(rule)
            chosen.append((outline.tests[choice.position].test, choice.anchor))
            approaches[rule].required = choice.required(rarity) ?? Anchor.none
            if let walk = choice.walk {
                approaches[rule].walk = Int32(walks.count)
                walks.append(walk)
            }
        }
        take(chosen, outlines)
    }

    private mutating func take(_ chosen: [(test: UInt32, anchor: Anchor)], _ outlines: [RuleOutline]) {
        var shares = [Int](repeating: 0, count: anchorsByTest.count)
        for (test, _) in chosen { shares[Int(test)] += 1 }
        for (test, anchor) in chosen {
            if shares[Int(test)] > Self.maximumShare, outlines[Int(anchor.rule)].isStraight {
                others.append(Int(anchor.rule))
                approaches[Int(anchor.rule)].required = Anchor.none
            } else {
                anchorsByTest[Int(test)].append(anchor)
            }
        }
        others.sort()
    }
}

/// What of a rule its anchor is chosen by.
private struct RuleOutline {
    let required: RequiredSteps
    /// The tokens with a test among the required steps.
    let tests: [(test: UInt32, step: Int)]
    /// Whether a match is one token after the other, with nothing left open.
    let isStraight: Bool
    /// Whether a match is as many tokens as there are tests.
    let isTestsAlone: Bool

    init(_ code: [Instruction], _ program: Program) {
        required = RequiredSteps(code, program)
        tests = required.steps.enumerated().compactMap { number, step in
            code[step.index].operation == .token ? (code[step.index].a, number) : nil
        }
        isTestsAlone = program.fixedLength == tests.count
        isStraight = !code[program.entry..<program.end].contains { $0.operation == .edge || !$0.targets.isEmpty }
    }
}

/// The best way to find a rule.
private struct Choice {
    /// The position of the anchor among the tests.
    let position: Int
    var anchor = StartPlan.Anchor(rule: 0, offset: -1)
    private(set) var walk: StartWalk?
    private let outline: RuleOutline
    /// The tests, the rarest first.
    private let order: [Int]

    /// - Returns: `nil` when no anchor will do.
    init?(_ code: [Instruction], _ program: Program, _ outline: RuleOutline, _ rarity: TestRarity) {
        let order = rarity.order(outline.tests.map(\.test))
        for position in order where rarity.isRare(outline.tests[position].test) {
            let step = outline.tests[position].step
            let offset = outline.required.distance(from: nil, to: step)
            let index = outline.required.steps[step].index
            if offset.count == 1, !code[program.entry..<index].contains(where: { $0.operation == .edge }) {
                anchor.offset = Int16(offset.lowerBound)
            } else {
                walk = StartWalk(code, program, anchor: index)
                if walk == nil { continue }
            }
            self.position = position
            self.outline = outline
            self.order = order
            support()
            return
        }
        return nil
    }

    /// Looks for other tests beside the anchor.
    private mutating func support() {
        var supports: [StartPlan.Support] = []
        for other in order where other != position {
            let (low, high) = distance(to: other)
            guard low >= -StartPlan.maximumReach, high <= StartPlan.maximumReach else { continue }
            supports.append(
                StartPlan.Support(test: outline.tests[other].test, nearest: Int16(low), furthest: Int16(high)))
        }
        if supports.isEmpty, let before = walk?.testBefore {
            supports = [StartPlan.Support(test: before, nearest: -1, furthest: -1)]
        }
        if let first = supports.first { anchor.support = first }
        if supports.count > 1 { anchor.otherSupport = supports[1] }
        anchor.isComplete = outline.isTestsAlone && supports.count == outline.tests.count - 1 && supports.count <= 2
    }

    /// How many tokens another test stands behind the anchor.
    private func distance(to other: Int) -> (low: Int, high: Int) {
        let (step, otherStep) = (outline.tests[position].step, outline.tests[other].step)
        if step < otherStep {
            let distance = outline.required.distance(from: step, to: otherStep)
            return (distance.lowerBound, distance.upperBound)
        }
        let distance = outline.required.distance(from: otherStep, to: step)
        return (-distance.upperBound, -distance.lowerBound)
    }

    /// The rarest word behind the anchor that is not looked for beside it.
    func required(_ rarity: TestRarity) -> UInt32? {
        order.first {
            $0 > position && rarity.isRare(outline.tests[$0].test) && distance(to: $0).high > StartPlan.maximumReach
        }.map { outline.tests[$0].test }
    }
}

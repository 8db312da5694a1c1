/// The tokens of a unit at which rules may begin, as far as is known before they are searched for.
///
/// All positions come from right to left: anchors and starts are added so, and ``positions`` are in that order.
struct StartCollector {
    private let approaches: [StartPlan.Approach]
    private let walks: [StartWalk]
    /// For each rule the last of its places in the unit that was added, as an index of ``places``; −1 for none.
    private var lastPlace: [Int32]
    /// Starts of rules, or anchors of those that need a walk, each with the one of the same rule to its right.
    private(set) var places: [(position: UInt32, next: Int32)] = []
    /// The rules that have a place.
    private(set) var rules: [UInt32] = []
    /// Where the rule in hand may begin, from right to left.
    private(set) var positions: [UInt32] = []
    /// For each position of the unit the steps of a walk that go on there, because an edge begins there.
    private var pending: [UInt64] = []
    private var pendingCount = 0

    init(_ plan: StartPlan) {
        approaches = plan.approaches
        walks = plan.walks
        lastPlace = [Int32](repeating: -1, count: plan.approaches.count)
    }

    /// Finds the places of all rules that have an anchor.
    mutating func collect(_ unit: Range<Int>, _ input: SearchInput) {
        for token in unit.reversed() {
            for number in input.groups(at: token, in: unit) {
                let group = input.groups[number]
                guard input.mayBeSupported(group, at: token, in: unit) else { continue }
                for index in group.first..<group.first + group.count {
                    collect(input.anchors[Int(index)], token, unit, input)
                }
            }
        }
    }

    @inline(__always)
    private mutating func collect(
        _ anchor: StartPlan.Anchor, _ token: Int, _ unit: Range<Int>, _ input: SearchInput
    ) {
        guard input.isSupported(anchor, at: token, in: unit) else { return }
        guard anchor.offset >= 0 else { return add(anchor.rule, token) }
        let start = token - Int(anchor.offset)
        guard start >= unit.lowerBound,
            anchor.isComplete || input.canBegin(anchor.rule, at: start, before: unit.upperBound)
        else { return }
        add(anchor.rule, start)
    }

    mutating func add(_ rule: UInt32, _ position: Int) {
        let next = lastPlace[Int(rule)]
        if next < 0 {
            rules.append(rule)
        } else if places[Int(next)].position == UInt32(position) {
            return
        }
        places.append((UInt32(position), next))
        lastPlace[Int(rule)] = Int32(places.count - 1)
    }

    /// The first place of a rule that has one, in text order.
    func firstPlace(of rule: Int) -> Int { Int(lastPlace[rule]) }

    /// Forgets the places of all rules.
    mutating func clear() {
        for rule in rules { lastPlace[Int(rule)] = -1 }
        rules.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
    }

    /// Finds the positions at which a rule that has a place may begin.
    mutating func load(_ rule: Int, _ unit: Range<Int>, _ input: SearchInput) {
        positions.removeAll(keepingCapacity: true)
        var index = lastPlace[rule]
        let approach = approaches[rule]
        if approach.required != StartPlan.Anchor.none,
            !input.holds(approach.required, within: Int(places[Int(index)].position)..<unit.upperBound)
        {
            return
        }
        while index >= 0 {
            positions.append(places[Int(index)].position)
            index = places[Int(index)].next
        }
        if approach.walk < 0 {
            if positions.count > 1 { positions.reverse() }
        } else {
            walk(walks[Int(approach.walk)], unit, input)
        }
    }
}

// MARK: - Walks

extension StartCollector {
    /// Puts starts in place of the anchors that stand in ``positions`` in text order. All anchors share one walk, so that
    /// no step is gone through twice at a position.
    private mutating func walk(_ walk: StartWalk, _ unit: Range<Int>, _ input: SearchInput) {
        let anchors = positions
        positions.removeAll(keepingCapacity: true)
        if walk.hasEdges, pending.count <= unit.count {
            pending += [UInt64](repeating: 0, count: unit.count + 1 - pending.count)
        }
        var rest = anchors.count - 1
        var position = Int(anchors[rest])
        var mask: UInt64 = 0
        while true {
            if rest >= 0, Int(anchors[rest]) == position {
                mask |= walk.last
                rest -= 1
            }
            if mask & StartWalk.beginning != 0 { positions.append(UInt32(position)) }
            mask = goBack(walk, mask & ~StartWalk.beginning, position, unit, input)
            if mask == 0, pendingCount == 0 {
                guard rest >= 0 else { return }
                position = Int(anchors[rest])
            } else {
                position -= 1
            }
        }
    }

    /// The steps that go on one token before a position.
    private mutating func goBack(
        _ walk: StartWalk, _ mask: UInt64, _ position: Int, _ unit: Range<Int>, _ input: SearchInput
    ) -> UInt64 {
        var next: UInt64 = 0
        var left = mask
        while left != 0 {
            let step = walk.steps[left.trailingZeroBitCount]
            left &= left - 1
            switch step.operation {
            case .edge: goBackOverEdges(step, position, unit, input)
            case .any: if position > unit.lowerBound { next |= step.before }
            default: if position > unit.lowerBound, input.holds(step.number, at: position - 1) { next |= step.before }
            }
        }
        guard pendingCount > 0, position > unit.lowerBound else { return next }
        let index = position - 1 - unit.lowerBound
        if pending[index] != 0 {
            next |= pending[index]
            pending[index] = 0
            pendingCount -= 1
        }
        return next
    }

    private mutating func goBackOverEdges(
        _ step: StartWalk.Step, _ position: Int, _ unit: Range<Int>, _ input: SearchInput
    ) {
        for entry in input.edges(endingAt: position) {
            let edge = input.edges[Int(input.byEnd[entry])]
            guard edge.kind == step.number, Int(edge.start) >= unit.lowerBound else { continue }
            let index = Int(edge.start) - unit.lowerBound
            if pending[index] == 0 { pendingCount += 1 }
            pending[index] |= step.before
        }
    }
}

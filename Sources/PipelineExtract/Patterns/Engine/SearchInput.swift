/// What a search reads: the code and one document as the phase sees it. Lends memory that the matcher holds on to while
/// the search runs; checked indexing in these loops costs a third of the time.
struct SearchInput {
    let code: UnsafeBufferPointer<Instruction>
    let classes: UnsafeBufferPointer<UInt32>
    let sketches: UnsafeBufferPointer<TokenSketch>
    let classTable: UnsafeBufferPointer<TokenClass>
    /// Whether there are so few tests that the bits of a class tell all.
    let areBitsExact: Bool
    /// The tests that hold for each class. A class has few of many tests, so that going through them reads less memory
    /// than bits for all would take.
    let tests: UnsafeBufferPointer<UInt32>
    /// The tests of classes with many of them, as bits.
    let rows: UnsafeBufferPointer<UInt64>
    /// The rules that have an anchor in each class, in groups.
    let groups: UnsafeBufferPointer<AnchorGroup>
    let anchors: UnsafeBufferPointer<StartPlan.Anchor>
    /// The first step of each rule.
    let entries: UnsafeBufferPointer<UInt32>
    let edges: UnsafeBufferPointer<Edge>
    let offsets: UnsafeBufferPointer<UInt32>
    let byEnd: UnsafeBufferPointer<UInt32>
    let endOffsets: UnsafeBufferPointer<UInt32>

    /// Whether a test holds for a token.
    @inline(__always)
    func holds(_ test: UInt32, at token: Int) -> Bool {
        guard sketches[token].bits >> UInt64(test & 63) & 1 != 0 else { return false }
        if areBitsExact { return true }
        let entry = classTable[Int(classes[token])]
        if entry.row != TokenClass.noRow {
            return rows[Int(entry.row) + Int(test >> 6)] >> UInt64(test & 63) & 1 != 0
        }
        return tests(of: entry).contains(test)
    }

    /// The tests that hold for a class.
    func tests(ofClass number: UInt32) -> Slice<UnsafeBufferPointer<UInt32>> { tests(of: classTable[Int(number)]) }

    @inline(__always)
    private func tests(of entry: TokenClass) -> Slice<UnsafeBufferPointer<UInt32>> {
        tests[Int(entry.firstTest)..<Int(entry.firstTest) + Int(entry.testCount)]
    }

    /// The groups of rules that have an anchor at a token, as indices of ``groups``; none where the neighbours tell that
    /// no anchor has its support.
    @inline(__always)
    func groups(at token: Int, in unit: Range<Int>) -> Range<Int> {
        let sketch = sketches[token]
        if sketch.gate != .max {
            let around = TokenSketch.neighbourhood(
                bits(at: token - 2, in: unit), bits(at: token - 1, in: unit), bits(at: token + 1, in: unit),
                bits(at: token + 2, in: unit))
            if sketch.gate & around == 0 { return 0..<0 }
        }
        return Int(sketch.firstGroup)..<Int(sketch.firstGroup) + Int(sketch.groupCount)
    }

    @inline(__always)
    private func bits(at token: Int, in unit: Range<Int>) -> UInt64 {
        unit.contains(token) ? sketches[token].bits : 0
    }

    /// Whether one of a group of anchors may have its support.
    @inline(__always)
    func mayBeSupported(_ group: AnchorGroup, at token: Int, in unit: Range<Int>) -> Bool {
        if group.bits == .max { return true }
        var position = max(unit.lowerBound, token + Int(group.nearest))
        let last = min(unit.upperBound - 1, token + Int(group.furthest))
        while position <= last {
            if sketches[position].bits & group.bits != 0 { return true }
            position += 1
        }
        return false
    }

    /// Whether the tests that a rule wants beside its anchor hold there. Most anchors end here, with what stands beside
    /// them in memory.
    @inline(__always)
    func isSupported(_ anchor: StartPlan.Anchor, at token: Int, in unit: Range<Int>) -> Bool {
        isThere(anchor.support, token, unit) && isThere(anchor.otherSupport, token, unit)
    }

    @inline(__always)
    private func isThere(_ support: StartPlan.Support, _ token: Int, _ unit: Range<Int>) -> Bool {
        if support.test == StartPlan.Anchor.none { return true }
        var position = max(unit.lowerBound, token + Int(support.nearest))
        let last = min(unit.upperBound - 1, token + Int(support.furthest))
        while position <= last {
            if holds(support.test, at: position) { return true }
            position += 1
        }
        return false
    }

    /// Whether the first steps of a rule, as far as they take single tokens, can be gone from a position. Most starts end
    /// here, before anything is set up for them.
    @inline(__always)
    func canBegin(_ rule: UInt32, at position: Int, before end: Int) -> Bool {
        var index = Int(entries[Int(rule)])
        var token = position
        while true {
            let step = code[index]
            switch step.operation {
            case .token:
                guard token < end, holds(step.a, at: token) else { return false }
                token += 1
            case .any:
                guard token < end else { return false }
                token += 1
            case .open, .close: break
            default: return true
            }
            index += 1
        }
    }

    /// Whether a test holds for a token of a run.
    func holds(_ test: UInt32, within tokens: Range<Int>) -> Bool {
        tokens.contains { holds(test, at: $0) }
    }

    /// The edges that start at a position.
    @inline(__always)
    func edges(at position: Int) -> Range<Int> {
        offsets.isEmpty ? 0..<0 : Int(offsets[position])..<Int(offsets[position + 1])
    }

    /// The edges that end at a position, as indices of ``byEnd``.
    @inline(__always)
    func edges(endingAt position: Int) -> Range<Int> {
        endOffsets.isEmpty ? 0..<0 : Int(endOffsets[position])..<Int(endOffsets[position + 1])
    }
}

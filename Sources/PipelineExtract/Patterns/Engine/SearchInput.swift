/// What a search reads: the code and one document as the phase sees it. Lends memory that the matcher holds on to while
/// the search runs; checked indexing in these loops costs a third of the time.
struct SearchInput {
    let code: UnsafeBufferPointer<Instruction>
    let classes: UnsafeBufferPointer<UInt32>
    /// For each class one bit for the tests that hold, a test being counted modulo 64.
    let bits: UnsafeBufferPointer<UInt64>
    /// Whether there are so few tests that the bits tell all.
    let areBitsExact: Bool
    /// The tests that hold for each class, and where those of a class begin. A class has few of many tests, so that going
    /// through them reads less memory than bits for all would take.
    let tests: UnsafeBufferPointer<UInt32>
    let testOffsets: UnsafeBufferPointer<UInt32>
    /// The rules that have an anchor in each class, and where those of a class begin.
    let anchors: UnsafeBufferPointer<StartPlan.Anchor>
    let anchorOffsets: UnsafeBufferPointer<UInt32>
    /// The first step of each rule.
    let entries: UnsafeBufferPointer<UInt32>
    let edges: UnsafeBufferPointer<Edge>
    let offsets: UnsafeBufferPointer<UInt32>
    let byEnd: UnsafeBufferPointer<UInt32>
    let endOffsets: UnsafeBufferPointer<UInt32>

    /// Whether a test holds for a token.
    @inline(__always)
    func holds(_ test: UInt32, at token: Int) -> Bool {
        let number = Int(classes[token])
        guard bits[number] >> UInt64(test & 63) & 1 != 0 else { return false }
        if areBitsExact { return true }
        for index in Int(testOffsets[number])..<Int(testOffsets[number + 1]) where tests[index] == test { return true }
        return false
    }

    /// The tests that hold for a class.
    func tests(ofClass number: UInt32) -> Slice<UnsafeBufferPointer<UInt32>> {
        tests[Int(testOffsets[Int(number)])..<Int(testOffsets[Int(number) + 1])]
    }

    /// The rules that have an anchor at a token, as indices of ``anchors``.
    @inline(__always)
    func anchors(at token: Int) -> Range<Int> {
        let number = Int(classes[token])
        return Int(anchorOffsets[number])..<Int(anchorOffsets[number + 1])
    }

    /// The start of a rule that has its anchor at a token of a unit; `nil` when it cannot begin there. Most anchors end
    /// here, at the one other test that stands beside them in memory.
    @inline(__always)
    func start(of anchor: StartPlan.Anchor, at token: Int, in unit: Range<Int>) -> Int? {
        let start = token - Int(anchor.offset)
        let checked = token + Int(anchor.distance)
        guard start >= unit.lowerBound, checked < unit.upperBound, holds(anchor.checked, at: checked),
            canBegin(anchor.rule, at: start, before: unit.upperBound)
        else { return nil }
        return start
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

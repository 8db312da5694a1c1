/// Random numbers that are the same in every run (SplitMix64), so that a failure of a property test can be repeated.
package struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A whole number of a range.
    package mutating func number(in range: Range<Int>) -> Int { Int.random(in: range, using: &self) }

    /// One element of a list that is not empty.
    package mutating func pick<Element>(_ elements: [Element]) -> Element { elements[number(in: 0..<elements.count)] }

    /// A text of scalars of one to four UTF-8 bytes, with line ends, combining marks, joiners and right-to-left letters.
    package mutating func text(upTo count: Int) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0x61...0x7A, 0x0...0x1F, 0xC0...0x17F, 0x300...0x36F, 0x5D0...0x5EA,
            0x410...0x44F, 0x4E00...0x4FFF, 0x2000...0x206F, 0x1F600...0x1F64F, 0xFE00...0xFE0F, 0xFFFD...0xFFFD,
        ]
        var view = String.UnicodeScalarView()
        for _ in 0..<number(in: 0..<count + 1) {
            if let scalar = Unicode.Scalar(UInt32.random(in: pick(ranges), using: &self)) { view.append(scalar) }
        }
        return String(view)
    }
}

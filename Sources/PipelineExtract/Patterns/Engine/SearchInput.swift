/// What a search reads: the code and one document as the phase sees it. Lends memory that the matcher holds on to while
/// the search runs; checked indexing in these loops costs a third of the time.
struct SearchInput {
    let code: UnsafeBufferPointer<Instruction>
    let classes: UnsafeBufferPointer<UInt32>
    let bits: UnsafeBufferPointer<UInt64>
    let wordCount: Int
    let edges: UnsafeBufferPointer<Edge>
    let offsets: UnsafeBufferPointer<UInt32>
    let byEnd: UnsafeBufferPointer<UInt32>
    let endOffsets: UnsafeBufferPointer<UInt32>

    /// Whether a test holds for a token.
    @inline(__always)
    func holds(_ test: UInt32, at token: Int) -> Bool {
        bits[Int(classes[token]) * wordCount + Int(test >> 6)] >> UInt64(test & 63) & 1 != 0
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

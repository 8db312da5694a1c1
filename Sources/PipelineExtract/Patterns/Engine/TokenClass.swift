/// What is known of all tokens for which the same tests hold. Stands in one place, because a search reads it for one token
/// after the other, and there are as many classes as words.
struct TokenClass: Sendable {
    /// Stands for no row.
    static let noRow = UInt32.max

    var sketch: TokenSketch
    var firstTest: UInt32
    var testCount: UInt32 = 0
    /// Where the tests stand as bits, if they are many.
    var row = TokenClass.noRow
}

/// What is looked at of each token and its neighbours. Stands apart for each token of a document, so that what is asked of
/// neighbours lies together.
struct TokenSketch: Sendable {
    /// The tests that hold, each as a bit modulo 64.
    var bits: UInt64 = 0
    /// What the neighbours' bits are compared with before any anchor is looked at, see ``neighbourhood(_:_:_:_:)``.
    var gate: UInt64 = 0
    var firstGroup: UInt32
    var groupCount: UInt32 = 0

    /// The bits of the tokens two and one before and one and two behind, turned so that one number tells their distance.
    @inline(__always)
    static func neighbourhood(_ second: UInt64, _ first: UInt64, _ next: UInt64, _ last: UInt64) -> UInt64 {
        turn(second, -2) | turn(first, -1) | turn(next, 1) | turn(last, 2)
    }

    @inline(__always)
    fileprivate static func turn(_ bits: UInt64, _ distance: Int) -> UInt64 {
        let places = UInt64(truncatingIfNeeded: distance * 13 & 63)
        return bits << places | bits >> ((64 - places) & 63)
    }
}

/// Anchors of a class that want their first support at the same distance: looked at together before one by one.
struct AnchorGroup: Sendable {
    /// The tests that they want, each as a bit modulo 64.
    var bits: UInt64 = 0
    var nearest: Int16
    var furthest: Int16
    var first: UInt32
    var count: UInt32 = 0

    /// What it adds to the gate of its class.
    var gate: UInt64 {
        nearest == furthest && abs(nearest) <= 2 && bits != .max ? TokenSketch.turn(bits, Int(nearest)) : .max
    }
}

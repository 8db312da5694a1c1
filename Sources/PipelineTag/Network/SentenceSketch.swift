/// What the network sees of the words of a sentence beside their vectors: pairs of words, the manner in which the
/// sentence uses capital letters, and whether punctuation touches its neighbours.
struct SentenceSketch {
    /// How a word begins.
    private enum Case: UInt64 {
        case none
        case lower
        case capital
        case capitals
    }

    /// How a sentence uses capital letters.
    private enum Manner: UInt64 {
        /// As in running text.
        case ordinary = 1
        /// All words but short ones begin with one, as in titles.
        case title
        /// Most words have nothing else.
        case capitals
        /// There are none.
        case none
    }

    private enum Template: UInt64 {
        case before = 90
        case after
        case around
        case manner
        case touch
    }

    /// Hashes of the words in lower case, with an edge at both ends.
    private var lowers: [UInt64] = []
    /// The mixed hashes of the words as written.
    private(set) var keys: [UInt64] = []
    private var cases: [Case] = []
    /// For punctuation, whether it touches the word before and the one after, in two bits; 4 for other words.
    private var touches: [UInt64] = []
    private var manner = Manner.ordinary
    private var counts = (words: 0, lower: 0, upper: 0, capitals: 0, long: 0, longUpper: 0)

    /// Forgets the sentence before.
    mutating func begin() {
        lowers.removeAll(keepingCapacity: true)
        keys.removeAll(keepingCapacity: true)
        cases.removeAll(keepingCapacity: true)
        touches.removeAll(keepingCapacity: true)
        lowers.append(1)
        counts = (0, 0, 0, 0, 0, 0)
    }

    /// Adds a word.
    ///
    /// - Parameter touchesLast: whether no blank stands before it.
    mutating func append(_ form: UnsafeBufferPointer<UInt8>, key: UInt64, lower: UInt64, touchesLast: Bool) {
        lowers.append(lower)
        keys.append(key)
        let kind = Self.kind(of: form)
        cases.append(kind)
        count(kind, length: form.count)
        if touchesLast, let last = touches.last, last < 4 { touches[touches.count - 1] |= 2 }
        touches.append(Self.isPunctuation(form) ? (touchesLast ? 1 : 0) : 4)
    }

    private mutating func count(_ kind: Case, length: Int) {
        guard kind != .none else { return }
        counts.words += 1
        if kind == .lower { counts.lower += 1 } else { counts.upper += 1 }
        if kind == .capitals { counts.capitals += 1 }
        guard length > 3 else { return }
        counts.long += 1
        if kind != .lower { counts.longUpper += 1 }
    }

    /// Judges the whole.
    mutating func end() {
        lowers.append(1)
        if counts.upper == 0 {
            manner = .none
        } else if counts.words > 1, counts.capitals * 5 > counts.words * 3 {
            manner = .capitals
        } else if counts.long > 1, counts.longUpper * 5 > counts.long * 4 {
            manner = .title
        } else {
            manner = .ordinary
        }
    }

    private static func isPunctuation(_ form: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = form.first, first < 0x80 else { return form.first == 0xE2 }
        return !(0x30...0x39).contains(first) && !(0x41...0x5A).contains(first & ~0x20)
    }

    private static func kind(of form: UnsafeBufferPointer<UInt8>) -> Case {
        switch form.first {
        case .some(0x61...0x7A): .lower
        case .some(0x41...0x5A):
            form.count > 1 && form.allSatisfy { !(0x61...0x7A).contains($0) } ? .capitals : .capital
        default: .none
        }
    }

    /// Gives the pairs that a word is part of.
    @inline(__always)
    func forEachPair(at index: Int, _ body: (UInt64) -> Void) {
        let (before, word, after) = (lowers[index], lowers[index + 1], lowers[index + 2])
        body(FeatureHash.feature(Template.before.rawValue, before, word))
        body(FeatureHash.feature(Template.after.rawValue, word, after))
        body(FeatureHash.feature(Template.around.rawValue, before, after))
    }

    /// Gives the feature of a word in the manner of its sentence.
    @inline(__always)
    func mannerFeature(at index: Int) -> UInt64 {
        let place: UInt64 = index == 0 ? 8 : 0
        return FeatureHash.feature(Template.manner.rawValue, manner.rawValue, cases[index].rawValue | place)
    }

    /// Gives the feature of punctuation with what it touches; `nil` for other words.
    @inline(__always)
    func touchFeature(at index: Int) -> UInt64? {
        guard touches[index] < 4 else { return nil }
        return FeatureHash.feature(Template.touch.rawValue, lowers[index + 1], touches[index])
    }
}

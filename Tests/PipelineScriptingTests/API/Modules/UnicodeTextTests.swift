import PipelineTestSupport
import Testing

@testable import PipelineScripting

struct UnicodeTextTests {
    /// CaseFolding.txt, full folding: one of each kind.
    @Test(arguments: [
        ("A", "a"), ("ß", "ss"), ("ẞ", "ss"), ("İ", "i\u{307}"), ("ŉ", "ʼn"), ("ſ", "s"), ("ǰ", "j\u{30C}"), ("ͅ", "ι"),
        ("ς", "σ"),
        ("ΐ", "\u{3B9}\u{308}\u{301}"), ("և", "եւ"), ("Ꭰ", "Ꭰ"), ("ꭰ", "Ꭰ"), ("ᏸ", "Ᏸ"), ("ẖ", "h\u{331}"), ("ᾳ", "αι"),
        ("ᾼ", "αι"), ("ῼ", "ωι"),
        ("ﬃ", "ffi"),
        ("K", "k"), ("ı", "ı"), ("𐐀", "𐐨"), ("Ǆ", "ǆ"), ("ǅ", "ǆ"),
    ])
    func foldingIsThatOfUnicode(_ text: String, _ folded: String) {
        #expect(Array(UnicodeText.folded(text).unicodeScalars) == Array(folded.unicodeScalars))
    }

    @Test func foldingTwiceIsFoldingOnceAndCaseIsGone() {
        for value in (0...0x1FFFF) as ClosedRange<UInt32> {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let once = UnicodeText.folded(String(scalar))
            #expect(Array(UnicodeText.folded(once).unicodeScalars) == Array(once.unicodeScalars), "\(value)")
        }
    }

    @Test(arguments: 0..<30) func formsAreEquivalentAndStable(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let text = random.text(upTo: 60)
        let (composed, decomposed) = (UnicodeText.composed(text), UnicodeText.decomposed(text))
        #expect(composed == text && decomposed == text)
        #expect(Array(UnicodeText.composed(decomposed).utf8) == Array(composed.utf8))
        #expect(Array(UnicodeText.decomposed(composed).utf8) == Array(decomposed.utf8))
        #expect(Array(UnicodeText.composed(composed).utf8) == Array(composed.utf8))
    }

    @Test(arguments: 0..<200) func distanceIsThatOfTheDefinition(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters: [Unicode.Scalar] = ["a", "b", "é"]
        func word() -> [Unicode.Scalar] { (0..<random.number(in: 0..<9)).map { _ in random.pick(letters) } }
        let (left, right) = (word(), word())
        let naive = Self.distance(left[...], right[...])
        #expect(UnicodeText.distance(left, right, most: nil) == naive)
        for most in 0..<10 {
            #expect(UnicodeText.distance(left, right, most: most) == (naive <= most ? naive : nil), "most \(most)")
        }
    }

    private static func distance(_ left: ArraySlice<Unicode.Scalar>, _ right: ArraySlice<Unicode.Scalar>) -> Int {
        guard let a = left.first else { return right.count }
        guard let b = right.first else { return left.count }
        if a == b { return distance(left.dropFirst(), right.dropFirst()) }
        return 1
            + min(
                distance(left.dropFirst(), right), distance(left, right.dropFirst()),
                distance(left.dropFirst(), right.dropFirst()))
    }
}

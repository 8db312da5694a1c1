import Foundation
import PipelineCore
import PipelineTestSupport
import PipelineTokenize
import Testing

@Suite("What holds for any text")
struct TokenizerInvariantsTests {
    private enum Blanks { case none, some, all }

    private func blanks(_ text: String) -> Blanks {
        let blanks = text.unicodeScalars.filter(\.properties.isWhitespace).count
        return blanks == 0 ? .none : blanks == text.unicodeScalars.count ? .all : .some
    }

    /// Tokens are in order, not empty, on scalar boundaries, and cover each byte that is not white space once.
    private func check(_ bytes: [UInt8], _ comment: Comment) {
        let text = DocumentText(bytes)
        check(text, EnglishTokenizer().tokenize(text), comment)
        check(text, UnicodeTokenizerStage().tokenize(text), comment)
    }

    private func check(_ text: DocumentText, _ result: Tokenization, _ comment: Comment) {
        var end = 0
        for index in 0..<result.tokens.count {
            let token = result.tokens[index]
            #expect(!token.isEmpty && token.lowerBound >= end, comment)
            #expect(text.isScalarBoundary(token.lowerBound) && text.isScalarBoundary(token.upperBound), comment)
            #expect(blanks(text[end..<token.lowerBound]) == (token.lowerBound > end ? .all : .none), comment)
            #expect(blanks(text[token]) != .all, comment)
            end = token.upperBound
        }
        #expect(blanks(text[end..<text.count]) == (text.count > end ? .all : .none), comment)
        var document = Document(id: "fuzz", text: text)
        #expect(throws: Never.self, comment) {
            try document.setTokens(
                result.tokens, sentenceStarts: result.sentenceStarts, paragraphStarts: result.paragraphStarts)
        }
        #expect(Set(result.paragraphStarts).isSubset(of: result.sentenceStarts), comment)
    }

    @Test(arguments: 0..<40)
    func randomBytes(_ seed: UInt64) {
        var generator = SeededRandom(seed: seed)
        for round in 0..<20 {
            let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            check(bytes, "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: 0..<40)
    func randomPieces(_ seed: UInt64) {
        let pieces = [
            "a", "U", "Mr", "no", "e", "can't", "http://", "www", "com", "@", "#", ".", "..", "…", "!", "?", ",", "'",
            "’", "\"", "“", "”", "-", "--", "—", "/", ":", ")", "(", "1", "23", "$", "%", "&", "_", "*", "+", " ", " ",
            " ", "\n", "\n\n", "\r\n", "\u{A0}", "\u{301}", "\u{200D}", "👍", "🇫", "é", "я", "京", "\u{0}", "s", "t",
            "pm",
        ]
        var generator = SeededRandom(seed: seed)
        for round in 0..<20 {
            let text = (0..<60).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
            check(Array(text.utf8), "seed \(seed), round \(round)")
        }
    }

    /// Real text with bytes changed, taken out, doubled and moved. `FUZZ_INPUTS` says how many texts; 2,000 if not said.
    @Test(arguments: 0..<8)
    func mutatedTexts(_ seed: UInt64) {
        let inputs = ProcessInfo.processInfo.environment["FUZZ_INPUTS"].flatMap { Int($0) } ?? 2_000
        let texts = Self.texts.map { Array($0.utf8) }
        var generator = SeededRandom(seed: seed)
        for round in 0..<inputs / 8 {
            var bytes = generator.pick(texts)
            for _ in 0..<generator.number(in: 1..<6) { mutate(&bytes, &generator) }
            check(bytes, "seed \(seed), round \(round)")
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ generator: inout SeededRandom) {
        guard bytes.count > 4 else { return }
        let place = generator.number(in: 0..<bytes.count - 3)
        let length = generator.number(in: 1..<min(12, bytes.count - place))
        switch generator.number(in: 0..<5) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(place..<place + length)
        case 2: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
        case 3: bytes.insert(contentsOf: generator.text(upTo: 4).utf8, at: place)
        default: bytes.insert(contentsOf: bytes[place..<place + length], at: generator.number(in: 0..<bytes.count))
        }
    }

    private static let texts = [
        "Dr. A. B. O'Neil-Smith didn't pay $1,299.99 at 5 p.m. on Sept. 3rd, 2019 (see http://a.example/b?c=1#d).",
        "“It’s cold,” she said... 'No!' he cried -- and left.\n\n* one\n* two\nmail@host.example :-) 😀👍🏽",
        "U.S. officials gonna say e.g. 3-4 x 10^6 & @name #tag; its/their [1] {a} <b> 50% C++ AT&T 24/7\r\nEnd",
        "Ünïcode — naïve café № 5 «quoted» 東京 שלום e\u{301} \u{FEFF}\u{A0}a\u{2028}b 🇫🇷 👩\u{200D}🚀",
    ]

    @Test(arguments: [
        "a", "a.", "a-", "e-", "a@", "a'", "1-", "1.", ".", ".)", "'", "\"", "_", "http://", "@a_", "&a", "\u{301}",
        "👩\u{200D}", "(", "\u{0}", "a/", "Mr. ", "\n", "- \n", "…", "京", "a\u{A0}",
    ])
    func longRepetitionsAreRead(_ piece: String) {
        check(Array(String(repeating: piece, count: 4_000).utf8), "\(piece)")
    }

    @Test func aLongLineIsReadOnce() {
        let line = String(
            repeating: "The old pier, which stood there since 1890, fell in Sept. and nobody saw it. ", count: 2_000)
        let result = EnglishTokenizer().tokenize(DocumentText(line))
        #expect(result.sentenceStarts.count == 2_000)
        #expect(result.paragraphStarts == [0])
    }
}

import PipelineCore
import PipelineTestSupport
import Testing

struct DocumentTextTests {
    @Test func keepsWellFormedTextAsItIs() {
        for text in [
            "", "plain", "a\r\nb\rc\n", "nul\u{0}byte", "\u{301}lone mark", "👩‍👩‍👧‍👦🇦🇹", "שלום \u{202E}x", "e\u{301}",
        ] {
            let document = DocumentText(text)
            #expect(document.bytes == Array(text.utf8))
            #expect(document.repairs == 0)
            #expect(document.isASCII == text.utf8.allSatisfy { $0 < 0x80 })
            #expect(document.string.utf8.elementsEqual(text.utf8))
        }
    }

    @Test func removesAByteOrderMarkAtTheStartOnly() {
        #expect(DocumentText([0xEF, 0xBB, 0xBF, 0x61]).bytes == [0x61])
        #expect(DocumentText([0xEF, 0xBB, 0xBF, 0x61]).isASCII)
        #expect(DocumentText([0xEF, 0xBB, 0xBF]).bytes.isEmpty)
        #expect(DocumentText("a\u{FEFF}b").string.unicodeScalars.count == 3)
        #expect(DocumentText([0xEF, 0xBB]).string == "\u{FFFD}")
    }

    @Test(
        arguments: [
            ([0x80], 1), ([0xC3], 1), ([0xC3, 0x28], 1), ([0xFF, 0xFE], 2), ([0xE2, 0x82], 1), ([0xF0, 0x9F, 0x98], 1),
            ([0xED, 0xA0, 0x80], 3), ([0xC0, 0xAF], 2), ([0xF4, 0x90, 0x80, 0x80], 4), ([0x61, 0xFF, 0x62], 1),
        ] as [([UInt8], Int)])
    func repairsIllFormedSequences(bytes: [UInt8], repairs: Int) {
        let text = DocumentText(bytes)
        #expect(text.repairs == repairs)
        #expect(String(validating: text.bytes, as: UTF8.self) != nil)
        #expect(text.string.unicodeScalars.count { $0 == "\u{FFFD}" } == repairs)
    }

    @Test func doesNotCountReplacementCharactersThatWereThere() {
        #expect(DocumentText("a\u{FFFD}b").repairs == 0)
        #expect(DocumentText(Array("a\u{FFFD}b".utf8) + [0xFF]).repairs == 1)
    }

    @Test func repairsAnyBytes() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<500 {
            let bytes = (0..<random.number(in: 0..<40)).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = DocumentText(bytes)
            #expect(String(validating: text.bytes, as: UTF8.self) != nil)
            #expect((text.repairs == 0) == (String(validating: bytes, as: UTF8.self) != nil))
        }
    }

    @Test func tellsScalarBoundaries() {
        let text: DocumentText = "aé😀"
        let boundaries = (-1...8).filter { text.isScalarBoundary($0) }
        #expect(boundaries == [0, 1, 3, 7])
    }

    @Test func takesOutAPart() {
        let text: DocumentText = "über Wien"
        #expect(text[0..<5] == "über")
        #expect(text[5..<5].isEmpty)
        #expect(text[6..<text.count] == "Wien")
    }

    @Test func takesALongLine() {
        let text = DocumentText([UInt8](repeating: 0x61, count: 4_000_000) + Array("é".utf8))
        #expect(text.count == 4_000_002)
        #expect(!text.isASCII)
    }
}

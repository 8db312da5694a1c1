import PipelineCore
import PipelineTestSupport
import Testing

struct OffsetMapTests {
    /// The offset of each scalar start and of the end, counted one scalar after the other.
    private func oracle(_ text: DocumentText, _ unit: OffsetUnit) -> [(byte: Int, offset: Int)] {
        var byte = 0
        var offset = 0
        var result = [(0, 0)]
        for scalar in text.string.unicodeScalars {
            byte += UTF8.width(scalar)
            switch unit {
            case .scalars: offset += 1
            case .utf8: offset += UTF8.width(scalar)
            case .utf16: offset += UTF16.width(scalar)
            }
            result.append((byte, offset))
        }
        return result
    }

    @Test(arguments: OffsetUnit.allCases)
    func agreesWithANaiveCount(unit: OffsetUnit) {
        var random = SeededRandom(seed: 7)
        for round in 0..<150 {
            let text = DocumentText(random.text(upTo: round < 20 ? 3 : 300))
            let map = OffsetMap(text, unit: unit)
            for (byte, offset) in oracle(text, unit) {
                #expect(map.offset(ofByte: byte) == offset)
                #expect(map.byte(ofOffset: offset) == byte)
            }
        }
    }

    @Test(arguments: OffsetUnit.allCases)
    func aWalkComesByTheSameOffsets(unit: OffsetUnit) {
        var random = SeededRandom(seed: 9)
        for _ in 0..<50 {
            let text = DocumentText(random.text(upTo: 300))
            var walk = OffsetMap.Walk(OffsetMap(text, unit: unit))
            for (byte, offset) in oracle(text, unit) where random.number(in: 0..<3) > 0 {
                for _ in 0..<2 { #expect(walk.offset(ofByte: byte) == offset) }
            }
        }
    }

    @Test(arguments: OffsetUnit.allCases)
    func refusesWhatIsNoPlace(unit: OffsetUnit) {
        var random = SeededRandom(seed: 8)
        for _ in 0..<50 {
            let text = DocumentText(random.text(upTo: 200))
            let map = OffsetMap(text, unit: unit)
            let offsets = Set(oracle(text, unit).map(\.offset))
            for offset in -2..<text.count + 3 where !offsets.contains(offset) {
                #expect(map.byte(ofOffset: offset) == nil)
            }
        }
    }

    @Test func countsAStraddlingScalarOnce() {
        // A four-byte scalar lies across the end of the first block of 64 bytes.
        let text = DocumentText(String(repeating: "a", count: 62) + "😀b")
        let scalars = OffsetMap(text)
        #expect(scalars.offset(ofByte: 66) == 63)
        #expect(scalars.byte(ofOffset: 63) == 66)
        #expect(scalars.byte(ofOffset: 62) == 62)
        let utf16 = OffsetMap(text, unit: .utf16)
        #expect(utf16.byte(ofOffset: 63) == nil)
        #expect(utf16.byte(ofOffset: 64) == 66)
    }

    @Test func mapsAnEmptyText() {
        for unit in OffsetUnit.allCases {
            let map = OffsetMap("", unit: unit)
            #expect(map.offset(ofByte: 0) == 0)
            #expect(map.byte(ofOffset: 0) == 0)
            #expect(map.byte(ofOffset: 1) == nil)
        }
    }
}

import PipelineTestSupport
import Testing

@testable import PipelineCore

struct ChecksumTests {
    private func checksum(_ bytes: [UInt8], after value: UInt32 = 0) -> UInt32 {
        var checksum = Checksum(after: value)
        checksum.add(bytes)
        return checksum.value
    }

    /// The values of RFC 3720, appendix B.4.
    @Test func isTheOneOfTheStandard() {
        #expect(checksum(Array("123456789".utf8)) == 0xE306_9283)
        #expect(checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
        #expect(checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
        #expect(checksum(Array(0..<32)) == 0x46DD_794E)
    }

    @Test func goesOnAfterWhatWentBefore() {
        let text = Array("a longer text in two parts".utf8)
        #expect(checksum(Array(text[10...]), after: checksum(Array(text[..<10]))) == checksum(text))
    }

    @Test func contentsThatDifferHaveOtherHashes() {
        var random = SeededRandom(seed: 1)
        var seen = Set<String>()
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8(random.number(in: 0..<256)) }
            #expect(ContentHash.of(bytes) == ContentHash.of(bytes) && ContentHash.of(bytes).count == 32)
            #expect(seen.insert(ContentHash.of(bytes)).inserted)
            for index in 0..<length {
                var other = bytes
                other[index] ^= 1
                #expect(seen.insert(ContentHash.of(other)).inserted)
            }
        }
    }

    @Test func theBordersBetweenContentsCount() {
        func hash(_ parts: [String]) -> String {
            var hash = ContentHash()
            for part in parts { hash.add(Array(part.utf8)) }
            return hash.description
        }
        #expect(hash(["ab", "c"]) != hash(["a", "bc"]) && hash(["a", ""]) != hash(["a"]))
    }
}

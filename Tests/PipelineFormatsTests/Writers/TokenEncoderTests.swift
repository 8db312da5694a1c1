import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Tokens of records")
struct TokenEncoderTests {
    private func tokens(_ document: Document, _ offsets: OffsetMap) -> String {
        var bytes = Array("before ".utf8)
        TokenEncoder(document).encode(offsets, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The same, value by value.
    private func oracle(_ document: Document, _ offsets: OffsetMap) -> String {
        let tokens = (0..<document.tokens.count).map { index -> Value in
            let bytes = document.tokens[index]
            var token: Value.Object = [
                "start": .integer(Int64(offsets.offset(ofByte: bytes.lowerBound))),
                "end": .integer(Int64(offsets.offset(ofByte: bytes.upperBound))),
            ]
            for column in document.tokens.assignedColumns {
                let symbol = document.tokens[index, column]
                if !symbol.isNone { token[column.name] = .string(document.strings[symbol]) }
            }
            return .object(token)
        }
        return "before " + Value.array(tokens).json
    }

    @Test(arguments: OffsetUnit.allCases)
    func agreesWithValuesOneByOne(_ unit: OffsetUnit) throws {
        var random = SeededRandom(seed: 31)
        let columns: [TokenColumn] = [.lemma, .upos, .xpos, .norm, .custom("a \"column\"")]
        let values = ["", "NOUN", "é", "a\"b\\", "\n\u{1}", "👍"]
        for round in 0..<150 {
            var document = try Document.whitespaceTokenized(random.text(upTo: round < 20 ? 3 : 300))
            for column in columns where random.number(in: 0..<3) > 0 {
                for index in 0..<document.tokens.count {
                    document.assign(values[random.number(in: 0..<values.count)], to: column, at: index)
                }
            }
            let map = OffsetMap(document.text, unit: unit)
            #expect(tokens(document, map) == oracle(document, map))
        }
    }

    @Test func numbersOfAnyLengthAreWhole() throws {
        let lengths = [1, 8, 90, 900, 9000, 90_000, 900_000]
        let text = lengths.map { String(repeating: "x", count: $0) }.joined(separator: " ")
        let document = try Document.whitespaceTokenized(text)
        let map = OffsetMap(document.text)
        #expect(tokens(document, map) == oracle(document, map))
    }
}

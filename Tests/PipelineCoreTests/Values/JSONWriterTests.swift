import PipelineCore
import PipelineTestSupport
import Testing

struct JSONWriterTests {
    @Test(
        arguments: [
            (.null, "null"), (true, "true"), (false, "false"), (.integer(.min), "-9223372036854775808"),
            (.integer(.max), "9223372036854775807"), (1.0, "1.0"), (.number(-0.0), "-0.0"), (0.1, "0.1"),
            (1e16, "1e+16"),
            (.number(.nan), "null"), (.number(.infinity), "null"), (.number(-.infinity), "null"),
            ("a\"\\\n\r\t\u{0}\u{1F}\u{7F}/é😀\u{2028}", #""a\"\\\n\r\t\u0000\u001f\u007f/é😀"# + "\u{2028}\""),
            ([], "[]"), (.object([:]), "{}"), (["b": [1, nil], "a": ""], #"{"b":[1,null],"a":""}"#),
        ] as [(Value, String)])
    func writes(value: Value, json: String) {
        #expect(value.json == json)
    }

    @Test func writesPiecesOneAfterTheOther() {
        var writer = JSONWriter(Array("x".utf8))
        writer.raw("{")
        writer.key("list")
        writer.write(elements: [1, 2]) { $0.write($1) }
        writer.raw("}")
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"x{"list":[1,2]}"#)
    }

    /// What has been written reads back the same: values, kinds of numbers, the order of keys, every byte of a string.
    @Test func readsBackTheSame() throws {
        var random = SeededRandom(seed: 41)
        for _ in 0..<1500 {
            let value = random.value(depth: 4)
            let json = value.json
            let back = try JSONParser.parse(Array(json.utf8))
            #expect(back == value)
            #expect(back.json == json)
        }
    }

    @Test func readsBackEveryDouble() throws {
        var random = SeededRandom(seed: 42)
        for _ in 0..<5000 {
            let number = Double(bitPattern: random.next())
            guard number.isFinite else { continue }
            let back = try #require(try JSONParser.parse(Array(Value.number(number).json.utf8)).double)
            #expect(back.bitPattern == number.bitPattern)
        }
    }
}

extension SeededRandom {
    fileprivate mutating func value(depth: Int) -> Value {
        switch number(in: 0..<(depth > 0 ? 7 : 5)) {
        case 0: .null
        case 1: .boolean(next() & 1 == 0)
        case 2: .integer(Int64(truncatingIfNeeded: next()) >> Int64(number(in: 0..<64)))
        case 3: .number(Double(number(in: -1_000_000..<1_000_000)) / pick([1, 3, 1e-9, 1e12]))
        case 4: .string(text(upTo: 12))
        case 5: .array((0..<number(in: 0..<5)).map { _ in value(depth: depth - 1) })
        default: object(depth: depth)
        }
    }

    private mutating func object(depth: Int) -> Value {
        var object = Value.Object()
        for _ in 0..<number(in: 0..<18) { object[text(upTo: 4)] = value(depth: depth - 2) }
        return .object(object)
    }
}

import PipelineCore
import PipelineTestSupport
import Testing

struct JSONParserTests {
    private func parse(_ text: String) throws(JSONParser.Failure) -> Value { try JSONParser.parse(Array(text.utf8)) }

    @Test(
        arguments: [
            ("null", .null), ("true", true), (" \t\r\nfalse \n", false), ("0", 0), ("-0", 0), ("10", 10), ("-7", -7),
            ("0.5", 0.5), ("-0.0", .number(-0.0)), ("1e2", 100.0), ("1E+2", 100.0), ("1.5e-3", 0.0015), ("1.0", 1.0),
            ("1e-400", 0.0), ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775808", .number(0x1p63)), ("-9223372036854775809", .number(-0x1p63)),
            ("1.7976931348623157e308", .number(.greatestFiniteMagnitude)), ("5e-324", .number(.leastNonzeroMagnitude)),
            ("[]", []), ("{}", .object([:])), ("[ 1 , [ ] , { } ]", [1, [], .object([:])]),
            (#"{"a":1,"b":{"c":[null]}}"#, ["a": 1, "b": ["c": [nil]]]), (#"{"":""}"#, ["": ""]),
            (#"{"a":1,"a":2}"#, ["a": 2]),
            (#""""#, ""), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u0041\u00e9\u4E2D""#, "Aé中"),
            (#""\ud83d\ude00""#, "😀"), (#""\u0000""#, "\u{0}"), ("\"\u{7F}\u{2028}😀\"", "\u{7F}\u{2028}😀"),
        ] as [(String, Value)])
    func accepts(text: String, value: Value) throws {
        #expect(try parse(text) == value)
    }

    @Test func keepsTheSignOfZero() throws {
        #expect(try parse("-0.0").double?.sign == .minus)
    }

    @Test(
        arguments: [
            ("", 0, "a value is missing"), ("  ", 2, "a value is missing"), ("nul", 0, "a value was expected"),
            ("True", 0, "a value was expected"), ("'a'", 0, "a value was expected"), ("NaN", 0, "a value was expected"),
            ("-", 0, "a value was expected"), ("+1", 0, "a value was expected"), (".5", 0, "a value was expected"),
            ("-Infinity", 0, "a value was expected"), ("01", 1, "a number may not begin with 0"),
            ("-012", 2, "a number may not begin with 0"), ("1.", 2, "a digit was expected"),
            ("1.e3", 2, "a digit was expected"),
            ("1e", 2, "a digit was expected"), ("1e+", 3, "a digit was expected"),
            ("0x10", 1, "unexpected text after the value"),
            ("1 2", 2, "unexpected text after the value"), ("1e400", 5, "the number is out of range"),
            ("[1,]", 3, "a value was expected"), ("[1 2]", 3, "',' or ']' was expected"),
            ("[", 1, "a value is missing"),
            ("[1", 2, "',' or ']' was expected"), ("]", 0, "a value was expected"), ("{", 1, "a key was expected"),
            ("{1:2}", 1, "a key was expected"), (#"{"a":1,}"#, 7, "a key was expected"),
            (#"{"a" 1}"#, 5, "':' was expected after the key"), (#"{"a":1 "b":2}"#, 7, "',' or '}' was expected"),
            (#"{"a":}"#, 5, "a value was expected"), (#""abc"#, 4, "the string does not end"),
            (#""a\"#, 3, "the string does not end"),
            (#""\x""#, 2, "unknown escape"), ("\"a\nb\"", 2, "a control character stands in a string"),
            ("\"\\t\t\"", 3, "a control character stands in a string"),
            (#""\u12""#, 3, "four hexadecimal digits were expected"),
            (#""\u12G4""#, 3, "four hexadecimal digits were expected"),
            (#""\u+123""#, 3, "four hexadecimal digits were expected"),
            (#""\u-000""#, 3, "four hexadecimal digits were expected"),
            ("\u{FEFF}1", 0, "a value was expected"), ("[1]\u{0}", 3, "unexpected text after the value"),
            ("\u{A0}1", 0, "a value was expected"), ("/**/1", 0, "a value was expected"),
        ] as [(String, Int, String)])
    func refuses(text: String, offset: Int, message: String) {
        let failure = #expect(throws: JSONParser.Failure.self) { try parse(text) }
        #expect(failure?.message == message)
        #expect(failure?.offset == offset)
        #expect(failure?.description == "\(message) at byte \(offset)")
    }

    @Test(arguments: [
        (#""\ud83d""#, "\u{FFFD}"), (#""\ude00""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"),
        (#""\ud83d\n""#, "\u{FFFD}\n"), (#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
        (#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
        (#""\ud83d\u0041""#, "\u{FFFD}A"),
    ])
    func repairsLoneSurrogates(text: String, value: String) throws {
        #expect(try parse(text) == .string(value))
    }

    @Test func boundsTheDepth() throws {
        let limit = JSONParser.greatestDepth
        let deepest = String(repeating: "[", count: limit) + String(repeating: "]", count: limit)
        #expect(try parse(deepest).array?.count == 1)
        #expect(try parse("[\(String(repeating: "[],", count: 2000))[]]").array?.count == 2001)
        let failure = #expect(throws: JSONParser.Failure.self) { try parse("[" + deepest + "]") }
        #expect(failure?.message == "nested deeper than 512")
        let mixed = String(repeating: #"{"a":["#, count: 100_000)
        #expect(throws: JSONParser.Failure.self) { try parse(mixed) }
    }

    @Test func whoAsksMayBoundTheDepth() throws {
        #expect(try JSONParser.parse(Array("[[1]]".utf8), greatestDepth: 2) == [[1]])
        let failure = try #require(throws: JSONParser.Failure.self) {
            try JSONParser.parse(Array("[[[1]]]".utf8), greatestDepth: 2)
        }
        #expect(failure.description == "nested deeper than 2 at byte 3")
    }

    @Test func takesCollectionsThatAreNotContiguous() throws {
        let bytes = Array("xx[1]".utf8)
        #expect(try JSONParser.parse(bytes.dropFirst(2)) == [1])
        #expect(try JSONParser.parse(bytes.lazy.map { $0 }.drop { $0 == UInt8(ascii: "x") }) == [1])
    }

    @Test func takesAnyBytesWithoutACrash() {
        var random = SeededRandom(seed: 31)
        let alphabet = Array(#"{}[]:,"\u0123eE+-.tfn "#.utf8) + [0xFF, 0xC3, 0x00]
        for _ in 0..<5000 {
            let bytes = (0..<random.number(in: 0..<20)).map { _ in random.pick(alphabet) }
            if let value = try? JSONParser.parse(bytes) {
                #expect((try? JSONParser.parse(Array(value.json.utf8))) == value)
            }
        }
    }
}

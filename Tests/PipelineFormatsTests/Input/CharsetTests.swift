import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Encodings of inputs")
struct CharsetTests {
    private func read(_ bytes: [UInt8], _ charset: Charset) throws -> String {
        let folder = try TemporaryFolder()
        let file = InputFiles.File(path: try folder.write(bytes, to: "in"), stem: "in")
        return DocumentText(try file.open(charset).readAll()).string
    }

    private static func utf16(_ text: String, isBig: Bool = false) -> [UInt8] {
        text.utf16.flatMap { unit in
            let bytes = [UInt8(unit & 0xFF), UInt8(unit >> 8)]
            return isBig ? bytes.reversed() : bytes
        }
    }

    private static let text = "Zoë paid €5, 👍."

    @Test func aByteOrderMarkComesFirst() throws {
        for charset in [Charset.utf8, .detected, .named("windows-1252")] {
            #expect(try read([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), charset) == Self.text)
            #expect(try read([0xFF, 0xFE] + Self.utf16(Self.text), charset) == Self.text)
            #expect(try read([0xFE, 0xFF] + Self.utf16(Self.text, isBig: true), charset) == Self.text)
        }
    }

    @Test func aNamedEncodingIsDecoded() throws {
        #expect(try read([0x5A, 0xEB, 0x80, 0x35], try Charset(name: "Windows-1252")) == "Zë€5")
        #expect(try read([0xC1, 0xC2], try Charset(name: "KOI8-R")) == "аб")
        #expect(try read(Self.utf16(Self.text), try Charset(name: "UTF-16LE")) == Self.text)
        let error = try #require(throws: PipelineError.self) { try Charset(name: "klingon") }
        #expect(error.message == "the system knows no encoding 'klingon'")
    }

    @Test func withoutANameTheBeginningTells() throws {
        #expect(try read(Self.utf16("Plain words"), .detected) == "Plain words")
        #expect(try read(Self.utf16("Plain words", isBig: true), .detected) == "Plain words")
        #expect(try read(Array(Self.text.utf8), .detected) == Self.text)
        #expect(try read([0x5A, 0x6F, 0xEB], .detected) == "Zoë")
        // A character lies across the end of what is looked at.
        let long = String(repeating: "x", count: 65_535) + "é" + String(repeating: "y", count: 9)
        #expect(try read(Array(long.utf8), .detected) == long)
        #expect(try read([], .detected) == "")
    }

    @Test func whatIsNoCharacterIsReplaced() throws {
        #expect(try read([0x61, 0x00, 0x00, 0xD8], .named("UTF-16LE")) == "a\u{FFFD}\u{FFFD}")
        #expect(try read([0x61, 0x00, 0x62], .named("UTF-16LE")) == "a\u{FFFD}")
        #expect(try read([0x61, 0xFF, 0x62], .utf8) == "a\u{FFFD}b")
    }

    /// Characters lie across the parts in which a file is read.
    @Test func longInputsAreDecodedInParts() throws {
        let long = String(repeating: "aé👍", count: 60_000)
        #expect(try read(Self.utf16("x" + long), .named("UTF-16LE")) == "x" + long)
        #expect(try read([0xFF, 0xFE] + Self.utf16(long), .utf8) == long)
    }
}

import Foundation
import Testing

@testable import PipelineTokenize

/// Holds the boundaries against the tests of the Unicode Character Database, which are read from the folder that
/// `UNICODE_TESTS` names, and a few of our own.
@Suite("Boundaries of UAX #29")
struct BreakTests {
    private static let folder = ProcessInfo.processInfo.environment["UNICODE_TESTS"]

    /// The code points of a line and the offsets of its boundaries: "÷ 0061 × 0027 ÷".
    private func parse(_ line: Substring) -> (bytes: [UInt8], ends: [Int]) {
        var (bytes, ends): ([UInt8], [Int]) = ([], [])
        for field in line.split(whereSeparator: \.isWhitespace) {
            if field == "÷" {
                ends.append(bytes.count)
            } else if field != "×", let code = UInt32(field, radix: 16), let scalar = Unicode.Scalar(code) {
                bytes += Array(String(Character(scalar)).utf8)
            }
        }
        return (bytes, Array(ends.dropFirst()))
    }

    private func check(_ file: String, _ ends: (UnsafeBufferPointer<UInt8>) -> [Int]) throws -> Int {
        let folder = try #require(Self.folder)
        var count = 0
        for line in try String(contentsOfFile: folder + "/" + file, encoding: .utf8).split(separator: "\n") {
            let text = line.prefix { $0 != "#" }
            guard !text.allSatisfy(\.isWhitespace) else { continue }
            let (bytes, expected) = parse(text)
            let found = bytes.withUnsafeBufferPointer { ends($0) }
            #expect(found == expected, "\(line)")
            count += 1
        }
        return count
    }

    private func wordEnds(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
        var breaker = WordBreaker(bytes)
        var ends = [0]
        while let last = ends.last, last < bytes.count { ends.append(breaker.end(from: last)) }
        return Array(ends.dropFirst())
    }

    private func sentenceEnds(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
        var breaker = SentenceBreaker(bytes)
        var ends = [0]
        while let last = ends.last, last < bytes.count { ends.append(breaker.end(from: last)) }
        return Array(ends.dropFirst())
    }

    @Test(.enabled(if: folder != nil)) func theWordTestsOfUnicodePass() throws {
        #expect(try check("WordBreakTest.txt", wordEnds) > 1_800)
    }

    @Test(.enabled(if: folder != nil)) func theSentenceTestsOfUnicodePass() throws {
        #expect(try check("SentenceBreakTest.txt", sentenceEnds) > 500)
    }

    @Test(arguments: [
        ("÷ 0061 × 0027 × 0062 ÷ 0027 ÷", true), ("÷ 000D × 000A ÷ 0308 ÷ 0061 ÷", true),
        ("÷ 0031 × 002C × 0032 ÷ 002C ÷ 0061 ÷", true), ("÷ 0061 × 005F × 30A2 × 30A2 ÷ 0061 ÷", true),
        ("÷ 1F1E6 × 1F1E7 ÷ 1F1E8 × 200D × 1F1E9 ÷", true), ("÷ 0020 × 0020 × 0308 ÷ 0020 ÷", true),
        ("÷ 05D0 × 0022 × 05D1 ÷ 0022 ÷", true), ("÷ 0061 × 0308 × 003A × 200D × 0062 ÷", true),
        ("÷ 0061 × 002E × 0062 × 002E × 0020 × 0063 ÷", false), ("÷ 0041 × 002E × 0020 ÷ 0042 ÷", false),
        ("÷ 0033 × 002E × 0034 × 0021 × 0029 × 0020 ÷ 0061 ÷", false), ("÷ 0061 × 000A ÷ 0308 × 0062 ÷", false),
    ])
    func boundaries(_ line: String, ofWords: Bool) {
        let (bytes, expected) = parse(line[...])
        #expect(bytes.withUnsafeBufferPointer { ofWords ? wordEnds($0) : sentenceEnds($0) } == expected)
    }

    @Test(arguments: [".)", ". (", "a: ", "a\u{301}", ".", "\"", "א\"", "🇫", "1,", "\u{200D}"])
    func longRepetitionsAreReadOnce(_ piece: String) {
        let bytes = Array(String(repeating: piece, count: 20_000).utf8)
        let (words, sentences) = bytes.withUnsafeBufferPointer { (wordEnds($0), sentenceEnds($0)) }
        #expect(words.last == bytes.count && sentences.last == bytes.count)
    }
}

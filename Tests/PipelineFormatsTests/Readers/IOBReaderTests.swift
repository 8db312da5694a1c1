import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("read.iob")
struct IOBReaderTests {
    /// Each document as its text with the names in brackets.
    private func documents(_ contents: String, word: Int? = nil, tag: Int? = nil) throws -> [String] {
        let folder = try TemporaryFolder(["a.iob2": contents])
        return try IOBReader(paths: [folder.path("a.iob2")], word: word, tag: tag).documents().map { document in
            let names = document.annotations.map { "[\($0.label) \(document.text[$0.bytes])]" }
            return "\(document.id) \(document.text.string) \(names.joined())"
        }
    }

    @Test(
        arguments: [
            ("", []),
            ("Ann B-PER\nLee I-PER\nleft O\n\nOslo B-LOC\n", ["a Ann Lee left Oslo [PER Ann Lee][LOC Oslo]"]),
            ("Ann I-PER\nLee B-PER\nEy I-LOC", ["a Ann Lee Ey [PER Ann][PER Lee][LOC Ey]"]),
            ("A B-X\n\nB I-X\nC S-X\nD B-X\nE E-X\nF I-X", ["a A B C D E F [X A][X B][X C][X D E][X F]"]),
            ("-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\n\n-DOCSTART- O\n\nno O", ["a EU [ORG EU]", "a#2 no "]),
            ("# newdoc\n1\tLos Angeles\tB-LOC\t-\t-\n2\tx\tO\t-\t-", ["a Los Angeles x [LOC Los Angeles]"]),
        ])
    func tagsBecomeNames(_ contents: String, _ expected: [String]) throws {
        #expect(try documents(contents) == expected)
    }

    @Test func columnsCanBeNamed() throws {
        #expect(try documents("B-LOC x Oslo", word: 3, tag: 1) == ["a Oslo [LOC Oslo]"])
    }

    @Test func aLineWithoutATagIsNamed() throws {
        let error = try #require(throws: PipelineError.self) { try documents("a O\nb") }
        #expect(error.message == "the line has no word with a tag such as B-PER or O" && error.location?.line == 2)
    }
}

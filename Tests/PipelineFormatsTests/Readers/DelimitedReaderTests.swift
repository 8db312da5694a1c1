import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("read.csv and read.tsv")
struct DelimitedReaderTests {
    /// The documents as `id|text|language|metadata`, failures as their messages.
    private func found(_ contents: String, _ format: String = "csv", _ fields: [String: Setting] = [:]) throws
        -> [String]
    {
        let folder = try TemporaryFolder(["a.\(format)": contents])
        let component = try #require(Formats.readers[format])
        let table = Setting.Table(items: [.value(.string("a.\(format)"))], fields: fields, directory: folder.path)
        var source = try component.make(from: table).open()
        var found: [String] = []
        while let raw = try source.next() {
            do {
                let document = try raw.read()
                let metadata = Value.object(document.metadata).json
                found.append("\(document.id)|\(document.text.string)|\(document.language ?? "")|\(metadata)")
            } catch let error as PipelineError {
                found.append("\(error.location?.line ?? 0) \(error.message.replacing(folder.path + "/", with: ""))")
            }
        }
        return found
    }

    @Test(
        arguments: [
            ("", []), ("text\n", []), ("text\na\n", ["a.csv:2|a||{}"]),
            ("id,text,language,x\r\n7,a,en,y\r\n,b,,\r\n", [#"7|a|en|{"x":"y"}"#, #"a.csv:3|b||{"x":""}"#]),
            ("text,n\n\"a,\"\"b\"\"\r\nc\",1\n\nd,2", [#"a.csv:2|a,"b"\#nc||{"n":"1"}"#, #"a.csv:5|d||{"n":"2"}"#]),
            ("text\na \"b\" c\n\"\"\n\"x\"y\n", [#"a.csv:2|a "b" c||{}"#, "a.csv:3|||{}", "a.csv:4|xy||{}"]),
            (
                "n,text\n1\n2,b\n3,c,d\n4,e",
                [
                    "2 the row ends before the column 'text'", #"a.csv:3|b||{"n":"2"}"#,
                    "4 the row has 3 fields, and there are 2 columns", #"a.csv:5|e||{"n":"4"}"#,
                ]
            ),
            ("text\na\n\"b\nc", ["a.csv:2|a||{}", "3 a quotation mark is not closed before the end of a.csv"]),
            ("body\na\n", ["1 a.csv has no column 'text'"]),
        ])
    func rowsAreDocuments(_ contents: String, _ expected: [String]) throws {
        #expect(try found(contents) == expected)
    }

    @Test func tabsKnowNoQuotationMarks() throws {
        let found = try found("id\ttext\n1\t\"a\n2\tb,c\"\n", "tsv")
        #expect(found == [#"1|"a||{}"#, #"2|b,c"||{}"#])
    }

    @Test func columnsAndDelimiterCanBeNamed() throws {
        let options: [String: Setting] = ["text": "body", "id": "nr", "delimiter": ";", "language": "lang"]
        #expect(try found("nr;body;lang\n1;a,b;de\n", "csv", options) == ["1|a,b|de|{}"])
        let error = try #require(throws: PipelineError.self) { try found("text", "csv", ["delimiter": "ab"]) }
        #expect(error.message == "the delimiter is one ASCII character, not 'ab'")
    }

    /// Quoted fields have lines and quotation marks in them; one file begins with a byte order mark, one ends within
    /// quotation marks, one is no table.
    @Test func aLaterRunGoesOnAtAnyRow() throws {
        var random = SeededRandom(seed: 12)
        for _ in 0..<20 {
            let end = random.number(in: 0..<2) == 0 ? "\n" : "\r\n"
            let files = (0..<3).map { file in
                let rows = (0..<random.number(in: 0..<6)).map { row in
                    random.number(in: 0..<4) == 0
                        ? end : "\"\(file)\"\"\(end)é,\(row)\",x\(random.number(in: 0..<3) == 0 ? ",y" : "")\(end)"
                }
                return (file == 1 ? "\u{FEFF}" : "") + "text,b\(end)" + rows.joined()
            }
            let folder = try TemporaryFolder([
                "a.csv": files[0], "b.csv": files[1], "c.csv": files[2] + "1,\"2", "d.csv": "no", "e.csv": "text\nlast",
            ])
            #expect(try DelimitedReader(paths: [folder.path]).misled() == [])
        }
    }

    @Test func whereReadingGoesOnIsAPlaceInTheFile() throws {
        let folder = try TemporaryFolder(["a.csv": "text\n\"a\nb\"\nc\n", "b.csv": "text\nd\n"])
        var source = try DelimitedReader(paths: [folder.path]).open()
        var positions: [InputPosition?] = []
        while let raw = try source.next() { positions.append(raw.position) }
        #expect(
            positions == [
                InputPosition(offset: 11, count: 3), InputPosition(offset: 13, count: 4),
                InputPosition(file: 1, offset: 7, count: 2),
            ])
    }

    @Test func aRowOfADeadLetterIsReadAgain() throws {
        let folder = try TemporaryFolder(["a.csv": "id,text,n\n1,\"a\nb\",x\n,c,y\n"])
        let reader = DelimitedReader(paths: [folder.path])
        var source = try reader.open()
        while let raw = try source.next() {
            let again = try #require(reader.again(raw.input ?? [], named: raw.name)).read()
            let document = try raw.read()
            #expect(again.id == document.id && again.source == document.source && again.text == document.text)
            #expect(again.metadata == document.metadata)
        }
        let gone = try #require(reader.again(Array("1,a".utf8), named: "gone.csv:2"))
        #expect(throws: PipelineError.self) { try gone.read() }
        #expect(reader.again([], named: "a.csv") == nil)
    }

    /// Any table that is written as RFC 4180 says is read as it was.
    @Test func tablesComeBack() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<300 {
            let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                (0..<3).map { _ in
                    String(
                        (0..<Int.random(in: 0...4, using: &random)).map { _ in "a\",\n é".randomElement(using: &random)!
                        })
                }
            }
            let text =
                (["text,b,c"] + rows.map { $0.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") })
                .joined(separator: "\r\n")
            let folder = try TemporaryFolder(["a.csv": text])
            let documents = try DelimitedReader(paths: [folder.path("a.csv")]).documents()
            #expect(
                documents.map { [$0.text.string, $0.metadata["b"]?.string ?? "", $0.metadata["c"]?.string ?? ""] }
                    == rows)
        }
    }
}

import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct PhraseListFileTests {
    /// Writes a file for the time of a test.
    private func withFile(_ name: String, _ content: String, _ body: (String) throws -> Void) throws {
        let folder = try TemporaryFolder()
        try body(try folder.write(content, to: name))
    }

    @Test func tablesHaveAHeader() throws {
        try withFile("l.tsv", "# places\nkind\tphrase\tid\r\ncity\tNew York\tQ60\r\ncity\tBonn\t\n\nriver\tRhine\n") {
            path in
            let entries = try PhraseListFile.read(path)
            #expect(entries.map(\.phrase) == ["New York", "Bonn", "Rhine"])
            #expect(entries.map(\.id) == ["Q60", nil, nil])
            #expect(entries.map(\.attributes) == [["kind": "city"], ["kind": "city"], ["kind": "river"]])
            let columns = PhraseColumns(id: "kind", attributes: [])
            let others = try PhraseListFile.read(path, columns)
            #expect(others.map(\.id) == ["city", "city", "river"])
            #expect(others.map(\.attributes) == [[:], [:], [:]])
        }
    }

    @Test func cellsOfCSVMayStandInQuotes() throws {
        let content = """
            phrase,aliases,label,note\r
            "Doe, John",J. Doe|Johnny,PER,"he said ""no""
            and left"\r
            # Bonn,,LOC,

            Kiel,,LOC
            """
        try withFile("l.csv", content) { path in
            let entries = try PhraseListFile.read(path)
            #expect(
                entries == [
                    PhraseEntry(
                        "Doe, John", aliases: ["J. Doe", "Johnny"], label: "PER",
                        attributes: ["note": "he said \"no\"\nand left"]),
                    PhraseEntry("# Bonn", label: "LOC"), PhraseEntry("Kiel", label: "LOC"),
                ])
        }
    }

    @Test func objectsMayHoldAnyAttribute() throws {
        let content = """
            {"phrase": "Lake Vann", "id": 7, "aliases": ["Vann", "the lake"], "depth": 12.5, "tags": ["a", "b"]}

            {"phrase": "Oslo", "label": "CITY", "id": null, "aliases": "Christiania"}
            """
        try withFile("l.jsonl", content) { path in
            let entries = try PhraseListFile.read(path)
            #expect(
                entries == [
                    PhraseEntry(
                        "Lake Vann", aliases: ["Vann", "the lake"], id: "7",
                        attributes: ["depth": 12.5, "tags": ["a", "b"]]),
                    PhraseEntry("Oslo", aliases: ["Christiania"], label: "CITY"),
                ])
        }
    }

    @Test func textsHaveAPhraseALine() throws {
        try withFile("l.txt", "# names\nLena Orlova\n\nAnn\n") { path in
            let entries = try PhraseListFile.read(path)
            #expect(entries.map(\.phrase) == ["Lena Orlova", "Ann"])
        }
    }

    @Test func aTableWithoutPhrasesIsAnError() throws {
        try withFile("l.tsv", "phrases\tid\na\tb\n") { path in
            let message = diagnostics { _ = try PhraseListFile.read(path) }
            #expect(
                message == """
                    \(path):1: error: the first line of a list names its columns, and none is 'phrase'
                     1 | phrases\tid
                      help: rename the column 'phrases'
                    """)
        }
    }

    @Test(arguments: [
        ("l.tsv", "phrase\tid\na\tb\tc\n", "2", "the line has 3 cells for 2 columns"),
        ("l.tsv", "phrase\tid\n\tb\n", "2", "the entry has no phrase"),
        ("l.tsv", "phrase\tphrase\n", "1", "the list has two columns 'phrase'"),
        ("l.tsv", "id\tphrase\n", "1", "the list has no column 'qid'"),
        ("l.csv", "phrase,qid\na,\"b\nc\n", "2", "a quotation mark is not closed"),
        ("l.csv", "phrase,qid\n\n\"a\"b,\n", "3", "something stands behind a quoted cell"),
        ("l.jsonl", "{\"phrase\": \"a\"}\n[1]\n", "2", "a line of a list in JSON is an object"),
        ("l.jsonl", "{\"name\": \"a\"}\n", "1", "the object has no string 'phrase'"),
        ("l.jsonl", "{\"phrase\": \"a\", \"aliases\": [1]}\n", "1", "'aliases' is a list of strings"),
        ("l.jsonl", "\n{\"phrase\": \"é\" \"b\"}\n", "2:16", "',' or '}' was expected"),
    ])
    func mistakesAreShownWithTheirLine(_ name: String, _ content: String, _ place: String, _ message: String) throws {
        try withFile(name, content) { path in
            let text = diagnostics {
                _ = try PhraseListFile.read(
                    path, PhraseColumns(id: "qid"), required: content.hasPrefix("id\t") ? ["qid"] : [])
            }
            #expect(text.contains("\(path):\(place): error: \(message)"), "\(text)")
        }
    }

    @Test func allMistakesComeTogetherUpToABound() throws {
        let lines = (0..<50).map { _ in "{" }.joined(separator: "\n")
        try withFile("l.jsonl", lines) { path in
            let error = #expect(throws: PipelineError.self) { _ = try PhraseListFile.read(path) }
            #expect(error?.others.count == PhraseListFile.maximumErrors - 1)
        }
    }
}

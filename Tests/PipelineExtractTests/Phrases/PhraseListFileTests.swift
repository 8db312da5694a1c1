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
            let phrases = try PhraseListFile.read(path)
            #expect(phrases.map(\.phrase) == ["New York", "Bonn", "Rhine"])
            #expect(phrases.map(\.id) == ["Q60", nil, nil])
            #expect(try PhraseListFile.read(path, idColumn: "kind").map(\.id) == ["city", "city", "river"])
        }
    }

    @Test func textsHaveAPhraseALine() throws {
        try withFile("l.txt", "# names\nLena Orlova\n\nAnn\n") { path in
            let phrases = try PhraseListFile.read(path)
            #expect(phrases.map(\.phrase) == ["Lena Orlova", "Ann"])
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

    @Test func theComponentReadsLists() throws {
        try withFile("places.tsv", "phrase\tqid\nNew York\tQ60\n") { path in
            let table = Setting.Table(
                items: [.value("Bonn")],
                fields: [
                    "list": .value("places.tsv"), "label": .value("LOC"), "fold": .value(true), "id": .value("qid"),
                ], directory: Path.directory(of: path))
            var instance = try PhraseStage.component().make(from: table).makeInstance(for: Worker())
            var document = try Document.whitespaceTokenized("bonn and new york")
            try instance.process(&document, StageContext(stage: "s"))
            #expect(document.spans(in: "entities").map(\.description) == ["LOC(bonn)", "LOC(new york)"])
            #expect(document.annotations.last?.attributes == ["entity": "Q60"])
        }
        let nothing = diagnostics {
            _ = try PhraseStage.component().make(from: Setting.Table(fields: ["label": .value("X")]))
        }
        #expect(nothing.hasPrefix("error: extract.phrases: there are no phrases"))
        let both = Setting.Table(
            items: [.value("a")], fields: ["label": .value("X"), "fold": .value(true), "match": .value("text")])
        #expect(diagnostics { _ = try PhraseStage.component().make(from: both) }.contains("contradict each other"))
    }
}

import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct PhraseListLoaderTests {
    private func stage(_ fields: [String: Setting], words: [Setting] = [], in folder: String) throws -> any Stage {
        try PhraseStage.component().make(from: Setting.Table(items: words, fields: fields, directory: folder))
    }

    private func annotate(_ text: String, _ stage: any Stage) throws -> Document {
        var instance = try stage.makeInstance(for: Worker())
        var document = try Document.whitespaceTokenized(text)
        try instance.process(&document, StageContext(stage: "s"))
        return document
    }

    @Test func theComponentReadsLists() throws {
        let folder = try TemporaryFolder(["places.tsv": "phrase\tqid\nNew York\tQ60\n"])
        let stage = try stage(
            ["list": .value("places.tsv"), "label": .value("LOC"), "fold": .value(true), "id": .value("qid")],
            words: [.value("Bonn")], in: folder.path)
        let document = try annotate("bonn and new york", stage)
        #expect(document.spans(in: "entities").map(\.description) == ["LOC(bonn)", "LOC(new york)"])
        #expect(document.annotations.last?.attributes == ["entity": "Q60"])
    }

    @Test func wordsMayHoldWhatFilesHold() throws {
        let word = Setting.Table(
            items: [.value("Bonn")],
            fields: [
                "id": .value("Q586"), "aliases": .table(Setting.Table(items: [.value("Bundesstadt")])),
                "label": .value("CITY"), "river": .value("Rhine"),
            ])
        let document = try annotate("Bundesstadt", try stage([:], words: [.table(word)], in: "."))
        #expect(document.annotations.map(\.label) == ["CITY"])
        #expect(document.annotations.map(\.attributes) == [["entity": "Q586", "river": "Rhine"]])
    }

    @Test func aCompiledListTakesThePlaceOfItsSource() throws {
        let folder = try TemporaryFolder(["p.tsv": "phrase\tid\nNew York\tQ60\n"])
        let list = try PhraseList(contentsOf: folder.path("p.tsv"))
        try folder.write(list.compiled, to: "p.phrases")
        let stage = try stage(["list": .value("p.phrases"), "label": .value("LOC")], in: folder.path)
        #expect(try annotate("new york", stage).annotations.map(\.attributes) == [["entity": "Q60"]])
    }

    @Test(arguments: [
        (["match": "text"], "extract.phrases was compiled to match 'lower', not 'text'"),
        (["id": "qid"], "extract.phrases is compiled, so 'id' decides nothing"),
        (["words": "Bonn"], "extract.phrases is compiled and takes no other words"),
    ])
    func whatACompiledListHasDecidedCannotBeChanged(_ options: [String: String], _ message: String) throws {
        let folder = try TemporaryFolder()
        try folder.write(PhraseList(entries: [PhraseEntry("a")]).compiled, to: "p.phrases")
        var fields: [String: Setting] = ["list": .value("p.phrases"), "label": .value("LOC")]
        for (key, value) in options where key != "words" { fields[key] = .value(.string(value)) }
        let text = diagnostics {
            _ = try stage(fields, words: options["words"].map { [.value(.string($0))] } ?? [], in: folder.path)
        }
        #expect(text.hasPrefix("error: \(message)"), "\(text)")
    }

    @Test func aDamagedFileIsNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(PhraseList(entries: [PhraseEntry("a")]).compiled.dropLast(8)), to: "p.phrases")
        let text = diagnostics {
            _ = try stage(["list": .value("p.phrases"), "label": .value("LOC")], in: folder.path)
        }
        #expect(folder.relative(text).hasPrefix("p.phrases: error: this is not a compiled phrase list"), "\(text)")
    }

    @Test func whatIsMissingOrContradictsItselfIsAnError() throws {
        let nothing = diagnostics { _ = try stage(["label": .value("X")], in: ".") }
        #expect(nothing.hasPrefix("error: extract.phrases: there are no phrases"))
        let both = diagnostics {
            _ = try stage(
                ["label": .value("X"), "fold": .value(true), "match": .value("text")], words: [.value("a")], in: ".")
        }
        #expect(both.contains("contradict each other"))
        let unlabelled = diagnostics { _ = try stage([:], words: [.value("a")], in: ".") }
        #expect(unlabelled.hasPrefix("error: extract.phrases: not every entry has a label"))
        let empty = diagnostics { _ = try stage(["label": .value("X")], words: [.value(" ")], in: ".") }
        #expect(empty.hasPrefix("error: extract.phrases has a phrase without a word"))
        let file = diagnostics { _ = try stage(["label": .value("X"), "list": .value("none.tsv")], in: ".") }
        #expect(file.contains("cannot read none.tsv"))
    }
}

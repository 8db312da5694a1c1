import PipelineCore
import PipelineTestSupport

@testable import PipelineScripting

extension Catalog {
    /// A few stages and formats that are enough to define a run.
    static let testing = Catalog(
        stages: Registry([
            Component(name: "tokenize.words", summary: "words between blanks", assigns: [.tokens, .sentences]) {
                WordStage(name: $0.name, location: $0.location)
            },
            Component(
                name: "extract.rules", summary: "calls a function for each word",
                options: [
                    Option("rules", .script, "a rule file", isRequired: true), Option("label", .string, "a label"),
                    Option("size", .integer, "a number"),
                ],
                positional: "rules", assigns: ["entities"], make: RuleStage.init),
        ]),
        readers: Registry([
            Component(
                name: "list", summary: "texts", options: [Option("texts", .strings, "the texts", isRequired: true)],
                positional: "texts"
            ) { ListReader(texts: $0.strings("texts") ?? []) },
            Component(
                name: "text", summary: "files", options: [Option("path", .strings, "paths", isRequired: true)],
                positional: "path"
            ) { options in ListReader(texts: (options.strings("path") ?? []).map(options.resolve)) },
        ]),
        writers: Registry([
            Component(
                name: "jsonl", summary: "records", options: [Option("path", .path, "a file", isRequired: true)],
                positional: "path"
            ) { PathWriter(path: $0.path("path") ?? "-") }
        ]))
}

struct WordStage: Stage, StageInstance {
    let name: String
    let assigns: [Feature] = [.tokens, .sentences]
    let location: SourceLocation?

    func process(_ document: inout Document, _ context: StageContext) throws {
        let words = try Document.whitespaceTokenized(document.text.string)
        try document.setTokens(words.tokens, sentenceStarts: words.sentences.starts)
    }
}

/// Hands each word to the function of each rule as a match, and notes in the metadata what it gave back.
struct RuleStage: Stage {
    let name: String
    let requires: [Feature] = [.tokens]
    let assigns: [Feature] = ["entities"]
    let location: SourceLocation?
    let functions: [ScriptFunction]

    init(_ options: Options) throws {
        name = options.name
        location = options.location
        functions = (options.table("rules")?.items ?? []).compactMap { $0.table?.fields["emit"]?.function }
    }

    func makeInstance(for worker: Worker) throws -> any StageInstance {
        guard let host = worker.scripts else { throw PipelineError(.stageFailed, "there is no script state") }
        return Instance(stage: self, host: host)
    }

    private struct Instance: StageInstance {
        let stage: RuleStage
        let host: any ScriptHost

        func process(_ document: inout Document, _ context: StageContext) throws {
            var values: [Value] = []
            for (number, function) in stage.functions.enumerated() {
                for token in 0..<document.tokens.count {
                    let match = Match(
                        tokens: token..<token + 1, claim: token..<token + 1, captures: [], score: 1,
                        provenance: Provenance(stage: stage.name, phase: "rules", rule: "rule \(number + 1)"))
                    values.append(try host.call(function, match: match, on: &document, stage: stage.name))
                }
            }
            document.metadata[stage.name] = .array(values)
        }
    }
}

struct ListReader: Reader {
    let texts: [String]

    func open() -> any DocumentSource { Source(texts: texts[...]) }

    private struct Source: DocumentSource {
        var texts: ArraySlice<String>

        mutating func next() -> RawDocument? {
            guard let text = texts.popFirst() else { return nil }
            let position = texts.startIndex
            return RawDocument(name: "\(position)") { Document(id: "d\(position)", text: DocumentText(text)) }
        }
    }
}

struct PathWriter: Writer {
    let path: String

    func encode(_ document: Document, into bytes: inout [UInt8]) throws {
        bytes += Array("\(document.id) \(Value.object(document.metadata).json)\n".utf8)
    }
}

/// The definition `main.lua` in a folder of files.
func definition(_ folder: TemporaryFolder, catalog: Catalog = .testing, settings: [String: String] = [:]) throws
    -> Definition
{
    try Definition(path: folder.path("main.lua"), catalog: catalog, settings: settings)
}

/// An error as a person sees it, without the folder of the test.
func shown(_ error: any Error, in folder: TemporaryFolder) -> String {
    folder.relative(DiagnosticFormatter().format(PipelineError(error, code: .stageFailed)))
}

/// The lines of a definition around its stages.
func define(_ stages: String) -> String {
    """
    local pipeline = require "pipeline"
    return pipeline.define { stages = {
      \(stages)
    } }
    """
}

/// The least that a manifest says.
func manifest(_ name: String, _ more: String = "") -> String {
    #"{ "name": "\#(name)", "version": "1.0.0", "api": "1.0"\#(more) }"#
}

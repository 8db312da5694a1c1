import Foundation
import PipelineCore
import PipelineExtract
import PipelineLua
import PipelineTestSupport
import Testing

@testable import PipelineScripting

/// One case of a suite in the folder `Lua`: a function that is given a fresh document and the checks of `check.lua`.
struct LuaCase: Sendable, CustomTestStringConvertible {
    let file: String
    let name: String

    var testDescription: String { name }

    /// All cases of a suite.
    static func all(in file: String) throws -> [LuaCase] {
        let state = try makeState(file)
        let suite = try #require(try state.result(of: SourceFile(path: path(file))).table)
        return try state.lua.pairs(of: suite).compactMap(\.key.text).sorted().map { LuaCase(file: file, name: $0) }
    }

    /// Runs the case and gives the document as it then is.
    @discardableResult
    func run() throws -> Document {
        let state = try Self.makeState(file)
        let check = try state.result(of: SourceFile(path: Self.path("check.lua")))
        let suite = try #require(try state.result(of: SourceFile(path: Self.path(file))).table)
        let body = try #require(state.lua.field(name, of: suite).function)
        var document = try Document.sample()
        try state.lend(&document, to: Provenance(stage: "suite")) {
            _ = try state.lua.call(body, [state.lua.makeObject(state.classes.document, 0), check])
        }
        return document
    }

    private static func path(_ file: String) -> String {
        Bundle.module.bundleURL.appending(path: "Lua/\(file)").path(percentEncoded: false)
    }

    private static func makeState(_ file: String) throws -> ScriptState {
        var catalog = Catalog.testing
        catalog.patterns = { patterns, _, _ in try PhraseMatcher(patterns) }
        catalog.expressions = ExpressionStage.compiler
        let capabilities = ["read:data/", "read:check.lua", "read:folder", "env:PATH", "env:NOT_SET_ANYWHERE"]
        return try ScriptState(
            Script(
                path: path(file), catalog: catalog, settings: ["desk": "world"], modules: ["roots/one", "roots/two"],
                capabilities: capabilities.map { try Capability($0) }))
    }
}

extension Document {
    /// Two sentences with three names, an event, a relation and metadata of each kind.
    static func sample(id: String = "a1") throws -> Document {
        var document = try whitespaceTokenized(
            "Léna Orlova met Karim Haddad in Oslo 👍 .\nThey said no .", id: id)
        document.source = "in/\(id).txt"
        document.language = "en"
        document.metadata = [
            "desk": "world", "n": 1, "x": 1.0, "null": nil, "tags": ["a", "b"], "empty": [], "object": [:],
            "deep": ["list": [["name": "x"]]],
        ]
        document.assign("meet", to: .lemma, at: 2)
        document.assign("say", to: .lemma, at: 10)
        let names = Provenance(stage: "tag", rule: "names")
        let lena = try document.annotate(
            tokens: 0..<2, layer: "entities", label: "PER", attributes: ["entity": "Lena Orlova"], provenance: names)
        let karim = try document.annotate(tokens: 3..<5, layer: "entities", label: "PER", provenance: names)
        try document.annotate(tokens: 6..<7, layer: "entities", label: "LOC", provenance: names)
        try document.annotate(tokens: 10..<11, layer: "events", label: "SAY", provenance: names)
        try document.relate(
            label: "MET",
            arguments: [.init("who", [lena]), .init("whom", [karim]), .init("all", [lena, karim])],
            attributes: ["sure": true], provenance: Provenance(stage: "relate", rule: "meetings"))
        return document
    }
}

/// Finds phrases: the words of a pattern one after the other. The first is the capture `head`, each other one a run of
/// the capture `tail`.
struct PhraseMatcher: PatternMatcher, PatternSearcher {
    let phrases: [[String]]
    let requires: [Feature] = [.tokens]
    let warnings: [PipelineError] = []

    init(_ patterns: [PatternSource]) throws {
        phrases = patterns.map { source in
            let words = source.pattern.table?.items ?? source.pattern.value?.array?.map { .value($0) }
            return words?.compactMap(\.string)
                ?? (source.pattern.string ?? "").split(separator: " ").map(String.init)
        }
        if phrases.contains(where: { $0.contains("(") }) {
            throw PipelineError(.patternInvalid, "'(' is not closed")
        }
    }

    func makeSearcher() -> any PatternSearcher { self }

    func matches(in document: Document) -> [[Match]] {
        let words = (0..<document.tokens.count).map(document.tokenText)
        return phrases.map { phrase in
            words.indices.filter { words[$0...].starts(with: phrase) }.map { start in
                let run = start..<start + phrase.count
                let tail = run.dropFirst().map { $0..<$0 + 1 }
                return Match(
                    tokens: run, claim: run,
                    captures: [
                        .init(name: "head", runs: [start..<start + 1]),
                        .init(name: "tail", runs: tail, isRepeated: true),
                    ].filter { !$0.runs.isEmpty },
                    names: ["head", "tail"], score: 1.5, provenance: Provenance(stage: "find", rule: "find"))
            }
        }
    }
}

import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

/// What a pattern finds in a text of words between blanks, as the texts of the matches.
func found(
    _ pattern: String, in document: Document, lists: [String: PhraseList] = [:], macros: [String: String] = [:],
    claim: String? = nil, within: MatchUnit = .sentence
) throws -> [Match] {
    let phase = try compiled(pattern, lists: lists, macros: macros, claim: claim, within: within)
    var values = TokenValues([phase.program])
    values.load(document)
    values.loadLayers(document)
    var matcher = PhaseMatcher(phase.program, values: values)
    let emitter = MatchEmitter(phase: phase, stage: "test", worker: Worker())
    return try matcher.matches(in: document, units: within.ranges(in: document), values)
        .map { emitter.pending($0).match }
}

extension Document {
    /// The text of a run of tokens.
    func text(_ run: Range<Int>) -> String { text[bytes(ofTokens: run)] }

    /// A document of `word/UPOS/lemma` between blanks; what is left out is not assigned.
    static func tagged(_ text: String) throws -> Document {
        let lines = text.split(separator: "\n").map { $0.split(separator: " ").map { $0.split(separator: "/") } }
        let plain = lines.map { $0.map { String($0[0]) }.joined(separator: " ") }.joined(separator: "\n")
        var document = try Document.whitespaceTokenized(plain)
        for (index, token) in lines.flatMap({ $0 }).enumerated() {
            if token.count > 1 { document.assign(String(token[1]), to: .upos, at: index) }
            if token.count > 2 { document.assign(String(token[2]), to: .lemma, at: index) }
        }
        return document
    }

    /// A document from marked text; each mark is an annotation of the layer.
    static func marked(_ text: MarkedText, layer: String = "entities") throws -> Document {
        var document = try Document.whitespaceTokenized(text.plain)
        for span in text.spans {
            try document.annotate(
                bytes: span.bytes, layer: layer, label: span.label, provenance: Provenance(stage: "test"))
        }
        return document
    }
}

/// The errors of something that throws them all at once, laid out as on a terminal.
func diagnostics(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "no error"
    } catch {
        return DiagnosticFormatter().format(PipelineError(error, code: .stageFailed))
    }
}

/// A phase of one rule.
func compiled(
    _ pattern: String, lists: [String: PhraseList] = [:], macros: [String: String] = [:], claim: String? = nil,
    within: MatchUnit = .sentence
) throws -> CompiledPhase {
    let rule = Rule(name: "r", pattern: pattern, claim: claim, label: "X")
    return try compiled([rule], lists: lists, macros: macros, within: within)
}

/// A phase of some rules.
func compiled(
    _ rules: [Rule], lists: [String: PhraseList] = [:], macros: [String: String] = [:], within: MatchUnit = .sentence
) throws -> CompiledPhase {
    var compiler = RuleCompiler(stage: "test") { $0.split(separator: " ").map(String.init) }
    compiler.add(RuleSet(lists: lists, macros: macros, phases: [Phase(name: "p", within: within, rules: rules)]))
    try compiler.check()
    return try #require(compiler.phases.first)
}

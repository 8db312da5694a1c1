import Pipeline
import PipelineCore
import PipelineScripting

/// What the stages of a definition made of one document, and why.
struct Explanation {
    /// What one rule did, or how near it came.
    struct Rule {
        var explanation: RuleExplanation
        var stage: String
    }

    let document: Document
    let offsets: OffsetMap
    /// The rules in the order in which they ran.
    let rules: [Rule]

    /// Sends a document through the stages.
    ///
    /// - Parameter name: a rule that is asked for, with its phase or without; how near it came is then known.
    /// - Throws: what a stage throws; ``PipelineError`` when there is no such rule.
    init(_ document: Document, through pipeline: DocumentPipeline, rule name: String?) throws {
        let key = RuleTrace.Key()
        let worker = Worker()
        var instance = try pipeline.traced(key).makeInstance(for: worker)
        let trace = RuleTrace.of(worker, key)
        self.document = try instance.process(document)[0]
        offsets = OffsetMap(self.document.text)
        guard let name else {
            rules = trace.entries.flatMap { entry in
                entry.explanations.map { Rule(explanation: $0, stage: entry.stage.name) }
            }
            return
        }
        let known = trace.entries.flatMap(\.explanations).flatMap { [$0.provenance.by, $0.provenance.rule ?? ""] }
        guard known.contains(name) else {
            try Self.refuseUntraced(name, in: self.document)
            throw PipelineError(
                .definitionInvalid, "there is no rule '\(name)'",
                remedy: Suggestion.closest(to: name, among: known).map { "did you mean '\($0)'?" }
                    ?? "pipeline explain without --rule lists the rules that matched")
        }
        rules = try trace.entries.flatMap { entry in
            let wanted = entry.explanations.map(\.provenance).filter { $0.rule == name || $0.by == name }
            guard !wanted.isEmpty else { return [Rule]() }
            var copy = entry.before
            return try entry.stage.explain(&copy, rules: Set(wanted.compactMap(\.rule)), for: worker)
                .filter { wanted.contains($0.provenance) }
                .map { Rule(explanation: $0, stage: entry.stage.name) }
        }
    }

    /// - Throws: ``PipelineError`` when a stage names the rule in what it adds, but keeps no account of its rules.
    private static func refuseUntraced(_ name: String, in document: Document) throws(PipelineError) {
        let named = document.annotations.map(\.provenance) + document.relations.map(\.provenance)
        guard let provenance = named.first(where: { $0.rule == name || $0.by == name }) else { return }
        throw PipelineError(
            .definitionInvalid,
            "'\(name)' is a rule of the stage '\(provenance.stage)', which keeps no account of what its rules look at",
            remedy: "pipeline explain --at OFFSET says what it gave at a place")
    }

    /// The rules that matched something, whether it counts or not.
    var matching: [Rule] { rules.filter { !$0.explanation.matches.isEmpty } }

    /// A part of the text in Unicode scalars.
    func range(_ bytes: Range<Int>) -> Range<Int> {
        offsets.offset(ofByte: bytes.lowerBound)..<offsets.offset(ofByte: bytes.upperBound)
    }

    func bytes(_ match: Match) -> Range<Int> { document.bytes(ofTokens: match.tokens) }

    /// A part of the text on one line.
    func quote(_ bytes: Range<Int>) -> String {
        let words = document.text[bytes].split(whereSeparator: \.isWhitespace)
        guard words.count > 14 else { return "'\(words.joined(separator: " "))'" }
        return "'\(words.prefix(8).joined(separator: " ")) … \(words.suffix(4).joined(separator: " "))'"
    }

    /// The token columns that some stage assigned.
    var columns: [String] { document.tokens.assignedColumns.map(\.name) }

    /// Why a document has no tokens to speak of, or why its rules are not all there.
    var note: String? { document.dropReason.map { "a stage dropped the document: \($0)" } }
}

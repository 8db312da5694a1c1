internal import PipelineCore

/// What one worker keeps for a ``SpacyStage``.
struct SpacyInstance: StageInstance {
    private let stage: SpacyStage
    private var values: TokenValues
    private var matcher: PhaseMatcher
    private var search: SpanSearch
    private var finder: PhraseFinder

    init(_ stage: SpacyStage, worker: Worker) {
        self.stage = stage
        let forms = TokenForms.shared(by: worker)
        let values = TokenValues([stage.program], forms: forms)
        self.values = values
        matcher = PhaseMatcher(stage.program, values: values)
        search = SpanSearch(stage.program)
        finder = PhraseFinder(stage.phrases, policy: .all, forms: forms)
    }

    mutating func process(_ document: inout Document, _ context: StageContext) throws {
        guard !document.tokens.isEmpty else { return }
        let spans = SpacyRuler.distinct(try self.spans(in: document))
        let count = document.tokens.count
        if let greedy = stage.options.greedy {
            try annotate(SpacyRuler.filtered(spans, greedy, tokenCount: count), &document)
        } else if stage.options.ruler == .span {
            try annotate(spans, &document)
        } else {
            try annotateEntities(spans, &document)
        }
    }

    /// All spans that any pattern matches.
    private mutating func spans(in document: Document) throws -> [SpacyRuler.Span] {
        var spans: [SpacyRuler.Span] = []
        let (rules, stageName) = (stage.rules, stage.name)
        for hit in finder.find(in: document) {
            let pattern = rules.ofPhrases[Int(stage.phrases.trie.entry(of: hit.phrase))]
            spans.append(
                SpacyRuler.Span(
                    start: hit.tokens.lowerBound, end: hit.tokens.upperBound, key: rules.keys[pattern], pattern: pattern
                ))
        }
        guard !rules.ofTokens.isEmpty else { return spans }
        values.load(document)
        values.loadLayers(document)
        let unit = 0..<document.tokens.count
        try matcher.forEachStart(in: document, unit: unit, values) { rule, start, input in
            let pattern = rules.ofTokens[rule]
            try search.forEachEnd(of: rule, from: start, before: unit.upperBound, input) { end in
                guard spans.count < SpacyStage.maximumSpans else { throw Self.tooMany(stageName) }
                spans.append(SpacyRuler.Span(start: start, end: end, key: rules.keys[pattern], pattern: pattern))
            }
        }
        return spans
    }

    private static func tooMany(_ stage: String) -> PipelineError {
        PipelineError(
            .stageFailed, "the patterns match more than \(SpacyStage.maximumSpans) spans of the document",
            remedy: "write a count such as {0,40} in place of * or +", stage: stage)
    }

    private func annotate(_ spans: [SpacyRuler.Span], _ document: inout Document) throws {
        let rules = stage.rules
        for span in spans {
            try document.annotate(
                tokens: span.start..<span.end, layer: stage.options.layer, label: rules.labels[span.pattern],
                attributes: rules.attributes[span.pattern], provenance: rules.provenances[span.pattern])
        }
    }

    private func annotateEntities(_ spans: [SpacyRuler.Span], _ document: inout Document) throws {
        var isTaken = [Bool](repeating: false, count: document.tokens.count)
        let known = document.annotations.filter { $0.layer == stage.options.layer && !$0.tokens.isEmpty }
        guard stage.options.overwrite else {
            for annotation in known { for token in annotation.tokens { isTaken[token] = true } }
            return try annotate(SpacyRuler.entities(spans, isTaken: isTaken), &document)
        }
        let entities = SpacyRuler.entities(spans, isTaken: isTaken)
        for span in entities { for token in span.start..<span.end { isTaken[token] = true } }
        for annotation in known where annotation.tokens.contains(where: { isTaken[$0] }) {
            document.remove(annotation.id)
        }
        try annotate(entities, &document)
    }
}

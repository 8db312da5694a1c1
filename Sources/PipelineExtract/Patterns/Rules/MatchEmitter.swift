internal import PipelineCore

/// A match that may still have to prove itself.
struct PendingMatch {
    var match: Match
    var raw: RawMatch
}

/// Makes what the rules of a phase say of their matches.
struct MatchEmitter {
    let phase: CompiledPhase
    let stage: String
    let worker: Worker
    /// Whether any rule has a condition.
    let hasConditions: Bool
    /// For each rule what it makes, if that is the same annotation of every match.
    private let plain: [PlainEmission?]

    init(phase: CompiledPhase, stage: String, worker: Worker) {
        self.phase = phase
        self.stage = stage
        self.worker = worker
        hasConditions = phase.rules.contains { $0.condition != nil }
        plain = phase.rules.map(\.plain)
    }

    /// The positions of the matches that count under the phase's policy, in text order.
    func order(of matches: [RawMatch]) -> [Int] {
        guard phase.policy == .all else { return phase.policy.resolve(matches.map(candidate)) }
        return Policy.textOrder(matches.count) { (matches[$0].claim, matches[$0].rule) }
    }

    /// What a policy looks at.
    func candidate(_ raw: RawMatch) -> Candidate {
        Candidate(
            claim: raw.claim, priority: phase.rules[raw.rule].priority, score: score(raw), rule: raw.rule)
    }

    /// The score of a match: what the rule says, with what its captures add.
    func score(_ raw: RawMatch) -> Double {
        let score = phase.rules[raw.rule].score ?? 1
        guard !phase.rules[raw.rule].terms.isEmpty else { return score }
        return phase.rules[raw.rule].terms.reduce(score) { $0 + (raw.has($1.capture) ? $1.weight : 0) }
    }

    /// Whether a match makes nothing, whatever it says.
    func isGuard(_ raw: RawMatch) -> Bool { phase.rules[raw.rule].isGuard }

    /// Builds the public form of a match.
    func pending(_ raw: RawMatch) -> PendingMatch {
        let rule = phase.rules[raw.rule]
        let names = phase.program.rules[raw.rule].captures
        var captures: [Match.Capture] = []
        for (number, name) in names.enumerated() {
            let runs = raw.runs.filter { $0.capture == number }.map(\.tokens)
            guard !runs.isEmpty else { continue }
            captures.append(Match.Capture(name: name, runs: runs, isRepeated: rule.repeated.contains(name)))
        }
        let match = Match(
            tokens: raw.tokens, claim: raw.claim, captures: captures, names: names, score: score(raw),
            provenance: rule.provenance)
        return PendingMatch(match: match, raw: raw)
    }

    /// Whether a match passes its rule's condition.
    func passes(_ raw: RawMatch, _ document: inout Document) throws -> Bool {
        guard let condition = phase.rules[raw.rule].condition else { return true }
        switch try call(condition, pending(raw).match, &document) {
        case .null, .boolean(false): return false
        default: return true
        }
    }

    private func call(_ function: MatchFunction, _ match: Match, _ document: inout Document) throws -> Value {
        switch function {
        case .native(let function): return try function(match, &document)
        case .script(let function):
            guard let scripts = worker.scripts else {
                throw PipelineError(
                    .scriptFailed,
                    "the rule '\(match.provenance.rule ?? "")' calls a function, and nothing runs scripts",
                    location: function.location)
            }
            return try scripts.call(function, match: match, on: &document, stage: stage)
        }
    }

    /// Makes what a match makes, which is nothing for a guard.
    func emit(_ raw: RawMatch, into document: inout Document) throws {
        guard let plain = plain[raw.rule] else { return try emit(pending(raw), into: &document) }
        try document.annotate(
            tokens: raw.claim, layer: plain.layer, label: plain.label, attributes: plain.attributes,
            provenance: plain.provenance)
    }

    private func emit(_ pending: PendingMatch, into document: inout Document) throws {
        let rule = phase.rules[pending.raw.rule]
        // Several emissions of a match share the annotations of its captures.
        var made: [Key: AnnotationID] = [:]
        for emission in rule.emissions {
            switch emission {
            case .function(let function): _ = try call(function, pending.match, &document)
            case .annotation(let label, let layer, let span, let templates):
                let runs = span.map { pending.match[$0] } ?? [pending.match.claim]
                for run in runs {
                    try document.annotate(
                        tokens: run, layer: layer, label: label,
                        attributes: attributes(templates, rule, pending, document), provenance: rule.provenance)
                }
            case .relation(let label, let names, let layer, let templates):
                let attributes = attributes(templates, rule, pending, document)
                let arguments = try names.compactMap { name, capture -> Relation.Argument? in
                    let ids = try annotations(of: capture, layer, pending, &made, &document)
                    return ids.isEmpty ? nil : Relation.Argument(name, ids)
                }
                guard !arguments.isEmpty else { continue }
                try document.relate(
                    label: label, arguments: arguments, attributes: attributes, provenance: rule.provenance)
            }
        }
    }

    private struct Key: Hashable {
        var capture: String
        var layer: String
        var tokens: Range<Int>
    }

    /// The annotations that stand for the runs of a capture.
    private func annotations(
        of capture: String, _ layer: String, _ pending: PendingMatch, _ made: inout [Key: AnnotationID],
        _ document: inout Document
    ) throws -> [AnnotationID] {
        let rule = phase.program.rules[pending.raw.rule]
        var ids: [AnnotationID] = []
        for run in pending.raw.runs where rule.captures[run.capture] == capture {
            if let edge = run.edge, let known = annotation(edge, document) {
                ids.append(known.id)
                continue
            }
            let key = Key(capture: capture, layer: layer, tokens: run.tokens)
            if let known = made[key] {
                ids.append(known)
                continue
            }
            let provenance = phase.rules[pending.raw.rule].provenance
            let id = try document.annotate(
                tokens: run.tokens, layer: layer, label: capture.uppercased(), provenance: provenance)
            made[key] = id
            ids.append(id)
        }
        return ids
    }

    /// The annotation of an edge. Functions of earlier matches may have removed annotations, so the position alone is
    /// not trusted.
    private func annotation(_ edge: Edge, _ document: Document) -> Annotation? {
        guard !phase.program.edges.lists.contains(where: { $0.kind == edge.kind }),
            Int(edge.reference) < document.annotations.count
        else { return nil }
        let annotation = document.annotations[Int(edge.reference)]
        return annotation.tokens == Int(edge.start)..<Int(edge.end) ? annotation : nil
    }
}

// MARK: - Attributes

extension MatchEmitter {
    private func attributes(
        _ templates: [AttributeTemplate], _ rule: CompiledRule, _ pending: PendingMatch, _ document: Document
    ) -> Value.Object {
        var attributes = Value.Object()
        for template in templates {
            switch template.source {
            case .constant(let value): attributes[template.name] = value
            case .capture(let capture, let field):
                attributes[template.name] = value(of: capture, field, pending, document)
            }
        }
        if rule.score != nil, attributes["confidence"] == nil {
            attributes["confidence"] = .number(CompiledRule.confidence(pending.match.score))
        }
        return attributes
    }

    /// What a reference to a capture stands for; `nil` when the capture took no part or has no such field.
    private func value(
        of capture: String, _ field: String?, _ pending: PendingMatch, _ document: Document
    ) -> Value? {
        let runs = pending.match[capture]
        guard let first = runs.first, let last = runs.last else { return nil }
        let hull = first.lowerBound..<last.upperBound
        let edge = pending.raw.runs.first {
            phase.program.rules[pending.raw.rule].captures[$0.capture] == capture && $0.edge != nil
        }?.edge
        switch field {
        case nil, "text": return .string(document.text[document.bytes(ofTokens: hull)])
        case "lower": return .string(LexicalAttributes.lower(document.text[document.bytes(ofTokens: hull)]))
        case let field?:
            if let value = edge.flatMap({ self.value(of: $0, field, document) }) { return value }
            return columnValue(field, hull, document)
        }
    }

    private func value(of edge: Edge, _ field: String, _ document: Document) -> Value? {
        if let list = phase.program.edges.lists.first(where: { $0.kind == edge.kind }) {
            return list.list.trie.value(PhraseColumns.stored(field), of: edge.reference)
        }
        guard let annotation = annotation(edge, document) else { return nil }
        if field == "label" { return .string(annotation.label) }
        return annotation.attributes[field] ?? (field == "id" ? annotation.attributes["entity"] : nil)
    }

    /// The values of a column, with a blank between tokens.
    private func columnValue(_ field: String, _ run: Range<Int>, _ document: Document) -> Value? {
        let values = run.compactMap { document.value(of: TokenColumn(field), at: $0) }
        return values.isEmpty ? nil : .string(values.joined(separator: " "))
    }
}

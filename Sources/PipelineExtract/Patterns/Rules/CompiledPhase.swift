internal import PipelineCore

/// A phase ready to be run.
struct CompiledPhase: Sendable {
    var name: String
    var policy: Policy
    var within: MatchUnit
    var rules: [CompiledRule]
    var program: PhaseProgram
}

/// A rule without its pattern, which stands in the phase's program.
struct CompiledRule: Sendable {
    var provenance: Provenance
    var text: PatternText
    var score: Double?
    /// What captures add to the score, by their number.
    var terms: [(capture: Int, weight: Double)]
    var priority: Int
    var claim: String?
    var isGuard: Bool
    var condition: MatchFunction?
    var emissions: [CompiledEmission]
    /// What the rule makes if that is the same annotation of every match.
    private(set) var plain: PlainEmission?
    /// The captures of which a match may hold several runs.
    let repeated: Set<String>

    init(
        _ rule: Rule, _ text: PatternText, captures: [String], repeated: Set<String>, provenance: Provenance,
        emissions: [CompiledEmission]
    ) {
        self.repeated = repeated
        self.provenance = provenance
        self.text = text
        score = rule.score
        terms = rule.scoreTerms.compactMap { term in
            captures.firstIndex(of: term.capture).map { ($0, term.weight) }
        }
        priority = rule.priority
        claim = rule.claim
        isGuard = rule.isGuard
        condition = rule.condition
        self.emissions = emissions
        guard terms.isEmpty, emissions.count == 1,
            case .annotation(let label, let layer, nil, let templates) = emissions[0]
        else {
            return
        }
        var attributes = Value.Object()
        for template in templates {
            guard case .constant(let value) = template.source else { return }
            attributes[template.name] = value
        }
        if let score, attributes["confidence"] == nil { attributes["confidence"] = .number(Self.confidence(score)) }
        plain = PlainEmission(label: label, layer: layer, attributes: attributes, provenance: provenance)
    }

    /// A score as what is made of a match shows it.
    static func confidence(_ score: Double) -> Double { min(1, max(0, score)) }

    /// What a document has once the rule has matched.
    var assigns: Set<Feature> {
        var features: Set<Feature> = []
        for emission in emissions {
            switch emission {
            case .annotation(_, let layer, _, _): features.insert(.layer(layer))
            case .relation(_, _, let layer, _): features.formUnion([.layer(layer), .relations])
            case .function: break
            }
        }
        return features
    }
}

/// An annotation of the claim that says the same whatever was matched.
final class PlainEmission: Sendable {
    let label: String
    let layer: String
    let attributes: Value.Object
    let provenance: Provenance

    init(label: String, layer: String, attributes: Value.Object, provenance: Provenance) {
        self.label = label
        self.layer = layer
        self.attributes = attributes
        self.provenance = provenance
    }
}

/// What a match makes, with nothing left to look up but the document.
enum CompiledEmission: Sendable {
    typealias Argument = (name: String, capture: String)

    case annotation(label: String, layer: String, span: String?, [AttributeTemplate])
    case relation(label: String, [Argument], layer: String, [AttributeTemplate])
    case function(MatchFunction)
}

/// An attribute with its value or where the value is taken from.
struct AttributeTemplate: Sendable {
    enum Source: Sendable {
        case constant(Value)
        case capture(String, field: String?)
    }

    var name: String
    var source: Source
}

extension RuleCompiler {
    /// The arguments of the relations that the rules make.
    var schema: Schema {
        var schema = Schema()
        for case .relation(let label, let arguments, _, _) in phases.flatMap(\.rules).flatMap(\.emissions) {
            schema.add(arguments: arguments.map(\.name), of: label)
        }
        return schema
    }
}

// MARK: - Compiling

extension RuleCompiler {
    mutating func compile(
        _ rule: Rule, in phase: Phase, captures: [String], _ node: PatternNode, _ text: PatternText
    ) -> CompiledRule {
        var used: Set<String> = []
        let owner = "rule '\(rule.name)'"
        func known(_ capture: String, _ errors: inout [PipelineError]) {
            used.insert(capture)
            guard !captures.contains(capture) else { return }
            errors.append(
                PipelineError(
                    .definitionInvalid, "\(owner) has no capture '\(capture)'",
                    remedy: Suggestion.remedy(for: capture, among: captures)
                        ?? "name a part of the pattern: \(capture):( … )",
                    location: rule.origin.location(of: capture, after: rule.name)))
        }
        if let claim = rule.claim { known(claim, &errors) }
        for term in rule.scoreTerms { known(term.capture, &errors) }
        let layer = rule.layer ?? phase.layer ?? defaults.layer
        let emissions = emissions(of: rule, in: phase, layer: layer ?? phase.name) { known($0, &$1) }
        let usesAll =
            isBare || rule.condition != nil || rule.emit.contains(where: \.isFunction)
        for capture in captures where !usesAll && !used.contains(capture) {
            let whole = 0..<text.source.utf8.count
            report(
                PatternProblem(
                    range: whole, message: "capture '\(capture)' is not used",
                    remedy: "name it in 'emit', 'claim' or 'score', or take the name away", isWarning: true), text)
        }
        if rule.condition != nil || rule.emit.contains(where: \.isFunction) { warnAboutHidden(captures, text) }
        let runs = captures.isEmpty ? [:] : node.captureRuns(macros)
        return CompiledRule(
            rule, text, captures: captures, repeated: Set(runs.filter { $0.value > 1 }.keys),
            provenance: Provenance(
                stage: stage, phase: phase.name, rule: rule.name, location: rule.origin.location),
            emissions: emissions)
    }

    /// Functions of a match read its captures as fields, but its own fields come first.
    private mutating func warnAboutHidden(_ captures: [String], _ text: PatternText) {
        for name in captures where Match.fieldNames.contains(name) {
            report(
                PatternProblem(
                    range: 0..<text.source.utf8.count,
                    message: "capture '\(name)' has the name of a field of the match",
                    remedy: "functions read it as m.captures.\(name)", isWarning: true), text)
        }
    }

    private mutating func emissions(
        of rule: Rule, in phase: Phase, layer: String, _ known: (String, inout [PipelineError]) -> Void
    ) -> [CompiledEmission] {
        if rule.isGuard || isBare { return [] }
        let label = rule.label ?? phase.label ?? defaults.label
        let emissions = rule.emit.isEmpty && label != nil ? [.annotation()] : rule.emit
        if emissions.isEmpty {
            errors.append(
                PipelineError(
                    .definitionInvalid, "rule '\(rule.name)' makes nothing",
                    remedy: "write emit = { label = \"…\" } or guard = true", location: rule.origin.location))
        }
        return emissions.compactMap { emission in
            switch emission {
            case .function(let function): return .function(function)
            case .annotation(let own, let ownLayer, let span, let attributes):
                if let span { known(span, &errors) }
                guard let label = own ?? label else {
                    errors.append(
                        PipelineError(
                            .definitionInvalid, "rule '\(rule.name)': 'emit' needs a label",
                            location: rule.origin.location))
                    return nil
                }
                return .annotation(label: label, layer: ownLayer ?? layer, span: span, templates(attributes, known))
            case .relation(let label, let arguments, let ownLayer, let attributes):
                for argument in arguments { known(argument.capture, &errors) }
                return .relation(label: label, arguments, layer: ownLayer ?? layer, templates(attributes, known))
            }
        }
    }

    /// `$capture`, `$capture.field`, `$$` for a dollar sign; anything else stands for itself.
    private mutating func templates(
        _ attributes: Value.Object, _ known: (String, inout [PipelineError]) -> Void
    ) -> [AttributeTemplate] {
        attributes.entries.map { entry in
            guard let string = entry.value.string, string.hasPrefix("$") else {
                return AttributeTemplate(name: entry.key, source: .constant(entry.value))
            }
            let rest = string.dropFirst()
            if rest.hasPrefix("$") {
                return AttributeTemplate(name: entry.key, source: .constant(.string(String(rest))))
            }
            guard let first = rest.first, first.isLetter || first == "_" else {
                return AttributeTemplate(name: entry.key, source: .constant(entry.value))
            }
            let parts = rest.split(separator: ".", maxSplits: 1).map(String.init)
            known(parts[0], &errors)
            return AttributeTemplate(
                name: entry.key, source: .capture(parts[0], field: parts.count > 1 ? parts[1] : nil))
        }
    }
}

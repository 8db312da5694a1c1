public import PipelineCore

/// Annotates what regular expressions over the text match.
///
/// Expressions are PCRE2's, with Unicode properties. Named groups become attributes. Cost: that of the expressions,
/// which backtrack; a search that goes beyond a fixed bound fails the document with an error.
public struct ExpressionStage: Stage {
    /// What becomes of a match that does not agree with the tokens.
    public enum Alignment: String, Sendable, CaseIterable {
        /// It grows to the tokens that it touches.
        case expand
        /// It shrinks to the tokens that lie in it whole, and is left out when there is none.
        case contract
        /// It is left out.
        case strict
        /// It stays as it is.
        case free
    }

    /// An expression with the label of what it matches.
    public struct Rule: Sendable {
        /// The label of the annotations.
        public var label: String
        /// The expression.
        public var expression: String
        /// The name in provenance; the label if not given.
        public var name: String?

        /// A rule.
        public init(label: String, expression: String, name: String? = nil) {
            self.label = label
            self.expression = expression
            self.name = name
        }
    }

    private struct Compiled: Sendable {
        var label: String
        var expression: Expression
        var provenance: Provenance
    }

    /// The name in messages and provenance.
    public let name: String
    /// What a document has once it has worked.
    public let assigns: [Feature]
    /// Where it is written in a definition, if it is.
    public let location: SourceLocation?
    private let layer: String
    private let alignment: Alignment
    private let rules: [Compiled]

    /// A stage for some expressions, whose matches may overlap.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `pattern.invalid` and all that is wrong.
    public init(
        name: String = "extract.expressions", rules: [Rule], layer: String = "entities",
        alignment: Alignment = .expand, location: SourceLocation? = nil
    ) throws(PipelineError) {
        self.name = name
        self.layer = layer
        self.alignment = alignment
        self.location = location
        assigns = [.layer(layer)]
        var errors: [PipelineError] = []
        var compiled: [Compiled] = []
        for rule in rules {
            do throws(TokenExpression.Failure) {
                let provenance = Provenance(stage: name, rule: rule.name ?? rule.label, location: location)
                let expression = try Expression(rule.expression)
                compiled.append(Compiled(label: rule.label, expression: expression, provenance: provenance))
            } catch {
                errors.append(
                    PipelineError(
                        .patternInvalid, "the expression of '\(rule.label)' is wrong: \(error.message)",
                        remedy: error.remedy, location: location))
            }
        }
        self.rules = compiled
        if var first = errors.first {
            first.others = Array(errors.dropFirst())
            throw first
        }
    }

    /// The instance that one worker uses for all its documents.
    public func makeInstance(for worker: Worker) throws -> any StageInstance {
        let searchers = rules.compactMap { Expression.Searcher($0.expression) }
        guard searchers.count == rules.count else {
            throw PipelineError(.stageFailed, "there is no memory for a regular expression")
        }
        let first = worker.profile?.addRules(rules.map(\.provenance.by), of: name) ?? 0
        return Instance(stage: self, searchers: searchers, profile: worker.profile, first: first)
    }

    private struct Instance: StageInstance {
        let stage: ExpressionStage
        let searchers: [Expression.Searcher]
        let profile: WorkProfile?
        /// The place of the first rule in the profile.
        let first: Int

        mutating func process(_ document: inout Document, _ context: StageContext) throws {
            for index in searchers.indices {
                guard let profile else {
                    _ = try annotate(index, &document)
                    continue
                }
                try profile.measure(rule: first + index) { try annotate(index, &document) }
            }
        }

        private func annotate(_ index: Int, _ document: inout Document) throws -> Int {
            let rule = stage.rules[index]
            var found: [[Range<Int>?]] = []
            do {
                try searchers[index].forEachMatch(in: document.text) { found.append($0) }
            } catch var error as PipelineError {
                error.message += " (rule '\(rule.provenance.rule ?? rule.label)')"
                throw error
            }
            for groups in found { try stage.annotate(groups, rule, &document) }
            return found.count
        }
    }

    private func annotate(_ groups: [Range<Int>?], _ rule: Compiled, _ document: inout Document) throws {
        guard let whole = groups.first ?? nil else { return }
        var attributes = Value.Object()
        for (name, number) in rule.expression.groups {
            if let range = groups[number] { attributes[name] = .string(document.text[range]) }
        }
        guard let bytes = aligned(whole, document) else { return }
        try document.annotate(
            bytes: bytes, layer: layer, label: rule.label, attributes: attributes, provenance: rule.provenance)
    }

    private func aligned(_ bytes: Range<Int>, _ document: Document) -> Range<Int>? {
        guard alignment != .free, !document.tokens.isEmpty else { return bytes }
        let touched = document.tokens.indices(touching: bytes)
        // White space between tokens has none to grow to.
        guard !touched.isEmpty else { return alignment == .expand ? bytes : nil }
        if alignment == .contract { return contracted(bytes, touched, document) }
        let whole = document.bytes(ofTokens: touched)
        return alignment == .expand || whole == bytes ? whole : nil
    }

    private func contracted(_ bytes: Range<Int>, _ touched: Range<Int>, _ document: Document) -> Range<Int>? {
        var inside = touched
        if document.bytes(ofTokens: inside.lowerBound..<inside.lowerBound + 1).lowerBound < bytes.lowerBound {
            inside = inside.lowerBound + 1..<inside.upperBound
        }
        guard !inside.isEmpty else { return nil }
        if document.bytes(ofTokens: inside.upperBound - 1..<inside.upperBound).upperBound > bytes.upperBound {
            inside = inside.lowerBound..<inside.upperBound - 1
        }
        return inside.isEmpty ? nil : document.bytes(ofTokens: inside)
    }
}

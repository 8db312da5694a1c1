public import PipelineCore

/// The stage `tokenize.pattern`: tokens are what a regular expression matches, for text in a form of its own such as
/// logs, formulas or identifiers.
///
/// What lies between matches becomes tokens as well, cut at white space, unless it is left out. A sentence is a line, a
/// paragraph a block of lines between blank ones. Cost: that of the expression; a search beyond the engine's bounds
/// fails the document.
public struct PatternTokenizerStage: Stage {
    /// The name in messages and provenance.
    public let name: String
    /// What it gives a document.
    public let assigns: [Feature] = [.tokens, .sentences]
    /// Where it is written, if it is in a definition.
    public let location: SourceLocation?
    private let expression: any TextExpression
    private let keepsRest: Bool

    /// A stage.
    ///
    /// - Parameters:
    ///   - name: the name in messages and provenance.
    ///   - expression: what matches a token; empty matches do not count.
    ///   - keepsRest: whether what lies between the matches becomes tokens, too.
    ///   - location: where it is defined, for messages.
    public init(
        name: String = "tokenize.pattern", expression: any TextExpression, keepsRest: Bool = true,
        location: SourceLocation? = nil
    ) {
        self.name = name
        self.expression = expression
        self.keepsRest = keepsRest
        self.location = location
    }

    /// A tokenizer with a searcher of its own.
    public func makeInstance(for worker: Worker) -> any StageInstance { Instance(stage: self) }

    private struct Instance: StageInstance {
        let stage: PatternTokenizerStage
        var searcher: (any TextExpressionSearcher)?

        mutating func process(_ document: inout Document, _ context: StageContext) throws {
            var searcher = try self.searcher ?? stage.expression.makeSearcher()
            defer { self.searcher = searcher }
            do {
                try document.apply(try stage.tokenize(document.text, with: &searcher))
            } catch let error as TextExpressionError {
                throw PipelineError(
                    .stageFailed, "the expression of \(stage.name) failed: \(error.message)",
                    remedy: "make the expression simpler")
            }
        }
    }

    private func tokenize(
        _ text: DocumentText, with searcher: inout any TextExpressionSearcher
    ) throws -> Tokenization {
        var lines = LineTokens()
        try text.bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let groups = try searcher.match(in: bytes, from: start, allowsEmpty: false, isCancelled: { false })
                guard let match = groups?.first ?? nil else { break }
                if match.isEmpty {
                    var next = match.upperBound + 1
                    while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
                    lines.pass(bytes, start..<min(next, bytes.count), asTokens: keepsRest)
                    start = next
                    continue
                }
                lines.pass(bytes, start..<match.lowerBound, asTokens: keepsRest)
                lines.add(match, in: bytes)
                start = match.upperBound
            }
            lines.pass(bytes, min(start, bytes.count)..<bytes.count, asTokens: keepsRest)
        }
        return lines.tokenization
    }
}

extension PatternTokenizerStage {
    /// What a definition may say of the stage.
    ///
    /// - Parameter compile: compiles the expression.
    public static func component(compile: @escaping TextExpressionCompiler) -> Component<any Stage> {
        Component(
            name: "tokenize.pattern", summary: "tokens are what a regular expression matches, a sentence a line",
            options: [
                Option("expression", .string, "what a token is, as a regular expression", isRequired: true),
                Option("rest", .boolean, "whether what lies between the matches becomes tokens, too; true if not said"),
            ],
            positional: "expression", assigns: [.tokens, .sentences]
        ) { options in
            do {
                let expression = try compile(options.string("expression") ?? "", [])
                return PatternTokenizerStage(
                    name: options.name, expression: expression, keepsRest: options.boolean("rest") ?? true,
                    location: options.location)
            } catch let error as TextExpressionError {
                throw options.error("the expression is wrong: \(error.message)")
            }
        }
    }
}

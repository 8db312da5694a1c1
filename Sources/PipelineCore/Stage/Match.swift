/// What a pattern matched.
public struct Match: Sendable, Hashable {
    /// A named part of a match. A capture in a loop has several runs.
    public struct Capture: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The runs of tokens in text order.
        public let runs: [Range<Int>]
        /// Whether the pattern allows several runs, however many there are. Scripts then read a list.
        public let isRepeated: Bool

        /// A capture.
        public init(name: String, runs: [Range<Int>], isRepeated: Bool? = nil) {
            self.name = name
            self.runs = runs
            self.isRepeated = isRepeated ?? (runs.count > 1)
        }
    }

    /// The tokens that were matched, without lookaround.
    public let tokens: Range<Int>
    /// The part for which the rule competes.
    public let claim: Range<Int>
    /// The captures that took part, in the order of the pattern.
    public let captures: [Capture]
    /// The names of all captures of the pattern, also of those that took no part.
    public let names: [String]
    /// The score of the match.
    public var score: Double
    /// The rule.
    public let provenance: Provenance

    /// A match.
    ///
    /// - Parameters:
    ///   - tokens: the tokens that matched.
    ///   - claim: the tokens that no other match of the phase may have.
    ///   - captures: the captures that took part.
    ///   - names: the names of all captures of the pattern; those of `captures` by default.
    ///   - score: how good the match is, for the choice among those that overlap.
    ///   - provenance: the rule that matched.
    public init(
        tokens: Range<Int>, claim: Range<Int>, captures: [Capture], names: [String]? = nil, score: Double,
        provenance: Provenance
    ) {
        self.tokens = tokens
        self.claim = claim
        self.captures = captures
        self.names = names ?? captures.map(\.name)
        self.score = score
        self.provenance = provenance
    }

    /// What scripts read of a match by these names; a capture of such a name is hidden and stands in `captures` alone.
    public static let fieldNames = ["rule", "score", "span", "text", "first", "last", "captures"]

    /// The runs of a capture; empty when it took no part.
    public subscript(name: String) -> [Range<Int>] {
        captures.first { $0.name == name }?.runs ?? []
    }
}

/// A function that somebody wrote in a definition or rule file. Each worker has its own copy of it.
public struct ScriptFunction: Hashable, Sendable {
    /// Names the function in every worker's script state: the keys that lead to it.
    public let path: String
    /// Where it is written, as far as known.
    public let location: SourceLocation?

    package init(path: String, location: SourceLocation?) {
        self.path = path
        self.location = location
    }
}

/// Runs the functions of a definition. One a worker; found through ``Worker/scripts``.
public protocol ScriptHost: AnyObject {
    /// Calls a function that judges or uses a match. The function may read and change the document.
    ///
    /// - Returns: what the function returned, or null.
    /// - Throws: ``PipelineError`` with code `script.failed`.
    func call(
        _ function: ScriptFunction, match: Match, on document: inout Document, stage: String
    ) throws -> Value
}

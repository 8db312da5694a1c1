public import PipelineCore

/// Why a rule matched in a document, or why it did not.
public struct RuleExplanation: Sendable {
    /// The rule: its name, phase, file and line.
    public let provenance: Provenance
    /// The pattern as it is written.
    public let pattern: String
    /// The labels of the annotations and relations that the rule makes; functions may make others.
    public let makes: [String]
    /// What the pattern matched, in text order, whether it counts or not.
    public let matches: [ExplainedMatch]
    /// How near the pattern came to a match; `nil` when it matched, or when there was no token to begin with.
    public let nearMiss: NearMiss?
}

/// A match with what came of it.
public struct ExplainedMatch: Sendable {
    /// What came of a match.
    public enum Outcome: Sendable, Hashable {
        /// It counts, and the rule made what it makes.
        case counts
        /// It counts, and its rule makes nothing.
        case isGuard
        /// The rule's condition refused it.
        case refused
        /// Another match, whose claim overlaps, counts in its place.
        case lost(to: Match)
    }

    /// One term of the score: what the rule itself says, or what a capture adds.
    public struct Term: Sendable, Hashable {
        /// The capture; `nil` for the rule itself.
        public let capture: String?
        /// What it adds.
        public let weight: Double
    }

    /// The match, with its captures, its score and its rule.
    public let match: Match
    /// What came of it.
    public let outcome: Outcome
    /// The terms of the score, the rule's own first.
    public let terms: [Term]
    /// The matches that do not count because this one does.
    public let beaten: [Match]
}

/// The furthest that a pattern came in a document.
///
/// Of all ways to match part of it the one counts that reached the latest element of the pattern, then the one over the
/// most tokens.
public struct NearMiss: Sendable, Hashable {
    /// The tokens that were matched before it failed; empty when not one was.
    public let tokens: Range<Int>
    /// The token that did not pass; `nil` when the unit ended there.
    public let token: Int?
    /// What did not pass, as the pattern writes it.
    public let element: String
    /// Of an element whose tests are joined by `&`, the first one that the token did not pass, as the pattern writes it.
    public let test: String?
    /// The part of the pattern, in UTF-8 bytes.
    public let place: Range<Int>
    /// Where that is written.
    public let location: SourceLocation?
}

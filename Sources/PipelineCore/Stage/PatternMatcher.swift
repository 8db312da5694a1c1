/// A pattern over tokens as somebody wrote it, with what is needed to point into it.
public struct PatternSource: Sendable {
    /// The name of the rule, for messages and provenance.
    public var name: String
    /// The pattern: a text, or a table of elements.
    public var pattern: Setting
    /// The capture for which the pattern competes with its own other matches; `nil` for the whole match.
    public var claim: String?
    /// What bounds a match: `sentence`, `paragraph`, `document` or a layer.
    public var within: String
    /// The table that holds the pattern: its location and source map are used in messages.
    public var table: Setting.Table

    /// A pattern that is a text.
    public init(
        name: String, pattern: String, claim: String? = nil, within: String = "sentence",
        table: Setting.Table = Setting.Table()
    ) {
        self.init(name: name, pattern: .value(.string(pattern)), claim: claim, within: within, table: table)
    }

    /// A pattern.
    public init(
        name: String, pattern: Setting, claim: String? = nil, within: String = "sentence",
        table: Setting.Table = Setting.Table()
    ) {
        self.name = name
        self.pattern = pattern
        self.claim = claim
        self.within = within
        self.table = table
    }
}

/// Patterns that were compiled together. A value that all workers share.
public protocol PatternMatcher: Sendable {
    /// What a document must have for the patterns to be searched for.
    var requires: [Feature] { get }
    /// What is suspicious but not wrong in the patterns.
    var warnings: [PipelineError] { get }

    /// The searcher that one worker uses for all its documents.
    func makeSearcher() throws -> any PatternSearcher
}

/// The working half of a ``PatternMatcher``. Used by one worker at a time.
public protocol PatternSearcher {
    /// Finds the matches of each pattern: one list a pattern, in the order of the patterns, each in text order and
    /// without overlap.
    mutating func matches(in document: Document) throws -> [[Match]]
}

/// Compiles patterns that are to be searched for together. Stages that use patterns but do not know the language are
/// given one.
///
/// - Parameters:
///   - patterns: the patterns.
///   - definitions: a table whose `lists` and `macros` the patterns may use.
///   - stage: the name of the stage for which they are compiled.
/// - Throws: ``PipelineError`` with all that is wrong in any of the patterns.
public typealias PatternCompiler =
    @Sendable (_ patterns: [PatternSource], _ definitions: Setting.Table, _ stage: String) throws -> any PatternMatcher

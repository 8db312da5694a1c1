public import PipelineCore

/// The weights of one score: what counts, how much, and from which sum on a level is reached.
public struct Weights: Sendable {
    /// What an entry counts.
    public enum Evidence: Sendable {
        /// The matches of a pattern.
        case pattern(PatternSource)
        /// The annotations of a layer, or of one label in it.
        case annotations(layer: String, label: String?)
        /// The relations of a label.
        case relations(label: String)
    }

    /// One thing that counts.
    public struct Entry: Sendable {
        /// The name in the score's reasons.
        public var name: String
        /// What is counted.
        public var evidence: Evidence
        /// What each hit adds; may be negative.
        public var weight: Double
        /// How many hits count at most.
        public var cap: Int
        /// Where the entry is written.
        public var location: SourceLocation?

        /// An entry.
        ///
        /// - Parameters:
        ///   - name: the name in messages and provenance.
        ///   - evidence: what to look for.
        ///   - weight: what it adds to the score.
        ///   - cap: how many hits count at most; 1 for evidence that counts once a document.
        ///   - location: where it is defined, for messages.
        public init(
            name: String, evidence: Evidence, weight: Double, cap: Int = .max, location: SourceLocation? = nil
        ) {
            self.name = name
            self.evidence = evidence
            self.weight = weight
            self.cap = cap
            self.location = location
        }
    }

    /// A name for scores from a value on.
    public struct Level: Sendable, Hashable {
        /// The name.
        public var name: String
        /// The least value.
        public var threshold: Double

        /// A level.
        public init(_ name: String, from threshold: Double) {
            self.name = name
            self.threshold = threshold
        }
    }

    /// The name of the score.
    public var name: String
    /// The levels, the least first.
    public var levels: [Level]
    /// The name of the level below all thresholds, if there are any.
    public var lowest: String
    /// What counts.
    public var entries: [Entry]
    /// A table whose `lists` and `macros` the patterns may use.
    public var definitions: Setting.Table

    /// Weights in code.
    public init(
        name: String, levels: [Level] = [], lowest: String = "low", entries: [Entry],
        definitions: Setting.Table = Setting.Table()
    ) {
        self.name = name
        self.levels = levels.sorted { $0.threshold < $1.threshold }
        self.lowest = lowest
        self.entries = entries
        self.definitions = definitions
    }

    /// The level of a value; `nil` without levels.
    public func level(of value: Double) -> String? {
        guard !levels.isEmpty else { return nil }
        return levels.last { value >= $0.threshold }?.name ?? lowest
    }
}

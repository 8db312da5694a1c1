/// Names an annotation of one document. Identities are given in order and never used again.
public struct AnnotationID: Hashable, Comparable, Sendable {
    /// The running number.
    public let number: Int

    package init(number: Int) { self.number = number }

    /// Whether the left one was made earlier.
    public static func < (left: AnnotationID, right: AnnotationID) -> Bool { left.number < right.number }
}

/// A labelled span in a layer.
public struct Annotation: Sendable, Hashable {
    /// Its identity in the document.
    public let id: AnnotationID
    /// The layer: `entities`, `statements`, …
    public let layer: String
    /// The label: `PER`, `ORG`, …
    public let label: String
    /// The part of the text, in UTF-8 bytes, half-open.
    public let bytes: Range<Int>
    /// The tokens that it covers or touches; empty in a document without tokens.
    public let tokens: Range<Int>
    /// What else is known of it.
    public var attributes: Value.Object
    /// Who made it.
    public let provenance: Provenance
}

/// Named arguments that belong together, each one or more annotations.
public struct Relation: Sendable, Hashable {
    /// One argument of a relation.
    public struct Argument: Sendable, Hashable {
        /// The name: `source`, `cue`, …
        public let name: String
        /// The annotations, in text order when there are several pieces. Never empty.
        public let annotations: [AnnotationID]

        /// An argument.
        public init(_ name: String, _ annotations: [AnnotationID]) {
            self.name = name
            self.annotations = annotations
        }
    }

    /// Its running number in the document, never used again.
    public let id: Int
    /// The label: `STATEMENT`, `ROLE`, …
    public let label: String
    /// The arguments in the order in which the rule gives them.
    public let arguments: [Argument]
    /// What else is known of it.
    public var attributes: Value.Object
    /// Who made it.
    public let provenance: Provenance

    /// The annotations of an argument; empty when it is not there.
    public subscript(name: String) -> [AnnotationID] {
        arguments.first { $0.name == name }?.annotations ?? []
    }
}

/// A named number with its reasons.
public struct Score: Sendable, Hashable {
    /// One term of a score.
    public struct Reason: Sendable, Hashable {
        /// What counted: a rule's name or a phrase that tells it.
        public let rule: String
        /// What it added.
        public let weight: Double
        /// Where in the text, in UTF-8 bytes, if at one place.
        public let bytes: Range<Int>?

        /// A reason.
        public init(rule: String, weight: Double, bytes: Range<Int>? = nil) {
            self.rule = rule
            self.weight = weight
            self.bytes = bytes
        }
    }

    /// The number.
    public var value: Double
    /// The name of the threshold that it reached, if the stage has thresholds.
    public var level: String?
    /// The terms, in text order.
    public var reasons: [Reason]

    /// A score.
    public init(value: Double, level: String? = nil, reasons: [Reason] = []) {
        self.value = value
        self.level = level
        self.reasons = reasons
    }
}

/// Something that a document may have and that one stage assigns and another requires: `tokens`, `sentences`, a token
/// column such as `lemma`, a layer such as `entities`, `relations`, `scores`, `meta`.
public struct Feature: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name.
    public let rawValue: String

    /// A feature by its name.
    public init(rawValue: String) { self.rawValue = rawValue }
    /// A feature by its name.
    public init(stringLiteral value: String) { rawValue = value }

    /// Tokens.
    public static let tokens: Feature = "tokens"
    /// Sentences and paragraphs.
    public static let sentences: Feature = "sentences"
    /// Metadata.
    public static let metadata: Feature = "meta"
    /// Relations of any label.
    public static let relations: Feature = "relations"
    /// Scores of any name.
    public static let scores: Feature = "scores"

    /// A token column.
    public static func column(_ column: TokenColumn) -> Feature { Feature(rawValue: column.name) }

    /// A layer of annotations.
    public static func layer(_ name: String) -> Feature { Feature(rawValue: name) }

    /// The name.
    public var description: String { rawValue }
}

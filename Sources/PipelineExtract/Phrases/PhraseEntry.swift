public import PipelineCore

/// One entry of a phrase list: a phrase with what is known of it.
public struct PhraseEntry: Sendable, Hashable {
    /// The phrase.
    public var phrase: String
    /// Other phrases for the same thing.
    public var aliases: [String]
    /// Its identity; where there is none but there are aliases, the phrase stands for it.
    public var id: String?
    /// The label of what is annotated, in place of the stage's.
    public var label: String?
    /// What else is known of it.
    public var attributes: Value.Object

    /// An entry.
    public init(
        _ phrase: String, aliases: [String] = [], id: String? = nil, label: String? = nil,
        attributes: Value.Object = [:]
    ) {
        self.phrase = phrase
        self.aliases = aliases
        self.id = id
        self.label = label
        self.attributes = attributes
    }
}

/// The columns of a table of phrases, and the keys of JSON lines, by what they hold.
public struct PhraseColumns: Sendable, Hashable {
    /// The names under which a compiled list keeps identities and labels: no name of an attribute.
    static let idName = "\u{1}id"
    static let labelName = "\u{1}label"

    /// The name under which a compiled list keeps what rules and scripts call by a name.
    static func stored(_ name: String) -> String {
        switch name {
        case "id": idName
        case "label": labelName
        default: name
        }
    }

    /// The phrases.
    public var phrase: String
    /// The identities.
    public var id: String
    /// The labels.
    public var label: String
    /// Other phrases for the same thing: in a table with `|` between them.
    public var aliases: String
    /// The columns that become attributes; `nil` for all others.
    public var attributes: [String]?

    /// Columns by their names.
    public init(
        phrase: String = "phrase", id: String = "id", label: String = "label", aliases: String = "aliases",
        attributes: [String]? = nil
    ) {
        self.phrase = phrase
        self.id = id
        self.label = label
        self.aliases = aliases
        self.attributes = attributes
    }

    /// Whether a column becomes an attribute.
    func isAttribute(_ name: String) -> Bool {
        ![phrase, id, label, aliases].contains(name) && attributes?.contains(name) ?? true
    }
}

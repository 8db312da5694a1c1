/// The keys of a table that stands in a definition or a file of it: a rule, an entry of weights.
///
/// The code that reads the table checks names against it, and help, editors and documentation are made of it.
public struct TableShape: Sendable, Hashable {
    /// The name, such as `Rule`.
    public let name: String
    /// One line that says what it is.
    public let summary: String
    /// The keys.
    public let keys: [Option]
    /// What the entries without a name are; `nil` when there are none.
    public let items: Option.Kind?
    /// What any other key is; `nil` when there is none.
    public let others: Option?

    /// A shape.
    public init(
        _ name: String, _ summary: String, keys: [Option] = [], items: Option.Kind? = nil, others: Option? = nil
    ) {
        self.name = name
        self.summary = summary
        self.keys = keys
        self.items = items
        self.others = others
    }

    /// The names of the keys in the order of their declaration.
    public var names: [String] { keys.map(\.name) }
}

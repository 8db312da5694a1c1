/// What a definition may name: a kind of stage, reader or writer, with the options that it takes.
///
/// One declaration serves checking, help and documentation; a component is offered by adding it to a ``Registry``.
public struct Component<Product>: Sendable {
    /// The name in a definition: `family.kind`, such as `extract.phrases`, or the format of a reader or writer.
    public let name: String
    /// One line that says what it does.
    public let summary: String
    /// What it takes.
    public let options: [Option]
    /// The option that the values without a name fill, if there is one.
    public let positional: String?
    /// What it usually assigns, for advice on a requirement that is not met.
    public let assigns: [Feature]
    /// How the names of files end that a reader usually reads, such as `.jsonl`.
    public let suffixes: [String]
    /// The tables within its options; the first is what a file that an option of kind ``Option/Kind/script`` names returns.
    public let shapes: [TableShape]
    /// Makes it from checked options.
    public let make: @Sendable (Options) throws -> Product

    /// A component.
    ///
    /// - Precondition: `positional` is the name of one of the options.
    public init(
        name: String, summary: String, options: [Option] = [], positional: String? = nil, assigns: [Feature] = [],
        suffixes: [String] = [], shapes: [TableShape] = [], make: @escaping @Sendable (Options) throws -> Product
    ) {
        precondition(positional == nil || options.contains { $0.name == positional }, "the positional option exists")
        self.name = name
        self.summary = summary
        self.options = options
        self.positional = positional
        self.assigns = assigns
        self.suffixes = suffixes
        self.shapes = shapes
        self.make = make
    }

    /// Checks what a person wrote and makes the component.
    ///
    /// - Throws: ``PipelineError`` with code `definition.invalid` and all that is wrong with the options.
    public func make(from table: Setting.Table) throws -> Product {
        try make(Options(table, of: name, options: options, positional: positional))
    }
}

/// One option of a component.
public struct Option: Sendable, Hashable {
    /// What an option holds.
    public indirect enum Kind: Sendable, Hashable {
        case string
        case integer
        case number
        case boolean
        /// A string that names a file, relative to the file that it is written in.
        case path
        /// One of these words.
        case choice([String])
        /// A string or a list of strings.
        case strings
        /// A table of any form.
        case table
        /// The path of a Lua file that returns a table, or the table itself.
        case script
        /// A function of a match and its document.
        case function
        /// A table whose keys a ``TableShape`` of that name gives.
        case shape(String)
        /// A list.
        case list(Kind)
        /// One of several kinds.
        case either([Kind])
        /// Anything that is a plain value.
        case value
    }

    /// The name.
    public let name: String
    /// What it holds.
    public let kind: Kind
    /// One line that says what it is for.
    public let summary: String
    /// Whether it must be given.
    public let isRequired: Bool

    /// An option.
    public init(_ name: String, _ kind: Kind, _ summary: String, isRequired: Bool = false) {
        self.name = name
        self.kind = kind
        self.summary = summary
        self.isRequired = isRequired
    }
}

/// The components of one kind by name.
public struct Registry<Product>: Sendable {
    private var components: [String: Component<Product>] = [:]

    /// A registry.
    public init(_ components: [Component<Product>] = []) {
        for component in components { self.components[component.name] = component }
    }

    /// The component of a name.
    public subscript(name: String) -> Component<Product>? { components[name] }

    /// All names in alphabetical order.
    public var names: [String] { components.keys.sorted() }

    /// All components by name.
    public var all: [Component<Product>] { names.compactMap { components[$0] } }

    /// The registry with more components; a later one takes the place of an earlier one of the same name.
    public func adding(_ more: [Component<Product>]) -> Registry {
        Registry(Array(components.values) + more)
    }
}

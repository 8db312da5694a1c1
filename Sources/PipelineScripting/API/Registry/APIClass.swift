internal import PipelineLua

/// What scripts can do with one kind of proxy, or what the keys of one kind of table are.
struct APIClass: Sendable {
    enum Kind: Hashable, Sendable {
        /// A proxy of the host. `variable` is the name that examples give to one, `noun` what messages call it.
        case object(variable: String, noun: String)
        /// A table that a script writes.
        case table
    }

    /// The name, such as `Document`.
    let name: String
    let kind: Kind
    /// One line that says what it is, without a full stop.
    let summary: String
    let fields: [APIField]
    let methods: [APIFunction]
    /// What stands at the positions 1, 2, ….
    let element: APIType?
    /// What any other name stands for: an argument of a relation, a macro.
    let others: APIField?
    /// A few lines of Lua.
    let example: String

    init(
        object name: String, noun: String, variable: String, summary: String, fields: [APIField] = [],
        methods: [APIFunction] = [], element: APIType? = nil, others: APIField? = nil, example: String = ""
    ) {
        self.name = name
        kind = .object(variable: variable, noun: noun)
        self.summary = summary
        self.fields = fields
        self.methods = methods
        self.element = element
        self.others = others
        self.example = example
    }

    init(
        table name: String, summary: String, fields: [APIField], element: APIType? = nil, others: APIField? = nil,
        example: String = ""
    ) {
        self.name = name
        kind = .table
        self.summary = summary
        self.fields = fields
        methods = []
        self.element = element
        self.others = others
        self.example = example
    }

    /// What messages call it.
    var noun: String {
        if case .object(_, let noun) = kind { noun } else { name.lowercased() }
    }

    /// The name that examples give to one.
    var variable: String {
        if case .object(let variable, _) = kind { variable } else { name.lowercased() }
    }

    /// The names of all fields and methods.
    var memberNames: [String] { fields.map(\.name) + methods.map(\.name) }
}

/// A table of functions and constants: `pipeline`, `pipeline.text`.
struct APIModule: Sendable {
    /// A value that is made once a state.
    struct Constant: Sendable {
        let field: APIField
        let make: @Sendable (ScriptState) -> LuaValue
    }

    /// The name with the modules that it is in.
    let name: String
    /// One line that says what it is for, without a full stop.
    let summary: String
    let functions: [APIFunction]
    let constants: [Constant]
    /// What messages call a member.
    let noun: String

    init(
        _ name: String, summary: String, functions: [APIFunction] = [], constants: [Constant] = [],
        noun: String = "function"
    ) {
        self.name = name
        self.summary = summary
        self.functions = functions
        self.constants = constants
        self.noun = noun
    }

    /// The last part of the name.
    var lastName: String { name.split(separator: ".").last.map(String.init) ?? name }

    /// The name of the module that it stands in; `nil` for the outermost.
    var parent: String? {
        name.lastIndex(of: ".").map { String(name[..<$0]) }
    }
}

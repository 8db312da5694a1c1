/// A field of a class, a key of a table, or a constant of a module.
struct APIField: Hashable, Sendable {
    let name: String
    let type: APIType
    let isWritable: Bool
    /// One line that says what it is, without a full stop.
    let summary: String
    /// The version that brought it.
    let since: String

    init(_ name: String, _ type: APIType, _ summary: String, isWritable: Bool = false, since: String = "0.1") {
        self.name = name
        self.type = type
        self.isWritable = isWritable
        self.summary = summary
        self.since = since
    }

    /// Whether it may be absent.
    var isOptional: Bool {
        if case .optional = type { true } else { false }
    }
}

/// An argument of a function.
struct APIParameter: Hashable, Sendable {
    let name: String
    let type: APIType
    let isOptional: Bool
    /// One line that says what it is for, without a full stop.
    let summary: String

    static func required(_ name: String, _ type: APIType, _ summary: String) -> APIParameter {
        APIParameter(name: name, type: type, isOptional: false, summary: summary)
    }

    /// The options, when it is a table of them.
    var options: [APIParameter] {
        if case .options(let options) = type { options } else { [] }
    }

    static func optional(_ name: String, _ type: APIType, _ summary: String) -> APIParameter {
        APIParameter(name: name, type: type, isOptional: true, summary: summary)
    }
}

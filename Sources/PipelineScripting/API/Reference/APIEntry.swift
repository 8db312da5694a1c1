/// One thing that can be looked up: a function, a method, a field, a class, a module or a table.
struct APIEntry: Sendable {
    /// How it is listed: `doc:annotate`, `token.lemma`, `pipeline.json.encode`.
    let name: String
    /// How it is written: `doc:annotate { label, first?, … } → Span`.
    let signature: String
    let summary: String
    let since: String?
    /// Arguments, or the members of a class.
    let details: [Detail]
    let example: String
    /// Other names under which it is found, in lower case.
    let aliases: [String]

    struct Detail: Sendable {
        let name: String
        let type: String
        let isOptional: Bool
        let summary: String
    }
}

extension ScriptAPI {
    /// Everything in the order in which it is listed.
    var entries: [APIEntry] {
        classes.flatMap { [entry($0)] + members(of: $0) } + modules.flatMap { [entry($0)] + members(of: $0) }
            + tables.filter { !$0.isOpaque && !isOptions($0) }.map(entry)
    }

    /// The entries that a person means by a name. Case does not matter unless it tells two things apart, and neither do
    /// `.` and `:`.
    func entries(named name: String) -> [APIEntry] {
        let wanted = Self.key(name)
        let entries = entries.filter { $0.aliases.contains(wanted) }
        let exact = entries.filter { $0.name == name }
        return exact.isEmpty ? entries : exact
    }

    /// Whether a table holds the options of a component, which are listed with the component itself.
    private func isOptions(_ table: APIClass) -> Bool {
        modules.contains { module in
            module.functions.contains { function in
                if case .named(table.name)? = function.parameters.first?.type.usual {
                    module.parent != nil
                } else {
                    false
                }
            }
        }
    }

    /// All names under which something is found, as they are written.
    var names: [String] { entries.flatMap { [$0.name] + $0.aliases } }

    private static func key(_ name: String) -> String { name.lowercased().replacing(":", with: ".") }

    private func entry(_ type: APIClass) -> APIEntry {
        let isTable = type.kind == .table
        let element = type.element.map { APIEntry.Detail("[i]", $0, "what stands at a position") }
        let others = type.others.map { APIEntry.Detail("…", $0.type, $0.summary) }
        let methods = type.methods.map { method in
            APIEntry.Detail(
                name: ":\(method.name)", type: method.results.first?.text ?? "", isOptional: false,
                summary: method.summary)
        }
        let fields = type.fields.map { APIEntry.Detail($0.name, $0.type, $0.summary) }
        return APIEntry(
            name: type.name, signature: isTable ? "\(type.name) { … }" : type.variable, summary: type.summary,
            since: nil, details: fields + [element, others].compactMap { $0 } + methods, example: type.example,
            aliases: [Self.key(type.name), Self.key(type.variable)])
    }

    private func members(of type: APIClass) -> [APIEntry] {
        let fields = type.fields.map { field in
            APIEntry(
                name: "\(type.variable).\(field.name)",
                signature: "\(type.variable).\(field.name): \(field.type.text)\(field.isWritable ? " (writable)" : "")",
                summary: field.summary, since: field.since, details: [],
                example: type.example.contains(".\(field.name)") ? type.example : "",
                aliases: Self.aliases(field.name, of: type))
        }
        return fields + type.methods.map { entry($0, "\(type.variable):", Self.aliases($0.name, of: type)) }
    }

    private static func aliases(_ member: String, of type: APIClass) -> [String] {
        [key("\(type.variable).\(member)"), key("\(type.name).\(member)"), key(member)]
    }

    private func entry(_ module: APIModule) -> APIEntry {
        let functions = module.functions.map { function in
            APIEntry.Detail(
                name: function.name, type: function.results.first?.text ?? "", isOptional: false,
                summary: function.summary)
        }
        let constants = module.constants.map { APIEntry.Detail($0.field.name, $0.field.type, $0.field.summary) }
        return APIEntry(
            name: module.name, signature: module.name, summary: module.summary, since: nil,
            details: constants + functions, example: "",
            aliases: [Self.key(module.name), Self.key(module.lastName)])
    }

    private func members(of module: APIModule) -> [APIEntry] {
        func aliases(_ name: String) -> [String] {
            let short = "\(module.lastName).\(name)"
            return [Self.key("\(module.name).\(name)"), Self.key(short), Self.key(name)]
        }
        let constants = module.constants.map { constant in
            let name = "\(module.name).\(constant.field.name)"
            return APIEntry(
                name: name, signature: "\(name): \(constant.field.type.text)", summary: constant.field.summary,
                since: constant.field.since, details: [], example: "", aliases: aliases(constant.field.name))
        }
        return constants + module.functions.map { entry($0, "\(module.name).", aliases($0.name)) }
    }

    private func entry(_ function: APIFunction, _ prefix: String, _ aliases: [String]) -> APIEntry {
        var details = function.parameters.flatMap { parameter in
            [APIEntry.Detail(parameter)] + parameter.options.map { APIEntry.Detail($0, of: parameter) }
        }
        if case .named(_, let others?) = function.form { details.append(APIEntry.Detail(others)) }
        var call = function.callText
        // What a component takes are its options, one by one.
        if function.form == .noted, case .named(let name)? = function.parameters.first?.type.usual,
            let table = tables.first(where: { $0.name == name })
        {
            details = table.fields.map { APIEntry.Detail($0.name, $0.type, $0.summary) }
            call = " { \(table.fields.map { $0.isOptional ? "\($0.name)?" : $0.name }.joined(separator: ", ")) }"
        }
        let results = function.results.map(\.text).joined(separator: ", ")
        return APIEntry(
            name: prefix + function.name,
            signature: "\(prefix)\(function.name)\(call)\(results.isEmpty ? "" : " → \(results)")",
            summary: function.summary, since: function.since, details: details, example: function.example,
            aliases: aliases)
    }
}

extension APIEntry.Detail {
    init(_ name: String, _ type: APIType, _ summary: String) {
        self.name = name
        self.type = type.base.text
        if case .optional = type { isOptional = true } else { isOptional = false }
        self.summary = summary
    }

    /// - Parameter table: the argument whose option it is.
    init(_ parameter: APIParameter, of table: APIParameter? = nil) {
        let name = (table.map { "\($0.name)." } ?? "") + parameter.name
        let type = parameter.options.isEmpty ? parameter.type : .table
        self.init(name, parameter.isOptional ? .optional(type) : type, parameter.summary)
    }
}

extension APIType {
    /// The first of several types.
    var usual: APIType {
        if case .union(let types) = self, let first = types.first { first.usual } else { self }
    }
}

internal import PipelineCore

/// The script API as Lua definitions for editors (LuaCATS annotations).
struct LuaStubs {
    private let api: ScriptAPI
    private var lines: [String] = []

    /// The text of `pipeline.lua`.
    static func text(of api: ScriptAPI) -> String {
        var stubs = LuaStubs(api: api)
        stubs.write()
        return stubs.lines.joined(separator: "\n") + "\n"
    }

    private init(api: ScriptAPI) { self.api = api }

    private mutating func write() {
        lines = [
            "---@meta pipeline", "-- For editors only; written by `pipeline api --stubs`.", "",
            "---What a document can hold.",
            "---@alias pipeline.Value string|number|boolean|pipeline.Null|pipeline.Values|table", "",
            "---`pipeline.null`", "---@class pipeline.Null: userdata", "",
        ]
        for type in api.classes { write(type) }
        for table in api.tables { write(table) }
        writeSchema()
        for module in api.modules { write(module) }
        lines += [
            "---Gives what a Lua file beside this one, a module of a plugin, or \"pipeline\" returns.",
            "---@param name string", "---@return any", "function require(name) end", "", "return pipeline",
        ]
    }
}

// MARK: - Classes

extension LuaStubs {
    private mutating func write(_ type: APIClass) {
        lines += ["---\(type.summary.capitalizedFirst).", "---@class pipeline.\(type.name)"]
        lines += type.fields.map(field)
        if let element = type.element {
            lines.append("---@field [integer] \(element.annotation)")
            if type.kind != .table { lines.append("---@operator len: integer") }
        }
        if type.name == "Token" {
            // Columns are known one by one, so that any other name stays a mistake.
            lines += api.schema.columns.sorted().map { "---@field \($0) string a column of a stage" }
        } else if let others = type.others {
            lines.append("---@field [string] \(others.type.annotation) \(others.summary)")
        }
        guard !type.methods.isEmpty else { return lines.append("") }
        lines += ["local \(type.name) = {}", ""]
        for method in type.methods {
            write(method, class: "pipeline.\(type.name)", call: "\(type.name):\(method.name)", isMethod: true)
        }
    }

    private func field(_ field: APIField) -> String {
        let name = field.isOptional ? "\(field.name)?" : field.name
        return "---@field \(name) \(field.type.base.annotation) \(field.summary)"
    }

    /// A function; named arguments become a class of their own.
    private mutating func write(_ function: APIFunction, class owner: String, call: String, isMethod: Bool) {
        let results = function.results.map(\.annotation).joined(separator: ", ")
        let arguments = "\(owner).\(function.name)"
        var annotations: [String] = []
        var names: [String] = []
        switch function.form {
        case .positional, .noted:
            annotations = function.parameters.map(parameter)
            names = function.parameters.map(\.name)
        case .named(let leading, let others):
            writeArguments(of: function, arguments, others)
            if leading > 0 {
                let own = isMethod ? "self: \(owner), " : ""
                annotations = function.parameters.prefix(leading).map(parameter)
                annotations.append(
                    "---@overload fun(\(own)arguments: \(arguments))\(results.isEmpty ? "" : ": \(results)")")
                names = function.parameters.prefix(leading).map(\.name)
            } else {
                annotations = ["---@param arguments \(arguments)"]
                names = ["arguments"]
            }
        }
        if isMethod { annotations += overloads(of: function.name) }
        lines.append("---\(function.summary.capitalizedFirst).")
        lines += ["---", "---```lua"] + function.example.split(separator: "\n").map { "---\($0)" } + ["---```"]
        lines += annotations
        if !results.isEmpty { lines.append("---@return \(results)") }
        lines += ["function \(call)(\(names.joined(separator: ", "))) end", ""]
    }

    private func parameter(_ parameter: APIParameter) -> String {
        let name = parameter.isOptional ? "\(parameter.name)?" : parameter.name
        return "---@param \(name) \(parameter.type.annotation) \(parameter.summary)"
    }

    private mutating func writeArguments(of function: APIFunction, _ name: String, _ others: APIParameter?) {
        lines.append("---@class \(name)")
        lines += function.parameters.map { parameter in
            let name = parameter.isOptional ? "\(parameter.name)?" : parameter.name
            return "---@field \(name) \(parameter.type.annotation) \(parameter.summary)"
        }
        if let others { lines.append("---@field [string] \(others.type.annotation) \(others.summary)") }
        lines.append("")
    }
}

// MARK: - Modules

extension LuaStubs {
    private mutating func write(_ module: APIModule) {
        lines += ["---\(module.summary.capitalizedFirst).", "---@class \(module.name)"]
        lines += module.constants.map { field($0.field) }
        lines += ["\(module.parent == nil ? "local " : "")\(module.name) = {}", ""]
        for function in module.functions {
            write(function, class: module.name, call: "\(module.name).\(function.name)", isMethod: false)
        }
    }
}

// MARK: - What the stages of a definition say

extension LuaStubs {
    private mutating func writeSchema() {
        for (layer, kinds) in api.schema.attributes.sorted(by: { $0.key < $1.key }) {
            lines += ["---The attributes of spans in layer '\(layer)'.", "---@class \(Self.attributes(layer))"]
            lines += kinds.sorted { $0.key < $1.key }.map { "---@field \($0.key)? \(Self.annotation($0.value))" }
            lines += [
                "", "---A span in layer '\(layer)'.", "---@class \(Self.span(layer)): pipeline.Span",
                "---@field attributes \(Self.attributes(layer))", "",
            ]
        }
        for (label, names) in api.schema.arguments.sorted(by: { $0.key < $1.key }) {
            lines += ["---A relation \(label).", "---@class \(Self.relation(label)): pipeline.Relation"]
            lines += names.sorted().map { "---@field \($0)? pipeline.Span|pipeline.Span[]" } + [""]
        }
    }

    private func overloads(of method: String) -> [String] {
        let layers = api.schema.attributes.keys.sorted()
        switch method {
        case "spans":
            return layers.map { layer in
                "---@overload fun(self: pipeline.Document, arguments: { layer: \"\(layer)\", label?: string }): "
                    + "\(Self.span(layer))[]"
            }
        case "annotate":
            return layers.map { layer in
                "---@overload fun(self: pipeline.Document, arguments: { layer: \"\(layer)\", label: string, "
                    + "first?: integer, last?: integer, start?: integer, stop?: integer, span?: pipeline.Span, "
                    + "attributes?: \(Self.attributes(layer)) }): \(Self.span(layer))"
            }
        case "relations":
            return api.schema.arguments.keys.sorted().map { label in
                "---@overload fun(self: pipeline.Document, label: \"\(label)\"): \(Self.relation(label))[]"
            }
        default: return []
        }
    }

    private static func attributes(_ layer: String) -> String { "pipeline.attributes.\(identifier(layer))" }

    private static func span(_ layer: String) -> String { "pipeline.span.\(identifier(layer))" }

    private static func relation(_ label: String) -> String { "pipeline.relation.\(identifier(label))" }

    private static func identifier(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    private static func annotation(_ kind: Schema.Kind) -> String {
        switch kind {
        case .list: "pipeline.Value[]"
        case .table: "table<string, pipeline.Value>"
        case .any: "pipeline.Value"
        default: kind.rawValue
        }
    }
}

extension String {
    /// The text with its first letter as a capital, unless it begins with code.
    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

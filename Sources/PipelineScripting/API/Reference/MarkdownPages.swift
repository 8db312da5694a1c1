/// The script API as pages to read.
struct MarkdownPages {
    private let api: ScriptAPI
    private static let note = "<!-- Written by `make api`; the text stands in the declarations. -->"

    /// The pages by the name of their file.
    static func pages(of api: ScriptAPI) -> [(name: String, text: String)] {
        let pages = MarkdownPages(api: api)
        let components = api.modules.filter { $0.functions.contains { $0.form == .noted } && $0.parent != nil }
        let modules = api.modules.filter { module in !components.contains { $0.name == module.name } }
        let options = components.flatMap(\.functions).compactMap { pages.optionsName(of: $0) }
        let tables = api.tables.filter {
            !options.contains($0.name) && !$0.isOpaque && $0.name != ScriptAPI.textMatch.name
        }
        return [
            ("document.md", pages.page("Documents", ["Document", "Values"])),
            ("token.md", pages.page("Tokens", ["Tokens", "Token"])), ("span.md", pages.page("Spans", ["Span"])),
            ("relation.md", pages.page("Relations", ["Relation", "Arguments"])),
            ("match.md", pages.page("Matches", ["Match", "Captures", "TextMatch", "Expression"])),
            ("modules.md", pages.text("Modules", modules.map(pages.section))),
            ("definition.md", pages.text("Definitions and their files", tables.map(pages.section))),
            ("components.md", pages.text("Stages, readers and writers", components.map(pages.components))),
        ]
    }

    private func page(_ title: String, _ names: [String]) -> String {
        let sections = names.compactMap { name in (api.classes + api.tables).first { $0.name == name } }.map(section)
        return text(title, sections)
    }

    private func text(_ title: String, _ sections: [String]) -> String {
        (["# \(title)", Self.note] + sections).joined(separator: "\n\n") + "\n"
    }
}

// MARK: - Sections

extension MarkdownPages {
    private func section(_ type: APIClass) -> String {
        var parts = ["## \(type.kind == .table ? type.name : "`\(type.variable)`: \(type.name)")"]
        parts.append("\(type.summary.capitalizedFirst).")
        if !type.example.isEmpty { parts.append(Self.code(type.example)) }
        let rows = type.fields.map(row) + extra(type)
        if !rows.isEmpty { parts.append(Self.table(type.kind == .table ? "key" : "field", rows)) }
        return (parts + type.methods.map { function($0, "\(type.variable):") }).joined(separator: "\n\n")
    }

    private func section(_ module: APIModule) -> String {
        var parts = ["## `\(module.name)`", "\(module.summary.capitalizedFirst)."]
        let rows = module.constants.map { row($0.field) }
        if !rows.isEmpty { parts.append(Self.table("constant", rows)) }
        return (parts + module.functions.map { function($0, "\(module.name).") }).joined(separator: "\n\n")
    }

    private func components(_ module: APIModule) -> String {
        let sections = module.functions.map { function in
            var parts = ["### `\(module.lastName).\(function.name)`", "\(function.summary.capitalizedFirst)."]
            parts.append(Self.code(function.example))
            if let name = optionsName(of: function), let table = api.tables.first(where: { $0.name == name }) {
                parts.append(Self.table("option", table.fields.map(row) + extra(table)))
            }
            return parts.joined(separator: "\n\n")
        }
        return (["## `\(module.name)`", "\(module.summary.capitalizedFirst)."] + sections).joined(separator: "\n\n")
    }

    /// The name of the table of options that a component takes.
    private func optionsName(of function: APIFunction) -> String? {
        if case .named(let name)? = function.parameters.first?.type.usual { name } else { nil }
    }

    private func extra(_ type: APIClass) -> [[String]] {
        var rows: [[String]] = []
        if let element = type.element {
            let what = type.kind == .table ? "what stands in the table without a name" : "what stands at a position"
            rows.append(["`[1]`, `[2]`, …", Self.type(element), what])
        }
        if let others = type.others { rows.append(["any other", Self.type(others.type.base), others.summary]) }
        return rows
    }

    private func function(_ function: APIFunction, _ prefix: String) -> String {
        let results = function.results.map(\.text).joined(separator: ", ")
        let signature = "\(prefix)\(function.name)\(function.callText)\(results.isEmpty ? "" : " → \(results)")"
        var parts = ["### `\(signature)`", "\(function.summary.capitalizedFirst). Since \(function.since)."]
        var parameters = function.parameters
        if case .named(_, let others?) = function.form { parameters.append(others) }
        let rows = parameters.flatMap { parameter in
            [Self.row(parameter)] + parameter.options.map { Self.row($0, of: parameter) }
        }
        if !rows.isEmpty { parts.append(Self.table("argument", rows)) }
        return (parts + [Self.code(function.example)]).joined(separator: "\n\n")
    }

    private static func row(_ parameter: APIParameter, of table: APIParameter? = nil) -> [String] {
        let name = (table.map { "\($0.name)." } ?? "") + parameter.name
        let type = parameter.options.isEmpty ? Self.type(parameter.type) : "`table`"
        return [
            parameter.name == "…" ? "any other" : "`\(name)`", type + (parameter.isOptional ? ", optional" : ""),
            parameter.summary,
        ]
    }

    private func row(_ field: APIField) -> [String] {
        let notes = [
            field.isOptional ? "optional" : nil, field.isWritable ? "writable" : nil,
            field.since == "0.1" ? nil : "since \(field.since)",
        ].compactMap { $0 }
        return ["`\(field.name)`", ([Self.type(field.type.base)] + notes).joined(separator: ", "), field.summary]
    }
}

// MARK: - Markdown

extension MarkdownPages {
    private static func type(_ type: APIType) -> String { "`\(type.text.replacing("|", with: "\\|"))`" }

    private static func code(_ lua: String) -> String { "```lua\n\(lua)\n```" }

    private static func table(_ first: String, _ rows: [[String]]) -> String {
        let lines = rows.map { "| \($0.joined(separator: " | ")) |" }
        return (["| \(first) | type | what it is |", "| --- | --- | --- |"] + lines).joined(separator: "\n")
    }
}

extension APIClass {
    /// Whether a script does nothing with one but hand it on.
    var isOpaque: Bool { fields.isEmpty && methods.isEmpty && element == nil && others == nil }
}

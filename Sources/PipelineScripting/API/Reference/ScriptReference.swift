package import PipelineCore

/// The script API for people and editors: a list, help on a name, JSON, stubs and pages.
package struct ScriptReference {
    /// A file to be written.
    package struct File: Hashable, Sendable {
        package let name: String
        package let text: String
    }

    private let api: ScriptAPI

    /// - Parameter definition: what its stages say of columns, attributes and arguments is in the stubs.
    package init(catalog: Catalog, definition: Definition? = nil) {
        api = ScriptAPI(catalog: catalog, schema: definition?.pipeline.schema ?? Schema())
    }

    /// Everything, one line each.
    package var list: String {
        let entries = api.entries
        let width = entries.map(\.name.count).max() ?? 0
        return entries.map { entry in
            "\(entry.name)\(String(repeating: " ", count: width + 2 - entry.name.count))\(entry.summary)"
        }.joined(separator: "\n")
    }

    /// Signature, one line, arguments, since and example of all that a name may mean.
    ///
    /// - Throws: ``PipelineError`` for a name that means nothing.
    package func help(_ name: String) throws(PipelineError) -> String {
        try entries(name).map(\.text).joined(separator: "\n\n")
    }

    /// Everything, or what a name means, as a JSON array.
    ///
    /// - Throws: ``PipelineError`` for a name that means nothing.
    package func json(_ name: String? = nil) throws(PipelineError) -> String {
        let entries = if let name { try entries(name) } else { api.entries }
        return Value.array(entries.map(\.value)).json
    }

    /// `pipeline.lua` with LuaCATS annotations, and `.luarc.json` for the Lua language server.
    package var stubs: [File] {
        [
            File(name: "pipeline.lua", text: LuaStubs.text(of: api)),
            File(name: ".luarc.json", text: Self.settings),
        ]
    }

    /// The reference in Markdown.
    package var pages: [File] { MarkdownPages.pages(of: api).map { File(name: $0.name, text: $0.text) } }

    private func entries(_ name: String) throws(PipelineError) -> [APIEntry] {
        let found = api.entries(named: name)
        guard found.isEmpty else { return found }
        throw PipelineError(
            .definitionInvalid, "the script API has no '\(name)'",
            remedy: Suggestion.closest(to: name, among: api.names).map { "did you mean '\($0)'?" }
                ?? "`pipeline api` lists everything")
    }

    /// What scripts cannot use is unknown to the editor too. `require` is ours, and the stubs declare it.
    private static let settings = """
        {
          "$schema": "https://raw.githubusercontent.com/LuaLS/vscode-lua/master/setting/schema.json",
          "runtime.version": "Lua 5.4",
          "runtime.builtin": { "debug": "disable", "io": "disable", "os": "disable", "package": "disable" },
          "workspace.library": ["."]
        }

        """
}

extension APIEntry {
    fileprivate var text: String {
        var lines = [signature, "  \(summary)\(since.map { " (since \($0))" } ?? "")"]
        if !details.isEmpty {
            lines.append("")
            let names = details.map { $0.isOptional ? "\($0.name)?" : $0.name }
            let (width, typeWidth) = (
                names.map(\.count).max() ?? 0, details.map(\.type.count).filter { $0 <= 24 }.max()
            )
            for (name, detail) in zip(names, details) {
                let type = Self.padded(detail.type, to: typeWidth ?? 0)
                lines.append("  \(Self.padded(name, to: width))  \(type)  \(detail.summary)")
            }
        }
        if !example.isEmpty { lines += [""] + example.split(separator: "\n").map { "    \($0)" } }
        return lines.joined(separator: "\n")
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    fileprivate var value: Value {
        var object: Value.Object = [
            "name": .string(name), "signature": .string(signature), "summary": .string(summary),
        ]
        if let since { object["since"] = .string(since) }
        if !details.isEmpty { object["members"] = .array(details.map(\.value)) }
        if !example.isEmpty { object["example"] = .string(example) }
        return .object(object)
    }
}

extension APIEntry.Detail {
    fileprivate var value: Value {
        [
            "name": .string(name), "type": .string(type), "optional": .boolean(isOptional),
            "summary": .string(summary),
        ]
    }
}

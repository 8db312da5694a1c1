internal import PipelineCore
internal import PipelineLua

extension ScriptAPI {
    /// `require "pipeline"`
    static let pipeline = APIModule(
        "pipeline", summary: "what `require \"pipeline\"` gives",
        functions: definitionCalls + [
            APIFunction(
                "array", [.optional("list", .any, "a list, a new one by default")], returns: .list(.value),
                summary: "marks a table as a list, also when it is empty", example: "doc.meta.tags = pipeline.array {}"
            ) { call in try call.state.mark(&call, "list", as: call.state.lua.arrayTag) },
            APIFunction(
                "object", [.optional("table", .any, "a table, a new one by default")], returns: .values,
                summary: "marks a table as names with values, also when it is empty",
                example: "doc.meta.counts = pipeline.object {}"
            ) { call in try call.state.mark(&call, "table", as: call.state.lua.objectTag) },
            APIFunction(
                "env", [.required("name", .string, "a name that `capabilities` grants")], returns: .optional(.string),
                summary: "an environment variable, or nil when it is not set", since: "0.2",
                example: "local token = pipeline.env \"API_TOKEN\"  -- capabilities = { \"env:API_TOKEN\" }"
            ) { call in try FilesModule.env(&call) },
        ],
        constants: [
            .init(field: APIField("null", .named("Null"), "stands for null, where nil would be no value at all")) { _ in
                .null
            },
            .init(field: APIField("settings", .map(.string), "what `--set name=value` gave, by name")) { state in
                let values = state.script.settings.sorted { $0.key < $1.key }
                return .table(state.lua.makeTable(pairs: values.map { ($0.key, LuaValue.string($0.value)) }))
            },
        ], noun: "member")
}

extension ScriptState {
    /// `pipeline.array { … }`, `pipeline.object { … }`: remembers the kind of a table that may be empty.
    fileprivate func mark(_ call: inout APICall, _ name: String, as tag: LuaTag) throws {
        let table = try call.table(ifGiven: name) ?? lua.makeTable()
        lua.mark(table, as: tag)
        call.frame.push(table)
    }
}

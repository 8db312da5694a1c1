internal import PipelineCore
internal import PipelineLua

/// What a call such as `tokenize.english {}` or `pipeline.rules { … }` in a Lua file returned.
struct ScriptCall {
    /// The function: `tokenize.english`, `rules`, `stage`, `define`.
    let kind: String
    /// What it was called with.
    let argument: LuaValue
    /// Where.
    let location: SourceLocation

    /// Reads a value that such a call returned; `nil` for any other value.
    init?(_ value: LuaValue, in state: ScriptState) {
        guard let table = value.table, state.lua.tag(of: table) == state.callTag,
            let kind = state.lua.field("kind", of: table).text, let file = state.lua.field("file", of: table).text
        else { return nil }
        self.kind = kind
        argument = state.lua.field("argument", of: table)
        let line = state.lua.field("line", of: table).exactInteger.map(Int.init)
        location = SourceLocation(file: file, line: line == 0 ? nil : line)
    }
}

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

    /// `pipeline.text`
    static let text = APIModule(
        "pipeline.text", summary: "text as Unicode sees it; Lua's own string functions see bytes",
        functions: [
            APIFunction(
                "lower", [.required("text", .string, "a text")], returns: .string, summary: "the text in lower case",
                example: "pipeline.text.lower \"ÉCOLE\"  --> \"école\""
            ) { call in call.frame.push(try call.string("text").lowercased()) },
            APIFunction(
                "upper", [.required("text", .string, "a text")], returns: .string, summary: "the text in upper case",
                example: "pipeline.text.upper \"straße\"  --> \"STRASSE\""
            ) { call in call.frame.push(try call.string("text").uppercased()) },
            APIFunction(
                "length", [.required("text", .string, "a text")], returns: .integer,
                summary: "the number of characters (Unicode scalars), as offsets count them",
                example: "pipeline.text.length \"é\"  --> 1"
            ) { call in call.frame.push(try call.string("text").unicodeScalars.count) },
        ])

    /// `pipeline.json`
    static let json = APIModule(
        "pipeline.json", summary: "JSON text",
        functions: [
            APIFunction(
                "encode", [.optional("value", .value, "a plain value; nil is null")], returns: .string,
                summary: "a value as JSON", example: "pipeline.json.encode { n = 1 }  --> {\"n\":1}"
            ) { call in call.frame.push((try call.value("value", at: "the value") ?? .null).json) },
            APIFunction(
                "decode", [.required("text", .string, "JSON")], returns: .value,
                summary: "the value of JSON text; null is `pipeline.null`",
                example: "pipeline.json.decode(\"[1, 2]\")[2]  --> 2"
            ) { call in
                do {
                    let value = try JSONParser.parse(Array(try call.string("text").utf8))
                    call.frame.push(call.state.luaValue(value))
                } catch let failure as JSONParser.Failure {
                    throw PipelineError.script("not JSON: \(failure)")
                }
            },
        ])
}

extension ScriptState {
    /// `pipeline.array { … }`, `pipeline.object { … }`: remembers the kind of a table that may be empty.
    fileprivate func mark(_ call: inout APICall, _ name: String, as tag: LuaTag) throws {
        let table = try call.table(ifGiven: name) ?? lua.makeTable()
        lua.mark(table, as: tag)
        call.frame.push(table)
    }
}

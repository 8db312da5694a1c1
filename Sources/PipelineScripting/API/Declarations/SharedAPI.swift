internal import PipelineCore
internal import PipelineLua

extension ScriptAPI {
    /// `pipeline.shared`
    static let sharedModule = APIModule(
        "pipeline.shared", summary: "what the `shared` of a stage is declared with",
        functions: SharedDeclaration.Kind.allCases.map(sharing))

    private static func sharing(_ kind: SharedDeclaration.Kind) -> APIFunction {
        let size = APIParameter.required("size", .integer, "how many to keep, from 1")
        let declared = "pipeline.shared.\(kind.rawValue)(\(kind == .top ? "10" : ""))"
        return APIFunction(
            kind.rawValue, kind == .top ? [size] : [], returns: .table, summary: kind.summary, since: "0.2",
            example: "shared = { x = \(declared) }  -- shared.x:\(kind.usage)"
        ) { call in
            var fields: [(String, LuaValue)] = [("shared", .string(kind.rawValue))]
            if kind == .top {
                let size = try call.integer("size")
                guard size >= 1 else {
                    throw PipelineError(.definitionInvalid, "top takes how many to keep, from 1, not \(size)")
                }
                fields.append(("size", .integer(Int64(size))))
            }
            call.frame.push(call.state.lua.makeTable(pairs: fields))
        }
    }

    /// `shared`
    static let shared = APIClass(
        object: "Shared", noun: "shared", variable: "shared",
        summary: "what the documents of a stage add to, and what `finish` reads",
        others: APIField(
            "…", .any, "a declared value to add to; in `finish` what it has come to: lists for counters, sets and tops",
            since: "0.2"),
        example: "process = function(doc, shared) shared.people:add(doc.meta.author) end")

    /// `shared.people`
    static let sharedValue = APIClass(
        object: "SharedValue", noun: "shared value", variable: "shared.people",
        summary: "a value of a stage that its documents add to",
        methods: [
            APIFunction(
                "add",
                [
                    .required("value", .union([.string, .number]), "a key for counters and sets, else a number"),
                    .optional(
                        "of", .union([.string, .number]),
                        "how many for a counter, 1 by default; the key for a top list, "
                            + "the document by default"),
                ], summary: "adds to the value, unless the document fails", since: "0.2",
                example: "shared.longest:add(#doc.text, doc.id)"
            ) { call in
                guard let object = call.object else { return }
                try call.state.shared.add(call, at: object.a)
            }
        ])
}

internal import PipelineLua

extension ScriptAPI {
    /// The functions whose results a definition and its files return.
    static let definitionCalls = [
        noted(
            "define", takes: .required("definition", .named("Definition"), "what the run consists of"),
            summary: "describes a run; a definition returns what it gives",
            example: "return pipeline.define { stages = { … } }"),
        noted(
            "rules", takes: .required("rules", .named("Rules"), "lists, macros and phases"),
            summary: "describes token rules; a rule file returns what it gives",
            example: "return pipeline.rules { { phase = \"names\", … } }"),
        noted(
            "weights", takes: .required("weights", .named("Weights"), "the name of the score and what counts"),
            summary: "describes what a score adds up; a weights file returns what it gives",
            example: "return pipeline.weights { name = \"tension\", … }"),
        noted(
            "stage", takes: .required("stage", .named("StageDefinition"), "the stage"),
            summary: "makes a stage of a function", example: "pipeline.stage { name = \"desk\", process = … }"),
    ]

    /// A function that only notes what it was called with, and where; it is checked when the definition is read.
    static func noted(
        _ name: String, kind: String? = nil, takes parameter: APIParameter, returns type: APIType = .any,
        summary: String, since: String = "0.1", example: String
    ) -> APIFunction {
        let kind = kind ?? name
        return APIFunction(
            name: name, form: .noted, parameters: [parameter], results: [type], summary: summary, since: since,
            example: example
        ) { call in call.state.note(kind, &call.frame) }
    }
}

extension ScriptState {
    fileprivate func note(_ kind: String, _ frame: inout LuaFrame) {
        let location = frame.location()
        let fields: [(String, LuaValue)] = [
            ("kind", .string(kind)), ("argument", frame.value(1)),
            ("file", .string(location?.file ?? script.path)), ("line", .integer(Int64(location?.line ?? 0))),
        ]
        frame.push(lua.makeTable(pairs: fields, tag: callTag))
    }
}

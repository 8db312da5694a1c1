internal import PipelineCore
internal import PipelineLua

extension ScriptAPI {
    /// The functions whose results a definition and its files return.
    static let definitionCalls = [
        noted(
            "define", takes: .required("definition", .named("Definition"), "what the run consists of"),
            returns: .named("Definition"),
            summary: "describes a run; a definition returns what it gives",
            example: "return pipeline.define { stages = { … } }"),
        noted(
            "rules", takes: .required("rules", .named("Rules"), "lists, macros and phases"), returns: .named("Rules"),
            summary: "describes token rules; a rule file returns what it gives",
            example: "return pipeline.rules { { phase = \"names\", … } }"),
        noted(
            "weights", takes: .required("weights", .named("Weights"), "the name of the score and what counts"),
            returns: .named("Weights"),
            summary: "describes what a score adds up; a weights file returns what it gives",
            example: "return pipeline.weights { name = \"tension\", … }"),
        noted(
            "stage", takes: .required("stage", .named("StageDefinition"), "the stage"), returns: .named("Stage"),
            summary: "makes a stage of a function", example: "pipeline.stage { name = \"desk\", process = … }"),
    ]

    /// What calls such as `tokenize.english {}` give: nothing that a script looks into.
    static let results = [
        APIClass(table: "Stage", summary: "a stage, for `stages` of a definition", fields: []),
        APIClass(table: "Reader", summary: "a reader, for `read` of a definition", fields: []),
        APIClass(table: "Writer", summary: "a writer, for `write` of a definition", fields: []),
    ]

    /// What `pipeline.define` takes.
    static let definition = APIClass(
        table: "Definition", summary: "what a run consists of",
        fields: [
            APIField("name", .optional(.string), "the name; the file's name if not given"),
            APIField("read", .optional(.named("Reader")), "where documents come from"),
            APIField("stages", .list(.named("Stage")), "the stages in order"),
            APIField(
                "write", .optional(.union([.named("Writer"), .list(.named("Writer"))])),
                "where documents go; JSON lines to standard output if not given"),
            APIField(
                "dead_letters", .optional(.string),
                "where documents that failed go; beside the first output if not given"),
        ],
        example: "return pipeline.define { read = read.text \"*.txt\", stages = { tokenize.english {} } }")

    /// What `pipeline.stage` takes.
    static let stage = APIClass(
        table: "StageDefinition", summary: "a stage that is written in Lua",
        fields: [
            APIField("name", .string, "the name in messages and provenance"),
            APIField(
                "requires", .optional(.union([.string, .list(.string)])),
                "what a document must have: \"tokens\", a token column, a layer, …"),
            APIField(
                "assigns", .optional(.union([.string, .list(.string)])), "what a document has once the stage has worked"
            ),
            APIField(
                "columns", .optional(.union([.string, .list(.string)])),
                "token columns of its own, which become fields of tokens", since: "0.2"),
            APIField(
                "attributes", .optional(.map(.map(.words(Schema.Kind.allCases.map(\.rawValue))))),
                "the attributes of layers with their types: { money = { amount = \"number\" } }", since: "0.2"),
            APIField(
                "arguments", .optional(.map(.list(.string))),
                "the arguments of relations by label: { MET = { \"who\", \"whom\" } }", since: "0.2"),
            APIField(
                "process", .function([.required("doc", .named("Document"), "the document")], []),
                "works on a document"),
        ],
        example: """
            pipeline.stage {
              name = "desk", requires = { "entities" }, assigns = { "meta" },
              process = function(doc) doc.meta.desk = #doc:spans "LOC" > 3 and "world" or "home" end,
            }
            """)

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

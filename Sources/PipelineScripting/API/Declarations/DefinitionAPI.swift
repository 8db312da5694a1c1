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
        testsCall,
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
            APIField(
                "summary", .optional(.string),
                "where the summaries of stages go; beside the first output if not given", since: "0.2"),
            APIField(
                "limits", .optional(.named("Limits")), "what a script may use of a document and stage", since: "0.2"),
            APIField(
                "modules", .optional(.list(.string)), "folders in which `require` looks before it looks for plugins",
                since: "0.2"),
            APIField(
                "capabilities", .optional(.list(.string)),
                "what scripts may reach outside of documents: \"read:data/\", \"env:HOME\"", since: "0.2"),
            APIField(
                "isolate", .optional(.words(["process", "none"])), "whether workers are processes of their own",
                since: "0.2"),
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
                "process",
                .function(
                    [
                        .required("doc", .named("Document"), "the document"),
                        .required("shared", .named("Shared"), "what all documents add to"),
                    ], [.optional(.value)]), "works on a document; what it returns goes to `merge`"),
            APIField(
                "setup", .optional(.function([.required("context", .table, "`stage` and `worker`")], [])),
                "readies a worker before its first document", since: "0.2"),
            APIField(
                "shared", .optional(.map(.table)), "what documents add to, from `pipeline.shared`", since: "0.2"),
            APIField(
                "merge",
                .optional(
                    .function(
                        [
                            .required("total", .any, "what was folded so far, `initial` at first"),
                            .required("part", .value, "what `process` returned"),
                        ], [.any])), "folds what `process` returned, in the order of the input", since: "0.2"),
            APIField("initial", .optional(.value), "what `merge` begins with; nil if not given", since: "0.2"),
            APIField(
                "finish",
                .optional(
                    .function(
                        [
                            .required("total", .any, "what `merge` made"),
                            .required("shared", .named("Shared"), "what the shared values have come to"),
                        ], [.value])), "makes the summary of the run; without it the totals are the summary",
                since: "0.2"),
            APIField(
                "on_error", .optional(.words(["fail", "keep", "drop", "dead-letter"])),
                "what becomes of a document on which it fails; a dead letter if not given", since: "0.2"),
            APIField(
                "limits", .optional(.named("Limits")), "what it may use of a document, over those of the definition",
                since: "0.2"),
        ],
        example: """
            pipeline.stage {
              name = "desk", requires = { "entities" }, assigns = { "meta" },
              process = function(doc) doc.meta.desk = #doc:spans "LOC" > 3 and "world" or "home" end,
            }
            """)

    /// `limits` of a definition or a stage.
    static let limits = APIClass(
        table: "Limits", summary: "what a script may use of a document and stage",
        fields: [
            APIField("time", .optional(.string), "a duration such as \"2s\" or \"500ms\"", since: "0.2"),
            APIField("memory", .optional(.string), "a size such as \"64MB\"", since: "0.2"),
            APIField("output", .optional(.string), "a size: what is added to the document", since: "0.2"),
        ],
        example: "limits = { time = \"500ms\", memory = \"32MB\" }")

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

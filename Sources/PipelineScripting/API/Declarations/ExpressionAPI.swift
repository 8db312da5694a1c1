internal import PipelineCore
internal import PipelineLua

extension ScriptAPI {
    /// `pipeline.re`
    static let re = APIModule(
        "pipeline.re", summary: "regular expressions over strings; positions are bytes, as `string.find` has them",
        functions: [
            APIFunction(
                "compile",
                [
                    .required("expression", .string, "a regular expression (PCRE2)"),
                    .optional(
                        "options",
                        .options([
                            .optional("ignore_case", .boolean, "whether capitals and small letters are the same"),
                            .optional("multiline", .boolean, "whether `^` and `$` also match at each line"),
                            .optional("dot_all", .boolean, "whether `.` also matches the end of a line"),
                            .optional("extended", .boolean, "whether white space and comments after `#` are left out"),
                        ]), "how it matches"),
                ], returns: .named("Expression"), summary: "makes an expression ready for use", since: "0.2",
                example: "local year = pipeline.re.compile([[(?<year>\\d{4})]], { ignore_case = true })"
            ) { call in try ExpressionModule.compile(&call) },
            APIFunction(
                "escape", [.required("text", .string, "a text")], returns: .string,
                summary: "an expression that matches the text itself", since: "0.2",
                example: "pipeline.re.escape \"1+1\"  --> \"1\\\\+1\""
            ) { call in try ExpressionModule.escape(&call) },
        ])

    /// What `pipeline.re.compile` gives.
    static let expression = APIClass(
        object: "Expression", noun: "regular expression", variable: "expression",
        summary: "a regular expression that `pipeline.re.compile` made ready",
        fields: [
            APIField("source", .string, "the expression as it was written", since: "0.2"),
            APIField("groups", .list(.string), "the names of its groups", since: "0.2"),
            APIField("options", .list(.string), "the options that are on", since: "0.2"),
        ],
        methods: expressionSearches + expressionEdits,
        example: """
            local date = pipeline.re.compile [[(?<year>\\d{4})-(\\d\\d)]]
            for m in date:gmatch(doc.text) do doc:warn(m.year .. "/" .. m[2]) end
            """)

    private static let searched = APIParameter.required("text", .string, "the text to search")
    private static let start = APIParameter.optional(
        "from", .integer, "the byte to begin at, 1 by default; from the end if negative")
    /// The whole match at 0, and what the groups matched by number and name.
    private static let groups = APIType.union([.map(.string), .list(.string)])

    private static let expressionSearches = [
        APIFunction(
            "find", [searched, start], returns: .optional(.integer), .optional(.integer), .optional(groups),
            summary: "the first and last byte of the first match and its captures, or nil", since: "0.2",
            example: "local first, last, captures = expression:find(text)"
        ) { call in try ExpressionClass.find(&call) },
        APIFunction(
            "match", [searched, start], returns: .optional(groups),
            summary: "the captures of the first match by number and name, the whole at 0, or nil", since: "0.2",
            example: "local m = expression:match(text)"
        ) { call in try ExpressionClass.match(&call) },
        APIFunction(
            "test", [searched, start], returns: .boolean, summary: "whether there is a match", since: "0.2",
            example: "if expression:test(doc.text) then doc:drop \"test page\" end"
        ) { call in try ExpressionClass.test(&call) },
        APIFunction(
            "gmatch", [searched],
            returns: .function([], [.optional(groups), .optional(.integer), .optional(.integer)]),
            summary: "walks over all matches: their captures, first and last byte", since: "0.2",
            example: "for m, first, last in expression:gmatch(text) do … end"
        ) { call in try ExpressionClass.gmatch(&call) },
    ]

    private static let expressionEdits = [
        APIFunction(
            "gsub",
            [
                searched,
                .required(
                    "replacement",
                    .union([
                        .string, .table, .function([.required("captures", groups, "what the groups matched")], [.any]),
                    ]),
                    "a template with `$1` and `${name}`, a table by the first group, or a function of the captures"),
                .optional("most", .integer, "how many matches are replaced at most"),
            ], returns: .string, .integer, summary: "the text with its matches replaced, and how many there were",
            since: "0.2", example: "expression:gsub(text, \"${month}/${year}\")"
        ) { call in try ExpressionClass.gsub(&call) },
        APIFunction(
            "split", [searched, .optional("most", .integer, "how many parts at most, from 1")], returns: .list(.string),
            summary: "the parts between the matches", since: "0.2",
            example: "pipeline.re.compile(\"[,;]\"):split \"a,b;c\""
        ) { call in try ExpressionClass.split(&call) },
    ]

    /// What `doc:search` gives.
    static let textMatch = APIClass(
        table: "TextMatch", summary: "a match of `doc:search` in the text of a document",
        fields: [
            APIField("text", .string, "the text that it covers", since: "0.2"),
            APIField("start", .integer, "the first character, counted from 0", since: "0.2"),
            APIField("stop", .integer, "the character after the last one", since: "0.2"),
            APIField("first", .optional(.integer), "the first token that it touches, counted from 1", since: "0.2"),
            APIField("last", .optional(.integer), "the last token that it touches", since: "0.2"),
            APIField(
                "captures", .optional(.union([.map(.named("TextMatch")), .list(.named("TextMatch"))])),
                "what the groups matched by number and name, each a place like this one", since: "0.2"),
        ])
}

internal import PipelineCore

extension ScriptAPI {
    /// `doc`
    static let document = APIClass(
        object: "Document", noun: "document", variable: "doc",
        summary: "a document: what `process` is given; what a stage changes is undone when it raises",
        fields: [
            APIField("id", .string, "the identity"),
            APIField("text", .string, "the whole text"),
            APIField("source", .optional(.string), "where it comes from, such as a path"),
            APIField(
                "language", .optional(.string), "the language as a BCP 47 tag, such as \"en\"", isWritable: true),
            APIField("meta", .named("Values"), "the metadata, read and written like a table", isWritable: true),
            APIField("tokens", .named("Tokens"), "the tokens, counted from 1"),
            APIField("sentences", .list(.named("Span")), "the sentences in text order"),
            APIField("paragraphs", .list(.named("Span")), "the paragraphs in text order"),
        ],
        methods: reading + edits + fate + searching,
        example: """
            process = function(doc)
              doc.meta.words = #doc.tokens
              for _, place in ipairs(doc:spans "LOC") do place.attributes.checked = true end
            end
            """)

    private static let reading = [
        APIFunction(
            "spans",
            named: [
                .optional("label", .string, "only spans of this label"),
                .optional("layer", .string, "only spans of this layer"),
            ], leading: 1, returns: .list(.named("Span")),
            summary: "the annotated spans in text order, of two at one place the longer first",
            example: "for _, person in ipairs(doc:spans { layer = \"entities\", label = \"PER\" }) do … end"
        ) { call in try call.state.spans(&call) },
        APIFunction(
            "relations",
            named: [.optional("label", .string, "only relations of this label")], leading: 1,
            returns: .list(.named("Relation")), summary: "the relations in the order in which they were made",
            example: "for _, said in ipairs(doc:relations \"STATEMENT\") do doc:warn(said.source.text) end"
        ) { call in try call.state.relations(&call) },
        APIFunction(
            "column",
            [.required("name", .string, "a token column or a field of tokens, such as \"lemma\" or \"start\"")],
            returns: .union([.list(.string), .list(.integer), .list(.boolean)]),
            summary: "the values of a column or field for all tokens, \"\" where there is none",
            example: "local lemmas = doc:column \"lemma\""
        ) { call in try call.state.column(&call) },
    ]

    private static let rule = APIParameter.optional(
        "rule", .string, "the rule of the stage that decided: `by` is then stage/rule")

    private static let edits = [
        APIFunction(
            "annotate",
            named: [
                .required("label", .string, "the label"),
                .optional("layer", .string, "the layer, \"entities\" by default"),
                .optional("first", .integer, "the first token, counted from 1"),
                .optional("last", .integer, "the last token, `first` by default"),
                .optional("start", .integer, "the first character, counted from 0, in place of tokens"),
                .optional("stop", .integer, "the character after the last one"),
                .optional("span", .named("Span"), "a span that covers the same text, in place of numbers"),
                .optional("attributes", .values, "its attributes"), rule,
            ], returns: .named("Span"), summary: "adds a span to a layer",
            example: "doc:annotate { label = \"LOC\", first = 3, last = 4, attributes = { id = \"Q585\" } }"
        ) { call in try call.state.annotate(&call) },
        APIFunction(
            "relate",
            named: [
                .required("label", .string, "the label"), .optional("attributes", .values, "its attributes"), rule,
            ],
            others: .required(
                "…", .union([.named("Span"), .list(.named("Span"))]), "an argument: an annotated span, or several"),
            returns: .named("Relation"), summary: "adds a relation between annotated spans",
            example: "doc:relate { label = \"ALIAS\", name = short, of = long }"
        ) { call in try call.state.relate(&call) },
        APIFunction(
            "score",
            named: [
                .required("name", .string, "the name of the score"),
                .required("value", .number, "what is added to it; may be negative"),
                .optional("because", .string, "the reason, the stage's name by default"),
                .optional("span", .named("Span"), "where the reason stands"),
                .optional("level", .string, "the level that the score has now"),
            ], summary: "adds a term to a score, which begins at 0",
            example: "doc:score { name = \"tension\", value = 2.5, because = \"armed clash\", span = clash }"
        ) { call in try call.state.score(&call) },
        APIFunction(
            "remove",
            [.required("what", .union([.named("Span"), .named("Relation")]), "an annotated span or a relation")],
            summary: "removes an annotated span with the relations that name it, or a relation",
            example: "doc:remove(span)"
        ) { call in try call.state.remove(&call) },
    ]

    private static let fate = [
        APIFunction(
            "drop", [.required("reason", .string, "why, for the summary of the run")],
            summary: "takes the document out of the run; later stages do not see it", example: "doc:drop \"too short\""
        ) { call in
            let reason = try call.string("reason")
            try call.state.countOutput(bytes: reason.utf8.count)
            call.state.document.drop(reason: reason)
        },
        APIFunction(
            "derive",
            named: [
                .required("text", .string, "the text"), .optional("meta", .values, "the metadata"),
            ], summary: "makes a new document, which goes through the stages that follow",
            example: "doc:derive { text = part.text, meta = { of = doc.id } }"
        ) { call in
            let (text, values) = (try call.string("text"), try call.values("meta"))
            try call.state.countOutput(.object(values), bytes: text.utf8.count)
            call.state.document.derive(text: DocumentText(text), metadata: values)
        },
        APIFunction(
            "warn", [.required("message", .string, "what is odd")],
            summary: "leaves a message for whoever runs the pipeline", example: "doc:warn \"no date\""
        ) { call in
            let message = try call.string("message")
            try call.state.countOutput(bytes: message.utf8.count)
            call.state.document.warn(message)
        },
    ]

    private static let searching = [
        APIFunction(
            "find", [.required("pattern", .union([.string, .table]), "a token pattern, as text or as a table")],
            returns: .iterator(.named("Match")),
            summary: "walks over the matches of a token pattern in text order",
            example: "for m in doc:find [[ who:<PER/> [lemma=\"say\"] ]] do doc:warn(m.who.text) end"
        ) { call in try call.state.find(&call) },
        APIFunction(
            "search",
            [
                .required(
                    "expression", .union([.string, .named("Expression")]),
                    "a regular expression, or what `pipeline.re.compile` gave")
            ], returns: .iterator(.named("TextMatch")),
            summary: "walks over the matches of a regular expression in the text that are not empty", since: "0.2",
            example:
                "for m in doc:search [[\\$\\d+]] do doc:annotate { label = \"SUM\", start = m.start, stop = m.stop } end"
        ) { call in try call.state.searchText(&call) },
        APIFunction(
            "match", [.required("pattern", .union([.string, .table]), "a token pattern, as text or as a table")],
            returns: .optional(.named("Match")),
            summary: "the first match of a token pattern, or nil",
            example: "local m = doc:match [[ \"in\" place:<LOC/> ]]"
        ) { call in try call.state.firstMatch(&call) },
    ]
}

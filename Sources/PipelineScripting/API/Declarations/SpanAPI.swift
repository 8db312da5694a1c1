extension ScriptAPI {
    /// An annotation, or a run of tokens such as a sentence.
    static let span = APIClass(
        object: "Span", noun: "span", variable: "span",
        summary: "a span: an annotation, or a run of tokens such as a sentence or a capture",
        fields: [
            APIField("text", .string, "the text that it covers"),
            APIField("label", .optional(.string), "the label; nil for a run of tokens"),
            APIField("layer", .optional(.string), "the layer; nil for a run of tokens"),
            APIField("first", .integer, "the first token, counted from 1"),
            APIField("last", .integer, "the last token"),
            APIField("start", .integer, "the first character, counted from 0"),
            APIField("stop", .integer, "the character after the last one"),
            APIField(
                "attributes", .named("Values"),
                "the attributes, read and written like a table; nil for a run of tokens", isWritable: true),
            APIField("by", .optional(.string), "what made it, as stage/rule; nil for a run of tokens"),
        ],
        example: "if span.label == \"PER\" then span.attributes.sure = true end")

    /// `doc.meta`, `span.attributes`
    static let values = APIClass(
        object: "Values", noun: "value", variable: "doc.meta",
        summary:
            "metadata or attributes: read and written like a table, and what is written is in the document at once",
        element: .value,
        others: APIField("…", .value, "the value of a name; nil when there is none", isWritable: true),
        example: "doc.meta.desk = doc.meta.country == \"NO\" and \"home\" or \"world\"")
}

extension ScriptAPI {
    private static let spanOrSpans = APIType.union([.named("Span"), .list(.named("Span"))])

    /// `doc:relations()[i]`
    static let relation = APIClass(
        object: "Relation", noun: "relation", variable: "relation",
        summary: "a relation: every argument is a field, a span or a list of spans when it is in several pieces",
        fields: [
            APIField("label", .string, "the label"),
            APIField(
                "attributes", .named("Values"), "the attributes, read and written like a table", isWritable: true),
            APIField("by", .string, "what made it, as stage/rule"),
        ],
        others: APIField("…", .optional(spanOrSpans), "an argument"),
        example: "for _, said in ipairs(doc:relations \"STATEMENT\") do doc:warn(said.source.text) end")

    /// What `where`, `emit` and `doc:find` are given.
    static let match = APIClass(
        object: "Match", noun: "match", variable: "m",
        summary: "what a pattern matched: every capture is a field, a span or a list of spans when it is in a loop",
        fields: [
            APIField("rule", .string, "the name of the rule"),
            APIField("score", .number, "the score of the match"),
            APIField("span", .named("Span"), "all that was matched, as a run of tokens"),
            APIField("text", .string, "the text that was matched"),
            APIField("first", .integer, "the first token, counted from 1"),
            APIField("last", .integer, "the last token"),
        ],
        others: APIField("…", .optional(spanOrSpans), "a capture"),
        example: "where = function(m) return m.who.text ~= m.whom.text end")
}

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
            APIField("arguments", .named("Arguments"), "the arguments alone, whatever their names are", since: "0.2"),
        ],
        others: APIField(
            "…", .optional(spanOrSpans),
            "an argument; nil when only other relations of the label have it, an error when none has"),
        example: "for _, said in ipairs(doc:relations \"STATEMENT\") do doc:warn(said.source.text) end")

    /// `relation.arguments`
    static let arguments = APIClass(
        object: "Arguments", noun: "arguments", variable: "relation.arguments",
        summary: "the arguments of a relation by name; `pairs` walks over them",
        others: APIField("…", .optional(spanOrSpans), "an argument; nil for any name that is none", since: "0.2"),
        example: "for name, span in pairs(relation.arguments) do … end")

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
            APIField("captures", .named("Captures"), "the captures alone, whatever their names are", since: "0.2"),
        ],
        others: APIField(
            "…", .optional(spanOrSpans),
            "a capture; nil when it took no part, an error when the pattern has no such capture"),
        example: "where = function(m) return m.who.text ~= m.whom.text end")

    /// `m.captures`
    static let captures = APIClass(
        object: "Captures", noun: "captures", variable: "m.captures",
        summary: "the captures of a match by name; `pairs` walks over those that took part",
        others: APIField(
            "…", .optional(spanOrSpans), "a capture; nil when it took no part, an error when there is none",
            since: "0.2"),
        example: "local first = m.captures.first  -- m.first is the number of a token")
}

internal import PipelineCore

/// The tables of a rule file: what ``RuleReader`` takes.
enum RuleShapes {
    static let rules = TableShape(
        "Rules", "what a rule file returns: lists, macros, and phases or bare rules",
        keys: [
            Option("lists", .shape("RuleLists"), "phrase lists by name, for %name in patterns and `in %name` in tests"),
            Option("macros", .shape("RuleMacros"), "parts of patterns by name, for $NAME in patterns"),
        ], items: .either([.shape("Phase"), .shape("Rule")]))

    static let lists = TableShape(
        "RuleLists", "phrase lists by name",
        others: Option("…", .either([.path, .shape("RuleList")]), "a file, or the list"))

    static let macros = TableShape("RuleMacros", "macros by name", others: Option("…", .string, "a part of a pattern"))

    static let list = TableShape(
        "RuleList", "a phrase list, with phrases as entries without a name",
        keys: [
            Option("words", .list(.value), "the phrases, each a string or { \"phrase\", id = \"…\" }"),
            Option("file", .path, "a .tsv file with a column 'phrase', or a file with a phrase a line"),
            Option(
                "match", .choice(PhraseList.Match.allCases.map(\.rawValue)),
                "what of a token is compared; 'lower' if not given"),
            Option("id", .string, "the column of the file that names a phrase; 'id' if not given"),
        ], items: .value)

    static let phase = TableShape(
        "Phase", "rules that see the layers of earlier phases, compete, and take effect together",
        keys: [
            Option("phase", .string, "the name", isRequired: true),
            Option(
                "policy", .choice(Policy.allCases.map(\.rawValue)),
                "which of the matches that overlap count; 'longest' if not given"),
            Option(
                "within", .string,
                "what a match cannot go beyond: 'sentence' if not given, 'paragraph', 'document' or a layer"),
            Option("layer", .string, "the layer of what is made where a rule does not say it"),
            Option("label", .string, "the label of what is made where a rule does not say it"),
        ], items: .shape("Rule"))

    static let rule = TableShape(
        "Rule", "a pattern with what is made of its matches",
        keys: [
            Option("name", .string, "the name, in provenance and messages", isRequired: true),
            Option("pattern", .string, "the token pattern", isRequired: true),
            Option(
                "emit", .either([.shape("Emission"), .list(.shape("Emission")), .function]),
                "what a match makes; an annotation with the label if not given"),
            Option("score", .number, "the weight under the policy 'best', and the confidence of what is made"),
            Option("priority", .number, "decides between rules under policies that look at it"),
            Option("claim", .string, "the capture for which the rule competes; the whole match if not given"),
            Option("guard", .boolean, "whether the rule competes and makes nothing"),
            Option("where", .function, "whether a match counts"),
            Option("layer", .string, "the layer of what is made"),
            Option("label", .string, "the label of what is made"),
        ])

    static let emission = TableShape(
        "Emission", "an annotation, or with `relation` a relation, whose arguments are captures by name",
        keys: [
            Option("relation", .string, "the label of a relation"),
            Option("label", .string, "the label of an annotation"),
            Option("layer", .string, "the layer"),
            Option("span", .string, "the capture that is annotated; what the rule claims if not given"),
            Option(
                "attributes", .table, "attributes; \"$capture\" stands for its text, \"$capture.lemma\" for more of it"),
        ], items: .string, others: Option("…", .string, "an argument of the relation: the name of a capture"))

    /// All of them, what a file returns first.
    static let all = [rules, lists, macros, list, phase, rule, emission]
}

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

    static let macros = TableShape("RuleMacros", "macros by name", others: Option("…", pattern, "a part of a pattern"))

    static let list = TableShape(
        "RuleList", "a phrase list, with phrases as entries without a name",
        keys: [Option("file", .path, PhraseListLoader.fileSummary)] + PhraseListLoader.options(fallback: .lower),
        items: .value)

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
            Option("pattern", pattern, "the token pattern, as text or as a table", isRequired: true),
            Option(
                "emit", .either([.shape("Emission"), .list(.shape("Emission")), .function]),
                "what a match makes; an annotation with the label if not given"),
            Option(
                "score", .either([.number, .table]),
                "the weight under the policy 'best', and the confidence of what is made; { 0.6, capture = 0.2 } adds for captures"
            ),
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
    static let all = [
        rules, lists, macros, list, phase, rule, emission, patternTable, patternElement, patternTest, patternComparison,
    ]
}

// MARK: - Patterns as tables

extension RuleShapes {
    /// A pattern: text, or its elements as a table.
    static let pattern = Option.Kind.either([.string, .shape("Pattern")])

    static let patternTable = TableShape(
        "Pattern", "a pattern as a table: its elements in order; a string is that word in either case",
        items: .either([.string, .shape("PatternElement")]))

    static let patternElement = TableShape(
        "PatternElement", "an element of a pattern, which says one thing, how often it comes and what it is called",
        keys: [
            Option("word", .strings, "a token in either case, or one of several; several words are several tokens"),
            Option("exact", .strings, "the same, exactly so"),
            Option("matches", .string, "a regular expression of a whole token"),
            Option("test", .shape("PatternTest"), "a test of one token; any token passes an empty one"),
            Option("annotation", .string, "a whole annotation of a layer, or an entity of a label"),
            Option("list", .string, "a phrase of a list"),
            Option("macro", .string, "a macro"),
            Option("group", .either([.string, .shape("Pattern")]), "elements in order"),
            Option(
                "any_of", .list(.either([.string, .shape("Pattern")])),
                "patterns of which the first counts that leads to a match"),
            Option("ahead", .either([.string, .shape("Pattern")]), "what has to follow"),
            Option("not_ahead", .either([.string, .shape("Pattern")]), "what must not follow"),
            Option("behind", .either([.string, .shape("Pattern")]), "what has to stand before"),
            Option("not_behind", .either([.string, .shape("Pattern")]), "what must not stand before"),
            Option("edge", .choice(["start", "end"]), "the start or the end of the unit"),
            Option("ignore_case", .boolean, "with `matches`: whether capitals and small letters are the same"),
            Option("where", .table, "with `annotation`: attributes, compared as in a test"),
            Option(
                "with", .list(.either([.string, .shape("Pattern")])), "with `macro`: what stands for its parameters"),
            Option("capture", .string, "the name"),
            Option(
                "times", .either([.integer, .list(.integer), .choice(["?", "*", "+"])]),
                "how often: a number, { least }, { least, most }, or a sign"),
            Option("lazy", .boolean, "whether fewer are preferred"),
        ])

    static let patternTest = TableShape(
        "PatternTest", "a test of a token: all entries hold",
        keys: [
            Option("any_of", .list(.shape("PatternTest")), "one of the tests holds"),
            Option("none_of", .list(.shape("PatternTest")), "none of the tests holds"),
            Option("within", .string, "an annotation of this layer, or entity of this label, covers the token"),
        ],
        others: Option(
            "…", .either([.value, .shape("PatternComparison")]),
            "an attribute with its value, values, or comparison; a flag with true or false"))

    static let patternComparison = TableShape(
        "PatternComparison", "what an attribute is compared with; all entries hold",
        keys: [
            Option("is", .value, "a value, or one of several"),
            Option("is_not", .value, "another value, or none of several"),
            Option("matches", .string, "a regular expression of the whole value"),
            Option("matches_not", .string, "a regular expression that the value is not"),
            Option("ignore_case", .boolean, "whether capitals and small letters are the same in expressions"),
            Option("in_list", .string, "a word of a list"),
            Option("not_in_list", .string, "no word of a list"),
            Option("above", .number, "a greater number"),
            Option("at_least", .number, "a number as great or greater"),
            Option("below", .number, "a smaller number"),
            Option("at_most", .number, "a number as small or smaller"),
        ])
}

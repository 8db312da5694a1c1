internal import PipelineCore

/// The tables of a weights file: what ``Weights`` takes.
enum WeightShapes {
    static let weights = TableShape(
        "Weights", "what a weights file returns: the score and, as entries without a name, what counts",
        keys: [
            Option("name", .string, "the name of the score", isRequired: true),
            Option("levels", .shape("Levels"), "levels by name with the least value of each"),
            Option("lowest", .string, "the level below all others; 'low' if not given"),
            Option("lists", .table, "phrase lists by name, as in a rule file"),
            Option("macros", .table, "parts of patterns by name, as in a rule file"),
            Option("within", .string, "what a match cannot go beyond; 'sentence' if not given"),
        ], items: .shape("WeightEntry"))

    static let levels = TableShape(
        "Levels", "levels by name", others: Option("…", .number, "the least value of the level"))

    static let entry = TableShape(
        "WeightEntry", "one thing that counts: a pattern, a layer or a relation",
        keys: [
            Option("name", .string, "the name in the score's reasons"),
            Option("pattern", .either([.string, .table]), "a token pattern whose matches count"),
            Option("layer", .string, "a layer whose annotations count"),
            Option("label", .string, "only annotations of this label"),
            Option("relation", .string, "the label of relations that count"),
            Option("weight", .number, "what each hit adds; may be negative", isRequired: true),
            Option("cap", .integer, "how many hits count at most"),
            Option("per", .choice(["match", "document"]), "what counts: each hit, or only whether there is one"),
            Option("within", .string, "what a match cannot go beyond"),
            Option("claim", .string, "the capture that counts; the whole match if not given"),
        ])

    /// All of them, what a file returns first.
    static let all = [weights, levels, entry]
}

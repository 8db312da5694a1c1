extension ScriptAPI {
    /// `pipeline.tests`
    static let testsCall = noted(
        "tests", takes: .required("tests", .named("Tests"), "what is tested, and the cases"), returns: .named("Tests"),
        summary: "describes tests; a test file returns what it gives, and `pipeline test` runs it", since: "0.2",
        example:
            "return pipeline.tests { definition = \"config.lua\", { name = \"a title\", text = \"Dr. [PER Orlova]\" } }"
    )

    /// The tables that test files hold.
    static let testTables = [tests, testCase, testRelation, testScore, testToken]

    /// What `pipeline.tests` takes.
    static let tests = APIClass(
        table: "Tests", summary: "what is tested: exactly one of `definition`, `stages` and `rules`; and the cases",
        fields: [
            APIField("definition", .optional(.string), "the path of a definition whose stages run", since: "0.2"),
            APIField("stages", .optional(.list(.named("Stage"))), "the stages that run", since: "0.2"),
            APIField(
                "rules", .optional(.union([.string, .list(.string)])),
                "paths of rule files that run after `tokenize.english` and `tag.english`", since: "0.2"),
            APIField("name", .optional(.string), "the name in reports; the path if not given", since: "0.2"),
            APIField(
                "exact", .optional(exact),
                "layers in which each case marks everything; true for all layers", since: "0.2"),
            APIField(
                "capabilities", .optional(.list(.string)), "what the stages may reach, as in a definition",
                since: "0.2"),
            APIField(
                "modules", .optional(.list(.string)), "folders in which `require` looks, as in a definition",
                since: "0.2"),
        ],
        element: .named("TestCase"),
        example: """
            return pipeline.tests {
              rules = "titles.lua",
              { name = "a title and a name", text = "Dr. [PER Lena Orlova] came." },
            }
            """)

    private static let exact = APIType.union([.boolean, .string, .list(.string)])

    /// An entry of `pipeline.tests`.
    static let testCase = APIClass(
        table: "TestCase", summary: "a document with what the stages have to find in it",
        fields: [
            APIField("name", .string, "what is tested, in a few words", since: "0.2"),
            APIField(
                "text", .optional(.string),
                "the document with its marks: `[PER Lena Orlova]`, `[who:roles/ROLE head]`; `\\\\[` is a bracket",
                since: "0.2"),
            APIField(
                "file", .optional(.string), "the path of a document without marks, in place of `text`", since: "0.2"),
            APIField("meta", .optional(.values), "the metadata that the document comes with", since: "0.2"),
            APIField(
                "exact", .optional(exact), "layers in which everything is marked; that of the file if not given",
                since: "0.2"),
            APIField(
                "none", .optional(.union([.string, .list(.string)])),
                "labels of annotations and relations that must not be there beyond what is marked and listed",
                since: "0.2"),
            APIField(
                "attributes", .optional(.map(.values)), "the attributes of marks by the name of the mark", since: "0.2"),
            APIField(
                "relations", .optional(.list(.named("TestRelation"))),
                "the relations: all of each label that is named", since: "0.2"),
            APIField(
                "scores", .optional(.map(.union([.number, .named("TestScore")]))),
                "the scores by name: the value, or what is known of it", since: "0.2"),
            APIField(
                "tokens", .optional(.list(.union([.string, .named("TestToken")]))),
                "all tokens as strings, or some as tables", since: "0.2"),
            APIField("sets", .optional(.values), "metadata that the document has afterwards", since: "0.2"),
            APIField("dropped", .optional(.boolean), "whether a stage drops the document", since: "0.2"),
            APIField(
                "golden", .optional(.union([.boolean, .string])),
                "a file with all that is found, which `--update` writes; true for one beside the test", since: "0.2"),
            APIField(
                "check", .optional(.function([.required("doc", .named("Document"), "the document afterwards")], [])),
                "looks at the document; an error fails the case", since: "0.2"),
            APIField("skip", .optional(.string), "why the case is not run", since: "0.2"),
        ],
        example: "{ name = \"no title, no name\", text = \"Orlova came.\", none = \"PER\" }")

    /// An entry of `relations` of a test case.
    static let testRelation = APIClass(
        table: "TestRelation", summary: "a relation that has to be there",
        fields: [
            APIField("relation", .string, "the label", since: "0.2"),
            APIField("attributes", .optional(.values), "attributes that it has, among others", since: "0.2"),
        ],
        others: APIField("…", .string, "an argument: the name of a mark, else its text", since: "0.2"),
        example: "{ relation = \"STATEMENT\", source = \"who\", content = \"what\" }")

    /// An entry of `scores` of a test case.
    static let testScore = APIClass(
        table: "TestScore", summary: "what a score has to be",
        fields: [
            APIField("value", .optional(.number), "the value", since: "0.2"),
            APIField("at_least", .optional(.number), "the least value", since: "0.2"),
            APIField("at_most", .optional(.number), "the greatest value", since: "0.2"),
            APIField("level", .optional(.string), "the level", since: "0.2"),
            APIField(
                "because", .optional(.union([.string, .list(.string)])), "the reasons, each as often as it counted",
                since: "0.2"),
        ],
        example: "scores = { tension = { level = \"high\", because = { \"armed-clash\" } } }")

    /// An entry of `tokens` of a test case.
    static let testToken = APIClass(
        table: "TestToken", summary: "a token that has to be there, found by its text from left to right",
        fields: [APIField("text", .string, "the text", since: "0.2")],
        others: APIField("…", .value, "a column of the token: `lemma`, `upos`, …", since: "0.2"),
        example: "tokens = { { text = \"said\", lemma = \"say\", upos = \"VERB\" } }")
}

internal import PipelineCore

extension ScriptAPI {
    /// `doc.tokens`
    static let tokens = APIClass(
        object: "Tokens", noun: "token list", variable: "doc.tokens",
        summary: "the tokens of a document: `#doc.tokens` of them, counted from 1", element: .named("Token"),
        example: "for i = 1, #doc.tokens do count(doc.tokens[i].lemma) end")

    /// `doc.tokens[i]`
    static let token = APIClass(
        object: "Token", noun: "token", variable: "token",
        summary: "a token; a column is \"\" where no stage has assigned a value", fields: tokenFields + tokenFlags,
        others: APIField(
            "…", .string, "a column that a stage declares with `columns`, or, to be read, one of the input",
            isWritable: true, since: "0.2"),
        example: "if doc.tokens[1].upos == \"PROPN\" then … end")

    private static let tokenFields = [
        APIField("text", .string, "the text"),
        APIField("lower", .string, "the text in lower case"),
        APIField(
            "norm", .string, "the normal form (\"not\" for \"n't\"), the text in lower case by default",
            isWritable: true),
        APIField("lemma", .string, "the dictionary form", isWritable: true),
        APIField("upos", .string, "the universal part of speech, such as \"VERB\"", isWritable: true),
        APIField("xpos", .string, "the treebank's own part of speech, such as \"VBD\"", isWritable: true),
        APIField("feats", .string, "morphological features, such as \"Number=Plur\"", isWritable: true),
        APIField("shape", .string, "the text with letters as X and x and digits as d, runs of four at most"),
        APIField("length", .integer, "the number of characters"),
        APIField("start", .integer, "the first character, counted from 0"),
        APIField("stop", .integer, "the character after the last one"),
        APIField("sentence", .integer, "the number of its sentence, counted from 1"),
        APIField("index", .integer, "its own number, counted from 1"),
    ]

    private static let tokenFlags = LexicalFlags.byName.keys.sorted().map { name in
        APIField(name, .boolean, flagSummaries[name] ?? "")
    }

    private static let flagSummaries = [
        "is_alpha": "whether all characters are letters",
        "is_ascii": "whether all characters are ASCII",
        "is_bracket": "whether it is a bracket",
        "is_currency": "whether it is a currency sign",
        "is_digit": "whether all characters are digits",
        "is_left_punct": "whether it is opening punctuation, such as \"(\"",
        "is_lower": "whether it is in lower case",
        "is_punct": "whether it is punctuation",
        "is_quote": "whether it is a quotation mark",
        "is_right_punct": "whether it is closing punctuation, such as \")\"",
        "is_space": "whether it is white space",
        "is_stop": "whether it is a frequent function word, such as \"the\"",
        "is_title": "whether it begins with a capital and goes on in lower case",
        "is_upper": "whether it is in upper case",
        "like_email": "whether it looks like an e-mail address",
        "like_num": "whether it looks like a number, in digits or words",
        "like_url": "whether it looks like a web address",
    ]
}

internal import PipelineCore
internal import PipelineLua

extension ScriptAPI {
    /// `pipeline.text`
    static let text = APIModule(
        "pipeline.text", summary: "text as Unicode sees it; Lua's own string functions see bytes",
        functions: textForms + textParts + textQuestions)

    private static let aText = APIParameter.required("text", .string, "a text")

    private static let textForms = [
        APIFunction(
            "lower", [aText], returns: .string, summary: "the text in lower case",
            example: "pipeline.text.lower \"ÉCOLE\"  --> \"école\""
        ) { call in call.frame.push(try call.text("text").lowercased()) },
        APIFunction(
            "upper", [aText], returns: .string, summary: "the text in upper case",
            example: "pipeline.text.upper \"straße\"  --> \"STRASSE\""
        ) { call in call.frame.push(try call.text("text").uppercased()) },
        APIFunction(
            "fold", [aText], returns: .string, summary: "the same for two texts that differ in case alone",
            since: "0.2", example: "pipeline.text.fold \"Straße\" == pipeline.text.fold \"STRASSE\"  --> true"
        ) { call in call.frame.push(UnicodeText.folded(try call.text("text"))) },
        APIFunction(
            "normalize",
            [
                aText,
                .optional("form", .words(["nfc", "nfd"]), "composed or decomposed characters, \"nfc\" by default"),
            ], returns: .string, summary: "the text in a normalization form of Unicode", since: "0.2",
            example: "pipeline.text.normalize(\"é\", \"nfd\")  --> \"e\\u{301}\""
        ) { call in
            let text = try call.text("text")
            let isDecomposed = try call.string(ifGiven: "form") == "nfd"
            call.frame.push(isDecomposed ? UnicodeText.decomposed(text) : UnicodeText.composed(text))
        },
        APIFunction(
            "trim", [aText], returns: .string, summary: "the text without white space at both ends", since: "0.2",
            example: "pipeline.text.trim \" a b \"  --> \"a b\""
        ) { call in try TextModule.trim(&call) },
    ]

    private static let textParts = [
        APIFunction(
            "length", [aText], returns: .integer,
            summary: "the number of characters (Unicode scalars), as offsets count them",
            example: "pipeline.text.length \"é\"  --> 1"
        ) { call in call.frame.push(try call.text("text").unicodeScalars.count) },
        APIFunction(
            "sub",
            [
                aText, .required("first", .integer, "the first character, counted from 1, or from the end if negative"),
                .optional("last", .integer, "the last character, -1 by default"),
            ], returns: .string, summary: "a part of the text by characters, as `string.sub` gives it by bytes",
            since: "0.2", example: "pipeline.text.sub(\"école\", 1, 2)  --> \"éc\""
        ) { call in try TextModule.sub(&call) },
        APIFunction(
            "characters", [aText], returns: .list(.string), summary: "a list of all characters", since: "0.2",
            example: "#pipeline.text.characters \"aé\"  --> 2"
        ) { call in try TextModule.characters(&call) },
        APIFunction(
            "graphemes", [aText], returns: .list(.string),
            summary: "a list of what a reader takes for one character", since: "0.2",
            example: "#pipeline.text.graphemes \"e\\u{301}\"  --> 1"
        ) { call in try TextModule.graphemes(&call) },
        APIFunction(
            "split",
            [
                aText, .optional("separator", .string, "what stands between the parts, white space by default"),
                .optional("most", .integer, "how many parts at most"),
            ], returns: .list(.string), summary: "the parts between separators, or the words between white space",
            since: "0.2", example: "pipeline.text.split(\"a, b\", \", \")[2]  --> \"b\""
        ) { call in try TextModule.split(&call) },
    ]

    private static let textQuestions = [
        APIFunction(
            "starts_with", [aText, .required("beginning", .string, "what it may begin with")], returns: .boolean,
            summary: "whether the text begins so", since: "0.2",
            example: "pipeline.text.starts_with(doc.text, \"CORRECTION\")"
        ) { call in try TextModule.startsWith(&call) },
        APIFunction(
            "ends_with", [aText, .required("ending", .string, "what it may end with")], returns: .boolean,
            summary: "whether the text ends so", since: "0.2", example: "pipeline.text.ends_with(doc.id, \"-draft\")"
        ) { call in try TextModule.endsWith(&call) },
        flag("is_upper", .isUpper, "whether it has letters with case, all of them capitals", "ÉTÉ"),
        flag("is_lower", .isLower, "whether it has letters with case, none of them capitals", "été"),
        flag("is_title", .isTitle, "whether every word begins with a capital and goes on in small letters", "Été"),
        APIFunction(
            "distance",
            [
                .required("left", .string, "a text"), .required("right", .string, "another one"),
                .optional("most", .integer, "the greatest distance that matters; a small one costs less"),
            ], returns: .optional(.integer),
            summary: "how many characters are put in, left out or changed between two texts, or nil above the most",
            since: "0.2", example: "pipeline.text.distance(\"kitten\", \"sitting\")  --> 3"
        ) { call in try TextModule.distance(&call) },
    ]

    private static func flag(_ name: String, _ flag: LexicalFlags, _ summary: String, _ text: String) -> APIFunction {
        APIFunction(
            name, [aText], returns: .boolean, summary: summary, since: "0.2",
            example: "pipeline.text.\(name) \"\(text)\"  --> true"
        ) { call in call.frame.push(LexicalAttributes.flags(try call.text("text")).contains(flag)) }
    }
}

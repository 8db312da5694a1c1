public import PipelineCore

extension PhraseStage {
    /// The component `extract.phrases`.
    ///
    /// - Parameter split: cuts phrases into tokens as the pipeline's tokenizer does.
    public static func component(
        split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) -> Component<any Stage> {
        Component(
            name: "extract.phrases", summary: "annotates the phrases of a list",
            options: [
                Option("list", .path, "a .tsv file with a column 'phrase', or a file with a phrase a line"),
                Option("words", .list(.value), "the phrases, each a string or { \"phrase\", id = \"…\" }"),
                Option("label", .string, "the label of the annotations", isRequired: true),
                Option("layer", .string, "their layer; 'entities' if not given"),
                Option("fold", .boolean, "whether upper and lower case are the same"),
                Option("match", .choice(PhraseList.Match.allCases.map(\.rawValue)), "what of a token is compared"),
                Option("id", .string, "the column that becomes attributes.entity; 'id' if not given"),
                Option(
                    "overlap", .choice(Overlap.allCases.map(\.rawValue)),
                    "what to do with tokens that the layer has annotated already; 'skip' if not given"),
            ],
            positional: "words", assigns: [.layer("entities")]
        ) { options in
            try PhraseStage(options, split: split)
        }
    }

    init(_ options: Options, split: @escaping @Sendable (String) -> [String]) throws(PipelineError) {
        var reader = RuleReader(split: split)
        let origin = Origin(location: options.location, directory: options.directory)
        var phrases: [(phrase: String, id: String?)] = []
        if let words = options.table("words") { phrases += reader.phrases(words.items, "words", origin) }
        if let path = options.string("list") {
            phrases += reader.read(path, idColumn: options.string("id") ?? "id", origin)
        }
        if var first = reader.errors.first {
            first.others = Array(reader.errors.dropFirst())
            throw first
        }
        guard options.has("words") || options.has("list") else {
            throw options.error(
                "there are no phrases", remedy: "write list = \"places.tsv\", or give them in the table")
        }
        self.init(
            name: options.name, list: PhraseList(phrases, match: try Self.match(options), split: split),
            label: options.string("label") ?? "", layer: options.string("layer") ?? "entities",
            overlap: options.string("overlap").flatMap(Overlap.init) ?? .skip,
            source: options.string("list").map(Path.name), location: options.location)
    }

    private static func match(_ options: Options) throws(PipelineError) -> PhraseList.Match {
        let match = options.string("match").flatMap(PhraseList.Match.init)
        guard let fold = options.boolean("fold") else { return match ?? .text }
        let folded: PhraseList.Match = fold ? .lower : .text
        guard match == nil || match == folded else {
            throw options.error("'fold' and 'match' contradict each other", remedy: "leave one of them out")
        }
        return folded
    }
}

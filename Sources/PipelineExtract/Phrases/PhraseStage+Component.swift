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
            options: [Option("list", .path, PhraseListLoader.fileSummary)] + PhraseListLoader.options(fallback: .text)
                + [
                    Option("label", .string, "the label of the annotations, where an entry has none of its own"),
                    Option("layer", .string, "their layer; 'entities' if not given"),
                    Option("fold", .boolean, "whether upper and lower case are the same"),
                    Option(
                        "policy", .choice(Policy.allCases.map(\.rawValue)),
                        "which of the phrases count that overlap each other; 'first' if not given"),
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
        guard options.has("words") || options.has("list") else {
            throw options.error(
                "there are no phrases", remedy: "write list = \"places.tsv\", or give them in the table")
        }
        var table = Setting.Table()
        for name in ["phrase", "id", "attributes"] { table.fields[name] = options.setting(name) }
        var loader = PhraseListLoader(split: split)
        let list = loader.load(
            words: options.table("words")?.items ?? [], file: options.string("list"), columns: table,
            match: try Self.match(options), fallback: .text, owner: options.name,
            Origin(location: options.location, directory: options.directory))
        if var first = loader.errors.first {
            first.others = Array(loader.errors.dropFirst())
            throw first
        }
        guard options.has("label") || list.hasAllLabels else {
            throw options.error(
                "not every entry has a label", remedy: "write label = \"…\", or give the list a column 'label'")
        }
        self.init(
            name: options.name, list: list, label: options.string("label"),
            layer: options.string("layer") ?? "entities",
            overlap: options.string("overlap").flatMap(Overlap.init) ?? .skip,
            policy: options.string("policy").flatMap(Policy.init) ?? .first,
            source: options.string("list").map(Path.name), location: options.location)
    }

    private static func match(_ options: Options) throws(PipelineError) -> PhraseList.Match? {
        let match = options.string("match").flatMap(PhraseList.Match.init)
        guard let fold = options.boolean("fold") else { return match }
        let folded: PhraseList.Match = fold ? .lower : .text
        guard match == nil || match == folded else {
            throw options.error("'fold' and 'match' contradict each other", remedy: "leave one of them out")
        }
        return folded
    }
}

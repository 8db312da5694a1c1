public import PipelineCore

extension SpacyStage {
    /// The component `extract.spacy`.
    ///
    /// - Parameter split: cuts phrases into tokens as the pipeline's tokenizer does.
    public static func component(
        split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) -> Component<any Stage> {
        Component(
            name: "extract.spacy", summary: "finds what patterns of spaCy's rulers and its Matcher describe",
            options: [
                Option(
                    "patterns", .either([.path, .list(.shape("SpacyPattern"))]),
                    "a file of patterns in JSON lines, or the patterns", isRequired: true),
                Option(
                    "ruler", .choice(Ruler.allCases.map(\.rawValue)),
                    "'entity' for what EntityRuler does, if nothing is given; 'span' for all spans, as SpanRuler does"),
                Option(
                    "greedy", .choice(SpacyRuler.Greedy.allCases.map(\.rawValue)),
                    "the filter of Matcher.add, for the spans of each label; spans of two labels may then overlap"),
                Option("overwrite", .boolean, "whether annotations of the layer give way to those of an entity ruler"),
                Option(
                    "phrase_matcher_attr", .choice(["ORTH", "TEXT", "LOWER"]),
                    "what phrases are compared with; 'ORTH' if not given"),
                Option("label", .string, "the label of patterns that have none"),
                Option("layer", .string, "the layer of the annotations; 'entities' if not given"),
            ],
            positional: "patterns", assigns: [.layer("entities")], shapes: [patternShape]
        ) { options in
            try SpacyStage(options, split: split)
        }
    }

    private static let patternShape = TableShape(
        "SpacyPattern", "a pattern with its label, or the dictionaries of a token pattern alone",
        keys: [
            Option("label", .string, "the label; that of the stage if not given"),
            Option(
                "pattern", .either([.string, .list(.table)]),
                "a phrase, or a dictionary a token as spaCy's Matcher takes it"),
            Option("id", .string, "what becomes attributes.entity"),
        ], items: .table)

    init(_ options: Options, split: @escaping @Sendable (String) -> [String]) throws(PipelineError) {
        var patterns = SpacyPatterns(label: options.string("label"))
        if let path = options.path("patterns") {
            do {
                try patterns.read(path)
            } catch {
                throw error.at(location: options.location)
            }
        }
        for (index, item) in (options.table("patterns")?.items ?? []).enumerated() {
            guard let value = item.asValue else {
                throw options.error("pattern \(index + 1) holds something that is no plain value")
            }
            patterns.add(value, name: "pattern \(index + 1)", item.table?.location ?? options.location)
        }
        var spacy = SpacyOptions(layer: options.string("layer") ?? "entities")
        spacy.ruler = options.string("ruler").flatMap(Ruler.init) ?? .entity
        spacy.greedy = options.string("greedy").flatMap(SpacyRuler.Greedy.init)
        spacy.overwrite = options.boolean("overwrite") ?? false
        spacy.phraseMatch = options.string("phrase_matcher_attr") == "LOWER" ? .lower : .text
        if spacy.greedy != nil, options.has("ruler") {
            throw options.error("'greedy' and 'ruler' contradict each other", remedy: "leave one of them out")
        }
        if spacy.overwrite, spacy.greedy != nil || spacy.ruler == .span {
            throw options.error("only the entity ruler overwrites annotations", remedy: "leave 'overwrite' out")
        }
        try self.init(name: options.name, patterns, spacy, location: options.location, split: split)
    }
}

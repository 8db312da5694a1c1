public import PipelineCore

extension PatternStage {
    /// The component `extract.patterns`.
    ///
    /// Its rules are a table, or several in a list:
    ///
    /// ```lua
    /// {
    ///   lists  = { places = "places.tsv", say = { words = { "say", "tell" }, match = "lemma" } },
    ///   macros = { NAME = [[ [is_title]+ ]] },
    ///   { phase = "visits", policy = "longest", within = "sentence", layer = "visits",
    ///     { name = "visit", pattern = [[ who:$NAME "visited" at:%places ]], score = 0.8, priority = 1, claim = "who",
    ///       where = function(m) … end, guard = false,
    ///       emit = { relation = "VISIT", visitor = "who", "at", attributes = { place = "$at.id", kind = "trip" } } } },
    /// }
    /// ```
    ///
    /// `emit` is such a table, `{ label = …, layer = …, span = "capture", attributes = … }`, a list of these, or a
    /// function of the match, whose result is not looked at. Arguments without a name come first, the others in
    /// alphabetical order.
    ///
    /// - Parameter split: cuts the strings of patterns and lists into tokens as the pipeline's tokenizer does.
    public static func component(
        split: @escaping @Sendable (String) -> [String] = WordSplitter.split
    ) -> Component<any Stage> {
        Component(
            name: "extract.patterns", summary: "finds token patterns and makes annotations and relations of them",
            options: [
                Option("rules", .script, "a rule file, or rules as a table", isRequired: true),
                Option("layer", .string, "the layer of what is made where a rule does not say it"),
                Option("label", .string, "the label of what is made where a rule does not say it"),
            ],
            positional: "rules", assigns: [.relations], shapes: RuleShapes.all
        ) { options in
            try PatternStage(options, split: split)
        }
    }

    init(_ options: Options, split: @escaping @Sendable (String) -> [String]) throws(PipelineError) {
        guard let setting = options.setting("rules"), let table = setting.asTable else {
            throw options.error("the rules have not been loaded", remedy: "give the rules as a table")
        }
        var reader = RuleReader(split: split)
        let origin = Origin(location: options.location, directory: options.directory)
        let sets = Self.tables(table).map { reader.ruleSet($0, phaseName: options.name, origin: origin) }
        try self.init(
            name: options.name, sets: sets, layer: options.string("layer"), label: options.string("label"),
            location: options.location, split: split, errors: reader.errors)
    }

    /// A value without a name comes wrapped in a list, and several rule files may be given in one.
    private static func tables(_ table: Setting.Table) -> [Setting.Table] {
        let inner = table.items.compactMap(\.asTable)
        guard table.fields.isEmpty, inner.count == table.items.count, !inner.isEmpty else { return [table] }
        let isSet = inner.contains { $0.fields["phase"] != nil || $0.fields["pattern"] != nil }
        return isSet ? [table] : inner.flatMap(tables)
    }
}

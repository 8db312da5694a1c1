public import PipelineCore

extension ExpressionStage {
    /// The component `extract.expressions`.
    public static var component: Component<any Stage> {
        Component(
            name: "extract.expressions", summary: "annotates what regular expressions match",
            options: [
                Option("expression", .string, "a regular expression (PCRE2)"),
                Option(
                    "expressions", .list(.either([.string, .shape(entry.name)])), "several, each a string or a table"),
                Option("label", .string, "the label of the annotations"),
                Option("layer", .string, "their layer; 'entities' if not given"),
                Option(
                    "align", .choice(Alignment.allCases.map(\.rawValue)),
                    "what becomes of a match that does not agree with tokens; 'expand' if not given"),
            ],
            positional: "expressions", assigns: [.layer("entities")], shapes: [entry]
        ) { options in
            try ExpressionStage(options)
        }
    }

    private static let entry = TableShape(
        "ExpressionEntry", "one of several regular expressions",
        keys: [
            Option("label", .string, "the label of the annotations; that of the stage if not given"),
            Option("expression", .string, "a regular expression (PCRE2)", isRequired: true),
            Option("name", .string, "the name in provenance"),
        ])

    init(_ options: Options) throws(PipelineError) {
        var reader = RuleReader(split: WordSplitter.split)
        let origin = Origin(location: options.location, directory: options.directory)
        var rules: [Rule] = []
        if let expression = options.string("expression") {
            rules += Self.rule(expression, options.string("label"), name: nil, &reader, origin)
        }
        for item in options.table("expressions")?.items ?? [] {
            if let expression = item.string {
                rules += Self.rule(expression, options.string("label"), name: nil, &reader, origin)
            } else if let table = item.asTable {
                let inner = origin.inner(table)
                reader.check(table, "an expression", Self.entry.names, inner)
                let label = reader.string(table, "label", inner) ?? options.string("label")
                let name = reader.string(table, "name", inner)
                rules += Self.rule(reader.string(table, "expression", inner), label, name: name, &reader, inner)
            } else {
                reader.complain("an expression is a string or a table, not a \(item.kind)", origin)
            }
        }
        if rules.isEmpty, reader.errors.isEmpty {
            reader.complain("\(options.name): there is no expression", "write expression = [[ … ]]", origin)
        }
        if var first = reader.errors.first {
            first.others = Array(reader.errors.dropFirst())
            throw first
        }
        try self.init(
            name: options.name, rules: rules, layer: options.string("layer") ?? "entities",
            alignment: options.string("align").flatMap(Alignment.init) ?? .expand, location: options.location)
    }

    private static func rule(
        _ expression: String?, _ label: String?, name: String?, _ reader: inout RuleReader, _ origin: Origin
    ) -> [Rule] {
        guard let expression else {
            reader.complain("an expression is missing", "write { label = \"…\", expression = [[ … ]] }", origin)
            return []
        }
        guard let label else {
            reader.complain("an expression needs a label", "write label = \"…\"", origin)
            return []
        }
        return [Rule(label: label, expression: expression, name: name)]
    }
}

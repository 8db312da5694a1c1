internal import PipelineCore

extension Weights {
    /// Reads what a weights file returns: `pipeline.weights { name = …, levels = { … }, { name = …, weight = … }, … }`.
    ///
    /// - Throws: ``PipelineError`` with code `definition.invalid` and all that is wrong.
    init(_ table: Setting.Table) throws(PipelineError) {
        var problems = Problems()
        problems.checkKeys(of: table, known: WeightShapes.weights.names, what: "a weights file")
        guard let name = table.fields["name"]?.string, !name.isEmpty else {
            problems.add("the weights need a name: it becomes the name of the score", at: table.location)
            throw problems.error ?? PipelineError(.definitionInvalid, "the weights need a name")
        }
        problems.checkStrings(["lowest", "within"], of: table, what: "the weights")
        let within = table.fields["within"]?.string ?? "sentence"
        let entries = table.items.enumerated().compactMap { index, item -> Entry? in
            guard let entry = item.table else {
                problems.add("entry \(index + 1) of the weights is \(item.kind), not a table", at: table.location)
                return nil
            }
            return Self.entry(entry, number: index + 1, within: within, parent: table, problems: &problems)
        }
        let levels = Self.levels(table, problems: &problems)
        if let error = problems.error { throw error }
        self.init(
            name: name, levels: levels, lowest: table.fields["lowest"]?.string ?? "low", entries: entries,
            definitions: table)
    }

    private static func levels(_ table: Setting.Table, problems: inout Problems) -> [Level] {
        guard let setting = table.fields["levels"] else { return [] }
        var levels: [Level] = []
        for (name, threshold) in (setting.table?.fields ?? [:]).sorted(by: { $0.key < $1.key }) {
            if let number = threshold.value?.double {
                levels.append(Level(name, from: number))
            } else {
                problems.add("level '\(name)' is \(threshold.kind), not a number", at: table.location)
            }
        }
        if setting.table?.items.isEmpty != true {
            problems.add("'levels' is a table of names with their least value", at: table.location)
        }
        levels.sort { ($0.threshold, $0.name) < ($1.threshold, $1.name) }
        for (lower, upper) in zip(levels, levels.dropFirst()) where lower.threshold == upper.threshold {
            problems.add("levels '\(lower.name)' and '\(upper.name)' begin at the same value", at: table.location)
        }
        return levels
    }

    private static func entry(
        _ table: Setting.Table, number: Int, within: String, parent: Setting.Table, problems: inout Problems
    ) -> Entry? {
        let name = table.fields["name"]?.string ?? "entry \(number)"
        let location = place(of: name, table: table, parent: parent)
        problems.checkKeys(of: table, known: WeightShapes.entry.names, what: "'\(name)'", at: location)
        let strings = ["name", "layer", "label", "relation", "within", "claim"]
        guard problems.checkStrings(strings, of: table, what: "'\(name)'", at: location) else { return nil }
        if let pattern = table.fields["pattern"], pattern.string == nil, pattern.table == nil {
            problems.add("'pattern' of '\(name)' is a string or a table, not \(pattern.kind)", at: location)
            return nil
        }
        guard let weight = table.fields["weight"]?.value?.double else {
            problems.add("'\(name)' needs a weight", at: location)
            return nil
        }
        guard let evidence = evidence(name, table, within: within, parent: parent) else {
            problems.add("'\(name)' needs exactly one of pattern, layer or relation", at: location)
            return nil
        }
        var cap = table.fields["cap"]?.value?.integer.map(Int.init) ?? .max
        if let given = table.fields["cap"], given.value?.integer == nil {
            problems.add("'\(name)': cap is an integer", at: location)
        }
        if cap < 1 { problems.add("'\(name)': cap is at least 1", at: location) }
        if let per = table.fields["per"] {
            switch per.string {
            case "match": break
            case "document": cap = 1
            default: problems.add("'\(name)': per is \"match\" or \"document\"", at: location)
            }
        }
        return Entry(name: name, evidence: evidence, weight: weight, cap: cap, location: location)
    }

    private static func evidence(
        _ name: String, _ table: Setting.Table, within: String, parent: Setting.Table
    ) -> Evidence? {
        let layer = table.fields["layer"]?.string
        let label = table.fields["label"]?.string
        switch (table.fields["pattern"], table.fields["relation"]?.string) {
        case (let pattern?, nil) where layer == nil && label == nil:
            var table = table
            table.sourceMap = table.sourceMap ?? parent.sourceMap
            return .pattern(
                PatternSource(
                    name: name, pattern: pattern, claim: table.fields["claim"]?.string,
                    within: table.fields["within"]?.string ?? within, table: table))
        case (nil, let relation?) where layer == nil && label == nil: return .relations(label: relation)
        case (nil, nil) where layer != nil || label != nil:
            return .annotations(layer: layer ?? "entities", label: label)
        default: return nil
        }
    }

    private static func place(of name: String, table: Setting.Table, parent: Setting.Table) -> SourceLocation? {
        guard let map = table.sourceMap ?? parent.sourceMap, let literal = map.literal(name) else {
            return table.location ?? parent.location
        }
        return map.location(in: literal)
    }
}

/// Mistakes that are found in one go.
private struct Problems {
    private var errors: [PipelineError] = []

    /// All mistakes as one error, if there are any.
    var error: PipelineError? {
        guard var first = errors.first else { return nil }
        first.others = Array(errors.dropFirst())
        return first
    }

    mutating func add(_ message: String, remedy: String? = nil, at location: SourceLocation?) {
        errors.append(PipelineError(.definitionInvalid, message, remedy: remedy, location: location))
    }

    /// Gives whether all that is there under the keys is a string.
    @discardableResult
    mutating func checkStrings(
        _ keys: [String], of table: Setting.Table, what: String, at location: SourceLocation? = nil
    ) -> Bool {
        var isGood = true
        for key in keys {
            guard let setting = table.fields[key], setting.string == nil else { continue }
            isGood = false
            add("'\(key)' of \(what) is a string, not \(setting.kind)", at: location ?? table.location)
        }
        return isGood
    }

    mutating func checkKeys(
        of table: Setting.Table, known: [String], what: String, at location: SourceLocation? = nil
    ) {
        for key in table.fields.keys.sorted() where !known.contains(key) {
            add(
                "\(what) has no key '\(key)'", remedy: Suggestion.remedy(for: key, among: known),
                at: location ?? table.location)
        }
    }
}

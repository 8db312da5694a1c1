internal import PipelineCore

/// Reads what a stage in Lua says of the things that it assigns.
struct StageSchemaReader {
    let stage: String
    let location: SourceLocation

    /// - Throws: ``PipelineError`` for a table of another form, or an unknown type of attribute.
    func schema(_ table: Setting.Table) throws(PipelineError) -> Schema {
        var schema = Schema()
        if let columns = table.fields["columns"] { schema.columns = try self.columns(columns) }
        for (layer, setting) in try names("attributes", table, "{ money = { amount = \"number\" } }") {
            schema.attributes[layer] = try kinds(of: setting, layer: layer)
        }
        for (label, setting) in try names("arguments", table, "{ MET = { \"who\", \"whom\" } }") {
            guard let names = setting.strings else {
                throw invalid("the arguments of '\(label)' in stage '\(stage)' are a list of names")
            }
            schema.add(arguments: names, of: label)
        }
        return schema
    }

    private func columns(_ setting: Setting) throws(PipelineError) -> Set<String> {
        guard let names = setting.strings else {
            throw invalid("'columns' of stage '\(stage)' is a list of names, such as { \"tone\" }")
        }
        let taken = ScriptAPI.token.memberNames
        if let name = names.first(where: taken.contains) {
            throw invalid("column '\(name)' of stage '\(stage)' has the name of a field that every token has")
        }
        return Set(names)
    }

    private func kinds(of setting: Setting, layer: String) throws(PipelineError) -> [String: Schema.Kind] {
        guard let table = setting.table, table.items.isEmpty else {
            throw invalid("the attributes of '\(layer)' in stage '\(stage)' are a table of names with their types")
        }
        var kinds: [String: Schema.Kind] = [:]
        for (name, setting) in table.fields.sorted(by: { $0.key < $1.key }) {
            guard let word = setting.string, let kind = Schema.Kind(rawValue: word) else {
                let known = Schema.Kind.allCases.map(\.rawValue)
                throw invalid(
                    "attribute '\(name)' of '\(layer)' in stage '\(stage)' has no type "
                        + (setting.string.map { "'\($0)'" } ?? setting.kind),
                    remedy: Suggestion.remedy(for: setting.string ?? "", among: known))
            }
            kinds[name] = kind
        }
        return kinds
    }

    /// The named entries of a key in a definite order.
    private func names(
        _ key: String, _ table: Setting.Table, _ example: String
    ) throws(PipelineError) -> [(key: String, value: Setting)] {
        guard let setting = table.fields[key] else { return [] }
        guard let inner = setting.table, inner.items.isEmpty else {
            throw invalid("'\(key)' of stage '\(stage)' is a table of names, such as \(example)")
        }
        return inner.fields.sorted { $0.key < $1.key }
    }

    private func invalid(_ message: String, remedy: String? = nil) -> PipelineError {
        PipelineError(.definitionInvalid, message, remedy: remedy, location: location)
    }
}

extension Schema {
    /// What is assigned by saying what it is like: columns, layers and, if there are arguments, relations.
    var features: [Feature] {
        let columns = self.columns.sorted().map { Feature.column(.custom($0)) }
        let layers = attributes.keys.sorted().map(Feature.layer)
        return columns + layers + (arguments.isEmpty ? [] : [.relations])
    }
}

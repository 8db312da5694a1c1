internal import PipelineCore
internal import PipelineLua

/// What scripts write and read is held against what the stages of the definition say of it.
extension ScriptState {
    /// Checks all attributes of an annotation to be.
    ///
    /// - Throws: ``PipelineError`` for a name or a kind of value that the layer does not have, if a stage says what it
    ///   has.
    func check(attributes: Value.Object, in layer: String) throws {
        guard schema.attributes[layer] != nil else { return }
        for entry in attributes.entries { try check(attribute: entry.key, entry.value, in: layer) }
    }

    /// Checks one attribute; `nil` is a value of any kind.
    func check(attribute name: String, _ value: Value?, in layer: String) throws {
        guard let kinds = schema.attributes[layer] else { return }
        guard let kind = kinds[name] else { throw unknown(attribute: name, in: layer, kinds) }
        guard let value, !kind.admits(value) else { return }
        throw PipelineError.script(
            "attribute '\(name)' of layer '\(layer)' is \(kind.phrase), not \(APIType.withArticle(value.kind))")
    }

    /// Checks what is assigned to a place: only attributes of annotations have names and kinds.
    func check(_ value: Value?, for key: ValuePlace.Key, in place: ValuePlace) throws {
        guard case .annotation(let id) = place.root, let layer = document.annotation(id)?.layer,
            schema.attributes[layer] != nil, place.keys.isEmpty, case .name(let name) = key
        else { return }
        try check(attribute: name, value, in: layer)
    }

    /// Checks the name of an attribute that is not there.
    func checkAbsent(_ key: ValuePlace.Key, in place: ValuePlace) throws {
        guard !schema.attributes.isEmpty, place.keys.isEmpty, case .annotation(let id) = place.root,
            let layer = document.annotation(id)?.layer, let kinds = schema.attributes[layer],
            case .name(let name) = key, kinds[name] == nil
        else { return }
        throw unknown(attribute: name, in: layer, kinds)
    }

    private func unknown(attribute name: String, in layer: String, _ kinds: [String: Schema.Kind]) -> PipelineError {
        .script(
            "layer '\(layer)' has no attribute '\(name)'", remedy: Suggestion.remedy(for: name, among: kinds.keys))
    }

    /// Whether tokens have a column: a standard one, one that a stage declares, or one that came with the document.
    func hasColumn(_ column: TokenColumn) -> Bool {
        guard case .custom(let name) = column else { return true }
        return schema.columns.contains(name) || document.tokens[column] != nil
    }

    /// The names of all token columns.
    var columnNames: [String] {
        let custom = document.tokens.assignedColumns.map(\.name).filter { !schema.columns.contains($0) }
        return ScriptAPI.token.memberNames + schema.columns.sorted()
            + custom.filter { TokenSource.column(ofField: $0) == nil }
    }
}

extension Schema.Kind {
    var phrase: String {
        switch self {
        case .any: "a plain value"
        case .boolean: "true or false"
        case .table: "a table of names"
        default: APIType.withArticle(rawValue)
        }
    }
}

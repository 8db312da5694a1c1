internal import PipelineCore
internal import PipelineLua

/// A relation; the object's first integer is its number. Every argument is a field: a span, or a list of spans when it
/// is in several pieces.
enum RelationClass {
    enum Field: String, CaseIterable {
        case label, by, attributes, arguments
    }

    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.relation, in: state)
        type.isLight = true
        type.declare(fields: Field.self, of: ScriptAPI.relation) { [unowned state] frame, object, field in
            let relation = try state.relation(object)
            switch field {
            case .label: frame.push(relation.label)
            case .by: frame.push(relation.provenance.by)
            case .attributes: state.pushProxy(.relation(relation.id), to: &frame)
            case .arguments: frame.push(state.classes.arguments, relation.id)
            }
        }
        type.getMissing = { [unowned state] frame, object, key in
            try state.pushArgument(key, of: try state.relation(object), to: &frame)
        }
        type.setter = { [unowned state] frame, object, _ in
            let relation = try state.relation(object)
            let value = try state.value(from: frame.value(1), at: "attributes")
            guard let attributes = value?.object else { throw PipelineError.script("attributes are a table of names") }
            state.document.updateAttributes(ofRelation: relation.id) { $0 = attributes }
        }
        type.setMissing = { [unowned state] _, object, key in
            _ = try state.relation(object)
            throw PipelineError.script("field '\(key.text ?? key.typeName)' of relation is read-only")
        }
        type.text = { [unowned state] object in try state.relation(object).label }
        return type
    }
}

/// `relation.arguments`: the arguments alone, so that an argument of any name can be read, and one that may be absent.
enum ArgumentsClass {
    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.arguments, in: state)
        type.getMissing = { [unowned state] frame, object, key in
            let relation = try state.relation(object)
            frame.push(state.oneOrMany((key.text.map { relation[$0] } ?? []).map(state.spanValue)))
        }
        type.pairs = { [unowned state] frame, object in
            let relation = try state.relation(object)
            let pairs = relation.arguments.map { ($0.name, state.oneOrMany($0.annotations.map(state.spanValue))) }
            state.pushPairs(pairs, to: &frame)
        }
        return type
    }
}

extension ScriptState {
    /// The one value that nearly every argument and capture has, a list of several, or nil for none.
    func oneOrMany(_ values: [LuaValue]) -> LuaValue {
        values.count > 1 ? .table(lua.makeTable(array: values)) : values.first ?? .nil
    }

    /// Pushes what the generic `for` needs to walk over a copy.
    func pushPairs(_ pairs: [(String, LuaValue)], to frame: inout LuaFrame) {
        frame.push(lua.global("next"))
        frame.push(lua.makeTable(pairs: pairs))
        frame.pushNil()
    }

    /// - Throws: ``PipelineError`` for a relation that has been removed.
    fileprivate func relation(_ object: LuaObject) throws -> Relation {
        guard let relation = document.relation(object.a) else {
            throw PipelineError.script("the relation has been removed")
        }
        return relation
    }

    /// An argument that the relation does not have is nil when relations of its label have it, as far as stages say or
    /// the document shows; any other name is a mistake.
    fileprivate func pushArgument(_ key: LuaValue, of relation: Relation, to frame: inout LuaFrame) throws {
        let name = key.keyText
        let annotations = relation[name]
        if !annotations.isEmpty { return frame.push(oneOrMany(annotations.map(spanValue))) }
        var known = Set(schema.arguments[relation.label] ?? [])
        if known.contains(name) { return frame.pushNil() }
        for other in document.relations where other.label == relation.label {
            known.formUnion(other.arguments.map(\.name))
        }
        if known.contains(name) { return frame.pushNil() }
        throw PipelineError.script(
            "relation \(relation.label) has no argument '\(name)'",
            remedy: Suggestion.remedy(for: name, among: known.union(ScriptAPI.relation.memberNames)))
    }
}

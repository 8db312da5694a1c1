internal import PipelineCore
internal import PipelineLua

/// A relation; the object's first integer is its number. Every argument is a field: a span, a list of spans when it is in
/// several pieces, nil when the relation does not have it.
enum RelationClass {
    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.relation, in: state)
        type.getMissing = { [unowned state] frame, object, key in
            let relation = try state.relation(object)
            switch key.text {
            case "label": frame.push(relation.label)
            case "by": frame.push(relation.provenance.by)
            case "attributes": state.pushProxy(ValuePlace(root: .relation(relation.id)), to: &frame)
            case let name?:
                state.push(oneOrMany: relation[name].map(state.spanValue), to: &frame)
            case nil: frame.pushNil()
            }
        }
        type.setMissing = { [unowned state] frame, object, key in
            let relation = try state.relation(object)
            guard key.text == "attributes" else {
                throw PipelineError.script("field '\(key.text ?? key.typeName)' of relation is read-only")
            }
            let value = try state.value(from: frame.value(1), at: "attributes")
            guard let attributes = value?.object else { throw PipelineError.script("attributes are a table of names") }
            state.document.updateAttributes(ofRelation: relation.id) { $0 = attributes }
        }
        type.text = { [unowned state] object in try state.relation(object).label }
        return type
    }
}

extension ScriptState {
    /// Pushes the one value that nearly every argument and capture has, a list of several, or nil for none.
    fileprivate func push(oneOrMany values: [LuaValue], to frame: inout LuaFrame) {
        frame.push(values.count > 1 ? .table(lua.makeTable(array: values)) : values.first ?? .nil)
    }

    /// - Throws: ``PipelineError`` for a relation that has been removed.
    fileprivate func relation(_ object: LuaObject) throws -> Relation {
        guard let relation = document.relations.first(where: { $0.id == object.a }) else {
            throw PipelineError.script("the relation has been removed")
        }
        return relation
    }
}

/// What `where`, `emit` and `doc:find` are given; the object's first integer is the match's place in the state.
enum MatchClass {
    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.match, in: state)
        type.getMissing = { [unowned state] frame, object, key in
            let match = state.matches[object.a]
            switch key.text {
            case "rule": frame.push(match.provenance.rule ?? "")
            case "score": frame.push(match.score)
            case "span": state.pushRun(match.tokens, to: &frame)
            case "text": frame.push(state.document.text[state.document.bytes(ofTokens: match.tokens)])
            case "first": frame.push(match.tokens.lowerBound + 1)
            case "last": frame.push(match.tokens.upperBound)
            case let name?:
                state.push(oneOrMany: match[name].map(state.runValue), to: &frame)
            case nil: frame.pushNil()
            }
        }
        type.text = { [unowned state] object in
            state.document.text[state.document.bytes(ofTokens: state.matches[object.a].tokens)]
        }
        return type
    }
}

internal import PipelineCore
internal import PipelineLua

/// `doc.meta`, `span.attributes`: read and written like a table, and what is written is in the document at once.
enum ValueClass {
    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.values, in: state)
        type.getMissing = { [unowned state] frame, object, key in
            guard let key = ValuePlace.Key(key) else { return frame.pushNil() }
            let place = state.places[object.a].appending(key)
            let value = place.value(in: state.document)
            if value == nil { try state.checkAbsent(key, in: state.places[object.a]) }
            state.push(value, at: place, to: &frame)
        }
        type.setMissing = { [unowned state] frame, object, key in
            guard let place = ValuePlace.Key(key) else {
                throw PipelineError.script("a key is a string or a position, not \(key.typeName)")
            }
            let value = try state.value(from: frame.value(1), at: key.text ?? "the value")
            try state.check(value, for: place, in: state.places[object.a])
            try state.places[object.a].appending(place).assign(value, in: &state.document)
        }
        type.length = { [unowned state] object in
            state.places[object.a].value(in: state.document)?.array?.count ?? 0
        }
        type.text = { [unowned state] object in
            state.places[object.a].value(in: state.document)?.json ?? "null"
        }
        type.pairs = { [unowned state] frame, object in
            let copy = state.places[object.a].value(in: state.document).map(state.luaValue)
            frame.push(state.lua.global("next"))
            frame.push(copy ?? .table(state.lua.makeTable()))
            frame.pushNil()
        }
        return type
    }
}

extension ValuePlace.Key {
    fileprivate init?(_ key: LuaValue) {
        if let name = key.text {
            self = .name(name)
        } else if let position = key.exactInteger {
            self = .position(Int(position))
        } else {
            return nil
        }
    }
}

extension ScriptState {
    /// Pushes what a place holds: a scalar as it is, an object or array as a proxy.
    fileprivate func push(_ value: Value?, at place: ValuePlace, to frame: inout LuaFrame) {
        switch value {
        case nil: frame.pushNil()
        case .array, .object: pushProxy(place, to: &frame)
        case let scalar?: frame.push(luaValue(scalar))
        }
    }

    /// Pushes a proxy for a place that holds an object or array.
    func pushProxy(_ place: ValuePlace, to frame: inout LuaFrame) {
        places.append(place)
        frame.push(classes.value, places.count - 1)
    }
}

internal import PipelineCore
internal import PipelineLua

/// `doc.meta`, `span.attributes`: read and written like a table, and what is written is in the document at once.
enum ValueClass {
    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.values, in: state)
        type.isLight = true
        type.getMissing = { [unowned state] frame, object, key in
            guard let key = ValuePlace.Key(key) else { return frame.pushNil() }
            try state.push(key, of: object.a, to: &frame)
        }
        type.setMissing = { [unowned state] frame, object, key in
            guard let place = ValuePlace.Key(key) else {
                throw PipelineError.script("a key is a string or a position, not \(key.typeName)")
            }
            let value = try state.value(from: frame.value(1), at: key.text ?? "the value")
            try state.check(value, for: place, in: state.place(object.a))
            try state.countOutput(value)
            try state.place(object.a).appending(place).assign(value, in: &state.document)
        }
        type.length = { [unowned state] object in
            state.place(object.a).value(in: state.document)?.array?.count ?? 0
        }
        type.text = { [unowned state] object in
            state.place(object.a).value(in: state.document)?.json ?? "null"
        }
        type.pairs = { [unowned state] frame, object in
            let copy = state.place(object.a).value(in: state.document).map(state.luaValue)
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

internal import PipelineCore
internal import PipelineLua

extension TokenClass {
    /// Columns that stages declare are fields too, and so are those that came with the document, to be read.
    static func declareColumns(_ type: inout LuaClassDeclaration, _ state: ScriptState) {
        func unknown(_ key: LuaValue, _ problem: LuaUnknownField.Problem, _ state: ScriptState) -> any Error {
            let field = LuaUnknownField(className: ScriptAPI.token.noun, key: key.keyText, problem: problem)
            return ScriptClasses.unknown(field, known: ScriptAPI.token.memberNames + state.schema.columns.sorted())
        }
        type.getMissing = { [unowned state] frame, object, key in
            guard let name = key.text, state.hasColumn(.custom(name)) else {
                throw unknown(key, .noSuchField, state)
            }
            state.pushColumn(.custom(name), ofToken: object.a, to: &frame)
        }
        type.setMissing = { [unowned state] frame, object, key in
            guard let name = key.text, state.schema.columns.contains(name) else {
                throw unknown(key, .noSuchFieldToAssign, state)
            }
            state.document.assign(try frame.string(1), to: .custom(name), at: object.a)
        }
    }
}

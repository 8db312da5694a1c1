internal import PipelineCore
internal import PipelineLua

/// The kinds of proxies through which scripts see a document.
final class ScriptClasses {
    /// What a script reads that uses a proxy after its stage has returned.
    static let expired = "document is no longer available"

    let value: LuaClass
    let document: LuaClass
    let tokens: LuaClass
    let token: LuaClass
    let span: LuaClass
    let relation: LuaClass
    let match: LuaClass

    init(_ state: ScriptState) {
        let lua = state.lua
        value = lua.makeClass(ValueClass.declaration(state))
        document = lua.makeClass(DocumentClass.declaration(state))
        tokens = lua.makeClass(TokensClass.declaration(state))
        token = lua.makeClass(TokenClass.declaration(state))
        span = lua.makeClass(SpanClass.declaration(state))
        relation = lua.makeClass(RelationClass.declaration(state))
        match = lua.makeClass(MatchClass.declaration(state))
    }

    /// The error for a field that a class does not have, with what was probably meant.
    static func unknown(_ field: LuaUnknownField, known: [String]) -> any Error {
        switch field.problem {
        case .noSuchField, .noSuchFieldToAssign:
            PipelineError.script(field.description, remedy: Suggestion.remedy(for: field.key, among: known))
        case .readOnly, .method: PipelineError.script(field.description)
        }
    }
}

extension LuaClassDeclaration {
    /// Declares fields and methods by name; misspelt ones get a suggestion.
    mutating func declare<Field: RawRepresentable & CaseIterable>(
        fields: Field.Type, writable: Set<String> = [], methods: [(name: String, body: LuaHostMethod)] = [],
        reading: @escaping (inout LuaFrame, LuaObject, Field) throws -> Void
    ) where Field.RawValue == String {
        let cases = Array(Field.allCases)
        self.fields = cases.enumerated().map { ($1.rawValue, $0, writable.contains($1.rawValue)) }
        self.methods = methods
        getter = { frame, object, field in try reading(&frame, object, cases[field]) }
        let known = cases.map(\.rawValue) + methods.map(\.name)
        unknown = { ScriptClasses.unknown($0, known: known) }
    }
}

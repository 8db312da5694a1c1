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
    let arguments: LuaClass
    let match: LuaClass
    let captures: LuaClass
    let shared: LuaClass
    let sharedValue: LuaClass
    let expression: LuaClass

    init(_ state: ScriptState) {
        let lua = state.lua
        value = lua.makeClass(ValueClass.declaration(state))
        tokens = lua.makeClass(TokensClass.declaration(state))
        document = lua.makeClass(DocumentClass.declaration(state, values: value, tokens: tokens))
        token = lua.makeClass(TokenClass.declaration(state))
        span = lua.makeClass(SpanClass.declaration(state, values: value))
        relation = lua.makeClass(RelationClass.declaration(state))
        arguments = lua.makeClass(ArgumentsClass.declaration(state))
        match = lua.makeClass(MatchClass.declaration(state))
        captures = lua.makeClass(CapturesClass.declaration(state))
        shared = lua.makeClass(SharedClass.declaration(state))
        sharedValue = lua.makeClass(SharedValueClass.declaration(state))
        expression = lua.makeClass(ExpressionClass.declaration(state))
        state.documentColumns.attach(to: document)
        state.tokenColumns.attach(to: token)
        state.spanColumns.attach(to: span)
    }

    /// The class that the script API declares under a name; `nil` for another name.
    subscript(name: String) -> LuaClass? {
        switch name {
        case "Values": value
        case "Document": document
        case "Tokens": tokens
        case "Token": token
        case "Span": span
        case "Relation": relation
        case "Arguments": arguments
        case "Match": match
        case "Captures": captures
        case "Shared": shared
        case "SharedValue": sharedValue
        case "Expression": expression
        default: nil
        }
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
    /// A class with the methods of its declaration; a misspelt field gets a suggestion.
    init(_ declaration: APIClass, in state: ScriptState) {
        self.init(name: declaration.noun, expiredMessage: ScriptClasses.expired)
        methods = declaration.methods.map { ($0.name, BoundFunction($0, in: state).method) }
        let known = declaration.memberNames
        unknown = { ScriptClasses.unknown($0, known: known) }
    }

    /// Gives the declared fields their code.
    ///
    /// - Precondition: the cases are the names of the declared fields.
    mutating func declare<Field: RawRepresentable & CaseIterable>(
        fields: Field.Type, of declaration: APIClass,
        reading: @escaping (inout LuaFrame, LuaObject, Field) throws -> Void
    ) where Field.RawValue == String {
        let cases = Array(Field.allCases)
        let declared = Dictionary(uniqueKeysWithValues: declaration.fields.map { ($0.name, $0) })
        precondition(
            declared.count == cases.count && cases.allSatisfy { declared[$0.rawValue] != nil },
            "the fields of \(declaration.name) are declared")
        self.fields = cases.enumerated().map { ($1.rawValue, $0, declared[$1.rawValue]?.isWritable ?? false) }
        getter = { frame, object, field in try reading(&frame, object, cases[field]) }
    }
}

extension LuaValue {
    /// A key as messages show it: a name as it is, anything else in brackets.
    var keyText: String { text ?? "[\(exactInteger.map(String.init) ?? typeName)]" }
}

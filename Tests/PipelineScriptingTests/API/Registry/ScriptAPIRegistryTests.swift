import PipelineCore
import PipelineLua
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("The declared script API")
struct ScriptAPIRegistryTests {
    private let state: ScriptState

    init() throws { state = try ScriptState(Script(path: "main.lua", catalog: .testing, settings: [:])) }

    private var classes: [(declared: APIClass, real: LuaClassDeclaration)] {
        let known = state.classes
        return [
            (ScriptAPI.document, DocumentClass.declaration(state, values: known.value, tokens: known.tokens)),
            (ScriptAPI.tokens, TokensClass.declaration(state)), (ScriptAPI.token, TokenClass.declaration(state)),
            (ScriptAPI.span, SpanClass.declaration(state, values: known.value)),
            (ScriptAPI.relation, RelationClass.declaration(state)), (ScriptAPI.match, MatchClass.declaration(state)),
            (ScriptAPI.values, ValueClass.declaration(state)),
            (ScriptAPI.arguments, ArgumentsClass.declaration(state)),
            (ScriptAPI.captures, CapturesClass.declaration(state)),
            (ScriptAPI.expression, ExpressionClass.declaration(state)),
            (ScriptAPI.shared, SharedClass.declaration(state)),
            (ScriptAPI.sharedValue, SharedValueClass.declaration(state)),
        ]
    }

    private func run(_ code: String) throws -> LuaValue {
        try state.lua.call(try state.lua.load(Array(code.utf8), name: "test"), [], results: 1)[0]
    }

    @Test func everyClassIsDeclared() {
        #expect(classes.map(\.declared.name).sorted() == ScriptAPI.classes.map(\.name).sorted())
        for name in ScriptAPI.classes.map(\.name) { #expect(state.classes[name] != nil) }
    }

    @Test func whatScriptsReachIsDeclared() {
        for (declared, real) in classes {
            let fields = declared.fields.map(\.name)
            #expect(real.fields.map(\.name).filter { !fields.contains($0) } == [], "of \(declared.name)")
            #expect(real.methods.map(\.name) == declared.methods.map(\.name), "of \(declared.name)")
            #expect(
                (real.index != nil || real.getMissing != nil) == (declared.element != nil || declared.others != nil))
            for field in real.fields {
                let isWritable = declared.fields.first { $0.name == field.name }?.isWritable
                #expect(isWritable == field.isWritable, "\(declared.name).\(field.name)")
            }
        }
    }

    @Test func whatIsDeclaredIsThere() throws {
        var document = try Document.sample()
        try state.lend(&document, to: Provenance(stage: "test")) {
            state.matches.append(
                Match(tokens: 0..<1, claim: 0..<1, captures: [], score: 1, provenance: Provenance(stage: "test")))
            let samples: [String: LuaValue] = [
                "Document": state.lua.makeObject(state.classes.document, 0),
                "Token": state.lua.makeObject(state.classes.token, 0),
                "Span": state.spanValue(state.document.annotations[0].id),
                "Match": state.lua.makeObject(state.classes.match, 0),
                "Relation": state.lua.makeObject(state.classes.relation, 0),
            ]
            let read = try run("return function(object, name) return object[name] end")
            for type in ScriptAPI.classes {
                guard let sample = samples[type.name], let read = read.function else { continue }
                for name in type.memberNames {
                    let value = try state.lua.call(read, [sample, .string(name)], results: 1)[0]
                    #expect(!value.isNil, "\(type.name).\(name)")
                }
            }
        }
    }

    @Test func modulesHaveWhatIsDeclared() throws {
        for module in ScriptAPI.modules + ScriptAPI.components(of: .testing) {
            let path = module.name == "pipeline" ? "" : String(module.name.dropFirst("pipeline".count))
            for function in module.functions {
                let value = try run("return require 'pipeline'\(path).\(function.name)")
                #expect(value.function != nil, "\(module.name).\(function.name)")
            }
            for constant in module.constants {
                let value = try run("return require 'pipeline'\(path).\(constant.field.name)")
                #expect(!value.isNil, "\(module.name).\(constant.field.name)")
            }
        }
    }

    /// What `check` says of captures is what scripts see.
    @Test func aMatchHasTheFieldsThatHideCaptures() {
        #expect(ScriptAPI.match.fields.map(\.name) == Match.fieldNames)
    }

    /// What is read in an editor and on the command line is one good line each.
    @Test func everythingIsDescribed() {
        let functions = ScriptAPI.modules.flatMap(\.functions) + ScriptAPI.classes.flatMap(\.methods)
        for function in functions {
            #expect(!function.example.isEmpty, "\(function.name) has no example")
            #expect(Self.isLine(function.summary), "\(function.name): \(function.summary)")
            for parameter in function.parameters + function.parameters.flatMap(\.options) {
                #expect(Self.isLine(parameter.summary), "\(function.name)")
            }
            #expect(Set(function.parameters.map(\.name)).count == function.parameters.count)
        }
        for type in ScriptAPI.classes {
            #expect(Self.isLine(type.summary), "\(type.name)")
            for field in type.fields { #expect(Self.isLine(field.summary), "\(type.name).\(field.name)") }
            #expect(Set(type.memberNames).count == type.memberNames.count, "\(type.name)")
        }
    }

    private static func isLine(_ text: String) -> Bool {
        !text.isEmpty && !text.contains("\n") && !text.hasSuffix(".")
    }
}

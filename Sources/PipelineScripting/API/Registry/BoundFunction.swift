internal import PipelineCore
internal import PipelineLua

/// A declared function in one state: checks what a script gives and calls the code.
final class BoundFunction {
    let declaration: APIFunction
    private unowned let state: ScriptState
    private let names: LuaNames
    private let leading: Int
    private let others: APIParameter?
    /// For each parameter the kinds of values that fit without a closer look.
    private let plain: [LuaKinds]

    init(_ declaration: APIFunction, in state: ScriptState) {
        self.declaration = declaration
        self.state = state
        names = LuaNames(declaration.parameters.map(\.name))
        plain = declaration.parameters.map {
            $0.isOptional ? $0.type.plainKinds.union(.init(of: .absent)) : $0.type.plainKinds
        }
        if case .named(let leading, let others) = declaration.form {
            self.leading = leading
            self.others = others
        } else {
            leading = declaration.parameters.count
            others = nil
        }
    }

    /// The function for a module.
    var function: LuaHostFunction {
        { [self] frame in try call(&frame, on: nil) }
    }

    /// The function for a class.
    var method: LuaHostMethod {
        { [self] frame, object in try call(&frame, on: object) }
    }

    private func call(_ frame: inout LuaFrame, on object: LuaObject?) throws {
        try check(&frame)
        var call = APICall(state: state, function: self, object: object, frame: frame)
        do {
            try declaration.body(&call)
        } catch {
            frame = call.frame
            throw error
        }
        frame = call.frame
    }
}

// MARK: - Checking

extension BoundFunction {
    private func check(_ frame: inout LuaFrame) throws {
        switch declaration.form {
        case .noted: return
        case .positional: try checkCount(frame)
        case .named:
            // A table of names may be left out where nothing has to be given.
            if frame.kind(1) == .table {
                try spread(&frame)
            } else {
                try checkTable(frame)
            }
        }
        for index in plain.indices {
            let kind = frame.kind(index + 1)
            if !plain[index].contains(kind) { try check(frame, index + 1, kind, declaration.parameters[index]) }
        }
    }

    private func check(
        _ frame: borrowing LuaFrame, _ position: Int, _ kind: LuaKind, _ parameter: APIParameter
    ) throws {
        if kind == .absent { throw PipelineError.argument("\(declaration.name) needs '\(parameter.name)'") }
        if case .options(let options) = parameter.type, kind == .table {
            return try check(frame.table(position), options)
        }
        if !fits(frame, position, kind, parameter.type) { throw mismatch(frame, position, parameter) }
    }

    private func checkCount(_ frame: borrowing LuaFrame) throws {
        guard frame.argumentCount > leading else { return }
        let counted = leading == 1 ? "1 argument" : "\(leading) arguments"
        throw PipelineError.argument(
            "\(declaration.name) takes \(leading == 0 ? "no argument" : counted), not \(frame.argumentCount)")
    }

    private func checkTable(_ frame: borrowing LuaFrame) throws {
        if leading > 0 { return try checkCount(frame) }
        if frame.argumentCount == 0, declaration.parameters.allSatisfy(\.isOptional) { return }
        let found = frame.kind(1) == .absent ? "nothing" : Self.phrase(frame, 1)
        throw PipelineError.argument(
            "\(declaration.name) takes a table of named arguments, not \(found)",
            remedy: "write \(declaration.name)\(declaration.callText)")
    }

    private func spread(_ frame: inout LuaFrame) throws {
        guard frame.argumentCount == 1 else {
            throw PipelineError.argument("\(declaration.name) takes one table, not \(frame.argumentCount) arguments")
        }
        guard frame.spread(names) > 0 else { return }
        let known = declaration.parameters.map(\.name)
        let table = frame.namedArguments
        let keys = try table.map { try state.lua.pairs(of: $0).map(\.key) } ?? []
        guard keys.allSatisfy({ $0.text != nil }) else {
            throw PipelineError.argument("\(declaration.name) takes named arguments only")
        }
        if others == nil { try checkNames(keys.compactMap(\.text), known, "argument") }
    }

    /// A table of options that is one argument of several.
    private func check(_ table: LuaReference, _ options: [APIParameter]) throws {
        let pairs = try state.lua.pairs(of: table)
        guard pairs.allSatisfy({ $0.key.text != nil }) else {
            throw PipelineError.argument("\(declaration.name) takes named options only")
        }
        try checkNames(pairs.compactMap(\.key.text), options.map(\.name), "option")
        for option in options {
            let value = state.lua.field(option.name, of: table)
            guard !value.isNil, !fits(value, option.type) else { continue }
            throw PipelineError.argument(
                "\(declaration.name): '\(option.name)' is \(option.type.phrase), not \(APIType.withArticle(value.typeName))"
            )
        }
    }

    /// Tables have no order; which of several mistakes is named must not depend on chance.
    private func checkNames(_ names: [String], _ known: [String], _ what: String) throws {
        guard let name = names.filter({ !known.contains($0) }).min() else { return }
        throw PipelineError.argument(
            "\(declaration.name) has no \(what) '\(name)'", remedy: Suggestion.remedy(for: name, among: known))
    }

    private func fits(_ frame: borrowing LuaFrame, _ position: Int, _ kind: LuaKind, _ type: APIType) -> Bool {
        switch type {
        case .any, .value: true
        case .string: kind == .string
        case .integer: kind == .integer || kind == .number && frame.value(position).exactInteger != nil
        case .number: kind == .integer || kind == .number
        case .boolean: kind == .boolean
        case .function: kind == .function
        case .map, .table, .options: kind == .table
        case .values: kind == .table || frame.object(position).map { isInstance($0, of: "Values") } ?? false
        case .words(let words): kind == .string && frame.value(position).text.map(words.contains) ?? false
        case .named(let name): frame.object(position).map { isInstance($0, of: name) } ?? false
        case .list(let element): list(frame.value(position).table, of: element)
        case .union(let types): types.contains { fits(frame, position, kind, $0) }
        case .optional(let type): fits(frame, position, kind, type)
        }
    }

    private func isInstance(_ object: LuaObject, of name: String) -> Bool {
        state.classes[name].map(object.isInstance) ?? false
    }

    private func list(_ table: LuaReference?, of element: APIType) -> Bool {
        guard let table else { return false }
        return (0..<state.lua.length(of: table)).allSatisfy { fits(state.lua.element($0 + 1, of: table), element) }
    }

    /// Whether a value within a table fits.
    private func fits(_ value: LuaValue, _ type: APIType) -> Bool {
        switch type {
        case .string: value.text != nil
        case .integer: value.exactInteger != nil
        case .number: value.double != nil
        case .boolean: value.boolean != nil
        case .named(let name): value.object.map { isInstance($0, of: name) } ?? false
        default: true
        }
    }

    private func mismatch(
        _ frame: borrowing LuaFrame, _ position: Int, _ parameter: APIParameter
    ) -> PipelineError {
        var remedy: String?
        if case .words(let words) = parameter.type.base, let word = frame.value(position).text {
            remedy = Suggestion.closest(to: word, among: words).map { "did you mean \"\($0)\"?" }
        }
        var found = Self.phrase(frame, position)
        if case .words = parameter.type.base, let word = frame.value(position).text { found = "\"\(word)\"" }
        return .argument(
            "\(declaration.name): '\(parameter.name)' is \(parameter.type.phrase), not \(found)", remedy: remedy)
    }

    /// What a script gave: "a string", the number itself.
    static func phrase(_ frame: borrowing LuaFrame, _ position: Int) -> String {
        switch frame.kind(position) {
        case .absent: "nil"
        case .number: frame.value(position).double.map(ScriptState.shown) ?? "a number"
        case .integer: "a number"
        case .null: "null"
        default: APIType.withArticle(frame.typeName(position))
        }
    }
}

extension APIType {
    /// The kinds of values that are of the type whatever they hold.
    fileprivate var plainKinds: LuaKinds {
        switch self {
        case .any, .value: .any.subtracting(.init(of: .absent))
        case .string: .init(of: .string)
        case .integer: .init(of: .integer)
        case .number: .init(of: .integer, .number)
        case .boolean: .init(of: .boolean)
        case .function: .init(of: .function)
        case .map, .table, .values: .init(of: .table)
        case .words, .named, .list, .options: []
        case .union(let types): types.reduce([]) { $0.union($1.plainKinds) }
        case .optional(let type): type.plainKinds
        }
    }
}

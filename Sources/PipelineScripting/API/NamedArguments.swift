internal import PipelineCore
internal import PipelineLua

/// The named arguments of a call such as `doc:annotate { label = "LOC", first = 3, last = 4 }`.
struct NamedArguments {
    private let state: ScriptState
    private let function: String
    let table: LuaReference

    /// Takes the table that a call was given.
    ///
    /// - Parameters:
    ///   - position: which argument it is.
    ///   - known: the names that the call takes; `nil` when any name may come.
    /// - Throws: an error for another kind of argument, or for an unknown name, with what was probably meant.
    init(_ frame: borrowing LuaFrame, at position: Int = 1, state: ScriptState, known: [String]?) throws {
        self.state = state
        function = frame.functionName
        table = try frame.table(position)
        guard let known else { return }
        var unknown: [String] = []
        for (key, _) in try state.lua.pairs(of: table) {
            guard let name = key.text else { throw PipelineError.script("\(function) takes named arguments only") }
            if !known.contains(name) { unknown.append(name) }
        }
        // Tables have no order; which of several mistakes is named must not depend on chance.
        if let name = unknown.min() {
            throw PipelineError.script(
                "\(function) has no argument '\(name)'", remedy: Suggestion.remedy(for: name, among: known))
        }
    }

    subscript(name: String) -> LuaValue { state.lua.field(name, of: table) }

    func has(_ name: String) -> Bool { !self[name].isNil }

    func string(_ name: String) throws -> String? {
        let value = self[name]
        if value.isNil { return nil }
        guard let text = value.text else { throw mismatch(name, "a string", value) }
        return text
    }

    func requiredString(_ name: String) throws -> String {
        guard let text = try string(name) else { throw PipelineError.script("\(function) needs '\(name)'") }
        return text
    }

    func integer(_ name: String) throws -> Int? {
        let value = self[name]
        if value.isNil { return nil }
        guard let integer = value.exactInteger else { throw mismatch(name, "an integer", value) }
        return Int(integer)
    }

    func number(_ name: String) throws -> Double? {
        let value = self[name]
        if value.isNil { return nil }
        guard let number = value.double else { throw mismatch(name, "a number", value) }
        return number
    }

    func object(_ name: String) throws -> Value.Object {
        let value = self[name]
        if value.isNil { return [:] }
        guard let object = try state.value(from: value, at: name)?.object else {
            throw mismatch(name, "a table", value)
        }
        return object
    }

    func span(_ name: String) throws -> SpanContent? {
        let value = self[name]
        if value.isNil { return nil }
        guard let object = value.object, object.isInstance(of: state.classes.span) else {
            throw mismatch(name, "a span", value)
        }
        return try state.spanContent(object)
    }

    func mismatch(_ name: String, _ expected: String, _ value: LuaValue) -> PipelineError {
        PipelineError.script("\(function): '\(name)' is \(expected), not \(value.typeName)")
    }
}

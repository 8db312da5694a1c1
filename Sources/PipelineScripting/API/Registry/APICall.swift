internal import PipelineCore
internal import PipelineLua

/// One call of an ``APIFunction``: its arguments, checked, by the names under which they are declared, and the place
/// for its results.
struct APICall: ~Copyable {
    let state: ScriptState
    let function: BoundFunction
    /// What a method was called on; `nil` for a function of a module.
    let object: LuaObject?
    /// Takes the results.
    var frame: LuaFrame

    /// Where an argument stands.
    ///
    /// - Precondition: the function declares it.
    func position(_ name: String) -> Int {
        let parameters = function.declaration.parameters
        for index in parameters.indices where parameters[index].name == name { return index + 1 }
        preconditionFailure("'\(function.declaration.name)' declares no argument '\(name)'")
    }

    /// Whether an argument was given.
    func has(_ name: String) -> Bool { !frame.isAbsent(position(name)) }

    func string(_ name: String) throws -> String { try frame.string(position(name)) }

    func string(ifGiven name: String) throws -> String? { try frame.optionalString(position(name)) }

    /// A string that is not too long to be worked on.
    func text(_ name: String) throws -> String { try frame.text(position(name)) }

    /// Lends the bytes of a string.
    func withBytes<Result>(
        _ name: String, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) throws -> Result {
        try frame.withBytes(position(name), body)
    }

    func integer(_ name: String) throws -> Int { try frame.integer(position(name)) }

    func integer(ifGiven name: String) throws -> Int? { has(name) ? try integer(name) : nil }

    /// How many at most; any number for an absent argument.
    func most(_ name: String, from least: Int = .min) throws -> Int {
        let most = try integer(ifGiven: name) ?? .max
        guard most >= least else {
            throw PipelineError.argument(
                "\(function.declaration.name): '\(name)' is a number from \(least), not \(most)")
        }
        return most
    }

    func number(_ name: String) throws -> Double { try frame.number(position(name)) }

    func number(ifGiven name: String) throws -> Double? { has(name) ? try number(name) : nil }

    func boolean(ifGiven name: String) throws -> Bool? { has(name) ? try frame.boolean(position(name)) : nil }

    func table(ifGiven name: String) throws -> LuaReference? { has(name) ? try frame.table(position(name)) : nil }

    /// An option in a table of options, nil for an absent one.
    func option(_ option: String, of name: String) throws -> LuaValue {
        try table(ifGiven: name).map { state.lua.field(option, of: $0) } ?? .nil
    }

    /// Any value, nil for an absent one.
    func luaValue(_ name: String) -> LuaValue { frame.value(position(name)) }

    /// A plain value; `nil` for nil.
    ///
    /// - Parameter path: what messages call it, its name by default.
    func value(_ name: String, at path: String? = nil) throws -> Value? {
        try state.value(from: luaValue(name), at: path ?? name)
    }

    /// Names with plain values; none for an absent argument.
    func values(_ name: String) throws -> Value.Object {
        guard has(name) else { return [:] }
        guard let object = try value(name)?.object else { throw mismatch(name, found: "a list") }
        return object
    }

    /// What a span stands for; `nil` for an absent argument.
    func span(ifGiven name: String) throws -> SpanContent? {
        try luaValue(name).object.map(state.spanContent)
    }

    /// The arguments whose names are not declared, by name: tables have no order.
    func others() throws -> [(name: String, value: LuaValue)] {
        guard let table = frame.namedArguments else { return [] }
        let known = function.declaration.parameters.map(\.name)
        return try state.lua.pairs(of: table)
            .compactMap { key, value in key.text.map { ($0, value) } }
            .filter { !known.contains($0.0) }
            .sorted { $0.0 < $1.0 }
    }

    /// The error about one argument.
    func mismatch(_ name: String, found: String) -> PipelineError {
        let declaration = function.declaration
        let type = declaration.parameters[position(name) - 1].type
        return .argument("\(declaration.name): '\(name)' is \(type.phrase), not \(found)")
    }
}

extension PipelineError {
    /// A call with an argument that the function cannot take.
    static func argument(_ message: String, remedy: String? = nil) -> PipelineError {
        .script(message, remedy: remedy)
    }
}

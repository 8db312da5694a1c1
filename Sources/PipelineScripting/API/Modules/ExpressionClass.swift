internal import PipelineCore
internal import PipelineLua

/// What `pipeline.re.compile` gives; the object's number is the expression's. Lua's collector decides how long the
/// expression lives, which the object owns.
enum ExpressionClass {
    enum Field: String, CaseIterable {
        case source, groups, options
    }

    static func declaration(_ state: ScriptState) -> LuaClassDeclaration {
        var type = LuaClassDeclaration(ScriptAPI.expression, in: state)
        type.expiredMessage = nil
        type.declare(fields: Field.self, of: ScriptAPI.expression) { [unowned state] frame, object, field in
            let expression = try state.expression(object)
            switch field {
            case .source: frame.push(expression.source)
            case .groups: frame.push(list(expression.groups.map(\.name), in: state))
            case .options:
                let options = ExpressionModule.options.filter { expression.options.contains($0.option) }
                frame.push(list(options.map(\.name), in: state))
            }
        }
        type.text = { [unowned state] object in try state.expression(object).source }
        return type
    }

    static func list(_ names: [String], in state: ScriptState) -> LuaReference {
        state.lua.makeTable(array: names.map { .string($0) })
    }

    /// `local first, last, captures = re:find(s [, init])`
    static func find(_ call: inout APICall) throws {
        let (re, found) = try search(call)
        guard let groups = found, let whole = groups[0] else { return call.frame.pushNil() }
        call.frame.push(whole.lowerBound + 1)
        call.frame.push(whole.upperBound)
        call.frame.push(try captures(re, groups, call))
    }

    /// `local captures = re:match(s [, init])`
    static func match(_ call: inout APICall) throws {
        let (re, found) = try search(call)
        guard let groups = found else { return call.frame.pushNil() }
        call.frame.push(try captures(re, groups, call))
    }

    /// `re:test(s [, init])`
    static func test(_ call: inout APICall) throws {
        call.frame.push(try search(call).groups != nil)
    }

    private static func captures(
        _ re: ScriptExpression, _ groups: [Range<Int>?], _ call: borrowing APICall
    ) throws -> LuaReference {
        let state = call.state
        return try call.withBytes("text") { state.captures(re, groups, in: $0) }
    }

    private static func search(
        _ call: borrowing APICall
    ) throws -> (expression: ScriptExpression, groups: [Range<Int>?]?) {
        let re = try call.expression
        let initial = try call.integer(ifGiven: "from") ?? 1
        let groups: [Range<Int>?]? = try call.withBytes("text") { bytes in
            var start = initial < 0 ? max(0, bytes.count + initial) : max(initial, 1) - 1
            guard start <= bytes.count else { return nil }
            // The middle of a character is no place to begin.
            while start < bytes.count, start > 0, bytes[start] & 0xC0 == 0x80 { start += 1 }
            return try re.match(in: bytes, from: start)
        }
        return (re, groups)
    }

    /// `for captures, first, last in re:gmatch(s) do … end`
    static func gmatch(_ call: inout APICall) throws {
        let (re, state) = (try call.expression, call.state)
        let text = try call.withBytes("text") { Array($0) }
        var position = ScriptExpression.Position()
        let iterator = state.lua.makeFunction("gmatch") { [unowned state] frame in
            let groups = try text.withUnsafeBufferPointer { try re.next(in: $0, at: &position) }
            guard let groups, let whole = groups[0] else { return frame.pushNil() }
            frame.push(text.withUnsafeBufferPointer { state.captures(re, groups, in: $0) })
            frame.push(whole.lowerBound + 1)
            frame.push(whole.upperBound)
        }
        call.frame.push(iterator)
    }

    /// `re:split(s [, most])`: what stands between the matches. An empty match at either end separates nothing.
    static func split(_ call: inout APICall) throws {
        let (re, state) = (try call.expression, call.state)
        let most = try call.most("most", from: 1)
        let list = state.lua.makeTable()
        var count = 0
        try call.withBytes("text") { bytes in
            var start = 0
            func add(_ part: Range<Int>) throws {
                guard count < ModuleLimits.listCount else {
                    throw PipelineError.script("split: the text has more than \(ModuleLimits.listCount) parts")
                }
                count += 1
                let text = UnsafeBufferPointer(rebasing: bytes[part])
                state.lua.setElement(count, of: list, to: .text(text))
            }
            if most > 1 {
                try re.forEachMatch(in: bytes) { _, whole in
                    if whole.isEmpty, whole.lowerBound == start || whole.upperBound == bytes.count { return true }
                    try add(start..<whole.lowerBound)
                    start = whole.upperBound
                    return count < most - 1
                }
            }
            try add(start..<bytes.count)
        }
        call.frame.push(list)
    }
}

extension ScriptState {
    /// The expression that an object stands for.
    func expression(_ object: LuaObject) throws -> ScriptExpression {
        guard let expression = expressions.alive[object.a] else {
            throw PipelineError.script("the regular expression is gone")
        }
        return expression
    }

    /// A table of what the groups matched: the whole at 0, numbered and named ones; nil for one that took no part.
    func captures(
        _ re: ScriptExpression, _ groups: [Range<Int>?], in bytes: UnsafeBufferPointer<UInt8>
    ) -> LuaReference {
        func text(_ number: Int) -> LuaValue? {
            groups[number].map { .text(UnsafeBufferPointer(rebasing: bytes[$0])) }
        }
        let named = re.groups.compactMap { group in text(group.number).map { (group.name, $0) } }
        let table = lua.makeTable(pairs: named)
        for number in groups.indices {
            if let value = text(number) { lua.setElement(number, of: table, to: value) }
        }
        return table
    }
}

extension APICall {
    /// The expression whose method is called.
    var expression: ScriptExpression {
        get throws {
            guard let object else { preconditionFailure("'\(function.declaration.name)' is a method") }
            return try state.expression(object)
        }
    }
}

extension LuaValue {
    /// A string of any bytes.
    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> LuaValue {
        String(validating: bytes, as: UTF8.self).map(LuaValue.string) ?? .bytes(Array(bytes))
    }
}

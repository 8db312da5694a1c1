internal import PipelineCore
internal import PipelineLua

/// What `pipeline.re.compile` gives: `re:find(s)`, `re:match(s)`, `re:gmatch(s)`, `re:gsub(s, r)`, `re:split(s)`,
/// `re:test(s)`, `re.source`, `re.groups`, `re.options`.
///
/// A table over functions that hold the expression, so that Lua's collector decides how long it lives.
enum ExpressionObject {
    typealias Method = (_ expression: ScriptExpression, _ state: ScriptState, _ frame: inout LuaFrame) throws -> Void

    static var methods: [(name: String, body: Method)] {
        [
            ("find", find), ("match", match), ("gmatch", gmatch), ("gsub", gsub), ("split", split), ("test", test),
        ]
    }

    static func make(_ expression: ScriptExpression, in state: ScriptState) -> LuaReference {
        var members: [(String, LuaValue)] = methods.map { name, body in
            let function = state.lua.makeFunction(name) { [unowned state] frame in
                guard let table = frame.value(1).table, state.lua.tag(of: table) == state.expressionTag else {
                    throw PipelineError.script("\(name) is a method", remedy: "call it as re:\(name)(…)")
                }
                try body(expression, state, &frame)
            }
            return (name, .function(function))
        }
        members.append(("source", .string(expression.source)))
        let names = expression.groups.map { LuaValue.string($0.name) }
        members.append(("groups", .table(state.lua.makeTable(array: names))))
        let options = ExpressionModule.options.filter { expression.options.contains($0.option) }
        members.append(("options", .table(state.lua.makeTable(array: options.map { .string($0.name) }))))
        return state.lua.makeTable(pairs: members, tag: state.expressionTag)
    }

    /// `local first, last, captures = re:find(s [, init])`
    private static func find(_ re: ScriptExpression, _ state: ScriptState, _ frame: inout LuaFrame) throws {
        let found = try search(re, frame)
        guard let (captures, whole) = try found.map({ (try state.captures(re, $0, frame), $0[0] ?? 0..<0) }) else {
            return frame.pushNil()
        }
        frame.push(whole.lowerBound + 1)
        frame.push(whole.upperBound)
        frame.push(captures)
    }

    /// `local captures = re:match(s [, init])`
    private static func match(_ re: ScriptExpression, _ state: ScriptState, _ frame: inout LuaFrame) throws {
        guard let groups = try search(re, frame) else { return frame.pushNil() }
        frame.push(try state.captures(re, groups, frame))
    }

    /// `re:test(s [, init])`
    private static func test(_ re: ScriptExpression, _ state: ScriptState, _ frame: inout LuaFrame) throws {
        frame.push(try search(re, frame) != nil)
    }

    private static func search(_ re: ScriptExpression, _ frame: borrowing LuaFrame) throws -> [Range<Int>?]? {
        let initial = frame.isAbsent(3) ? 1 : try frame.integer(3)
        return try frame.withBytes(2) { bytes in
            var start = initial < 0 ? max(0, bytes.count + initial) : max(initial, 1) - 1
            guard start <= bytes.count else { return nil }
            // The middle of a character is no place to begin.
            while start < bytes.count, start > 0, bytes[start] & 0xC0 == 0x80 { start += 1 }
            return try re.match(in: bytes, from: start)
        }
    }

    /// `for captures, first, last in re:gmatch(s) do … end`
    private static func gmatch(_ re: ScriptExpression, _ state: ScriptState, _ frame: inout LuaFrame) throws {
        let text = try frame.withBytes(2) { Array($0) }
        var position = ScriptExpression.Position()
        let iterator = state.lua.makeFunction("gmatch") { [unowned state] frame in
            let groups = try text.withUnsafeBufferPointer { try re.next(in: $0, at: &position) }
            guard let groups, let whole = groups[0] else { return frame.pushNil() }
            frame.push(text.withUnsafeBufferPointer { state.captures(re, groups, in: $0) })
            frame.push(whole.lowerBound + 1)
            frame.push(whole.upperBound)
        }
        frame.push(iterator)
    }

    /// `re:split(s [, most])`: what stands between the matches. An empty match at either end separates nothing.
    private static func split(_ re: ScriptExpression, _ state: ScriptState, _ frame: inout LuaFrame) throws {
        let most = frame.isAbsent(3) ? Int.max : try frame.integer(3)
        guard most >= 1 else { throw frame.badArgument(2, "a number from 1 expected") }
        let list = state.lua.makeTable()
        var count = 0
        try frame.withBytes(2) { bytes in
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
        frame.push(list)
    }
}

extension ScriptState {
    /// The expression behind a string or an object of `pipeline.re`; `nil` for any other value.
    func expression(_ value: LuaValue, for frame: borrowing LuaFrame) throws -> ScriptExpression? {
        if let source = value.text { return try expression(source, [], for: frame).expression }
        guard let table = value.table, lua.tag(of: table) == expressionTag,
            let source = lua.field("source", of: table).text
        else { return nil }
        var options: TextExpressionOptions = []
        if let names = lua.field("options", of: table).table {
            let given = (0..<lua.length(of: names)).compactMap { lua.element($0 + 1, of: names).text }
            for (name, option) in ExpressionModule.options where given.contains(name) { options.insert(option) }
        }
        return try expression(source, options, for: frame).expression
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

    fileprivate func captures(
        _ re: ScriptExpression, _ groups: [Range<Int>?], _ frame: borrowing LuaFrame
    ) throws -> LuaReference {
        try frame.withBytes(2) { captures(re, groups, in: $0) }
    }
}

extension LuaValue {
    /// A string of any bytes.
    static func text(_ bytes: UnsafeBufferPointer<UInt8>) -> LuaValue {
        String(validating: bytes, as: UTF8.self).map(LuaValue.string) ?? .bytes(Array(bytes))
    }
}

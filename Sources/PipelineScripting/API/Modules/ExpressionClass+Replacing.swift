internal import PipelineCore
internal import PipelineLua

/// `re:gsub(text, replacement [, most])`: the string with its matches replaced, and how many there were.
extension ExpressionClass {
    /// A replacement as it was given: `"$2 ${year} $$"`, a table by the first group (or the whole match), or a function
    /// of the captures. What a table or a function has no string or number for stays as it is.
    private enum Replacement {
        enum Part {
            case text([UInt8])
            case group(Int)
        }

        case template([Part])
        case table(LuaReference)
        case function(LuaReference)
    }

    /// The string that comes of it. A short template can make much of a short text.
    private struct Result {
        private(set) var bytes: [UInt8] = []

        mutating func add(_ part: some Collection<UInt8>) throws {
            guard bytes.count + part.count <= ModuleLimits.resultSize else {
                throw PipelineError.script("gsub: the result is larger than \(ModuleLimits.resultSize >> 20) MB")
            }
            bytes += part
        }
    }

    static func gsub(_ call: inout APICall) throws {
        let (re, state) = (try call.expression, call.state)
        let replacement: Replacement
        switch call.luaValue("replacement") {
        case .table(let table): replacement = .table(table)
        case .function(let function): replacement = .function(function)
        default: replacement = .template(try template(call.withBytes("replacement") { Array($0) }, re))
        }
        let most = try call.most("most")
        var result = Result()
        var count = 0
        try call.withBytes("text") { bytes in
            var start = 0
            if most > 0 {
                try re.forEachMatch(in: bytes) { groups, whole in
                    try result.add(bytes[start..<whole.lowerBound])
                    try append(replacement, re, groups, bytes, to: &result, state)
                    start = whole.upperBound
                    count += 1
                    return count < most
                }
            }
            try result.add(bytes[start...])
        }
        result.bytes.withUnsafeBufferPointer { call.frame.push(utf8: $0) }
        call.frame.push(count)
    }

    private static func append(
        _ replacement: Replacement, _ re: ScriptExpression, _ groups: [Range<Int>?],
        _ bytes: UnsafeBufferPointer<UInt8>, to result: inout Result, _ state: ScriptState
    ) throws {
        let value: LuaValue
        switch replacement {
        case .template(let parts):
            for part in parts {
                switch part {
                case .text(let text): try result.add(text)
                case .group(let number): if let range = groups[number] { try result.add(bytes[range]) }
                }
            }
            return
        case .table(let table):
            let key = (groups.count > 1 ? groups[1] : groups[0]).map { LuaValue.text(.init(rebasing: bytes[$0])) }
            value = key.map { state.lua.rawValue(of: table, at: $0) } ?? .nil
        case .function(let function):
            let captures = state.captures(re, groups, in: bytes)
            value = try state.lua.call(function, [.table(captures)], results: 1)[0]
        }
        switch value {
        case .nil, .boolean(false): try result.add(groups[0].map { bytes[$0] } ?? bytes[0..<0])
        case .string(let text): try result.add(text.utf8)
        case .bytes(let text): try result.add(text)
        case .integer(let number): try result.add(String(number).utf8)
        case .number(let number): try result.add(String(number).utf8)
        default:
            throw PipelineError.script("gsub: a replacement is a string or a number, not a \(value.typeName)")
        }
    }

    /// `$1`, `${1}`, `${name}`, `$0` for the whole match, `$$` for the sign itself.
    private static func template(_ text: [UInt8], _ re: ScriptExpression) throws -> [Replacement.Part] {
        var parts: [Replacement.Part] = []
        var rest = text[...]
        while let sign = rest.firstIndex(of: UInt8(ascii: "$")) {
            parts.append(.text(Array(rest[..<sign])))
            rest = rest[(sign + 1)...]
            let name: ArraySlice<UInt8>
            if rest.first == UInt8(ascii: "$") {
                parts.append(.text([UInt8(ascii: "$")]))
                rest = rest.dropFirst()
                continue
            } else if rest.first == UInt8(ascii: "{") {
                name = rest.dropFirst().prefix { $0 != UInt8(ascii: "}") }
                rest = rest.dropFirst(name.count + 2)
            } else {
                name = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
                rest = rest.dropFirst(name.count)
            }
            parts.append(.group(try group(String(decoding: name, as: UTF8.self), re)))
        }
        return parts + [.text(Array(rest))]
    }

    private static func group(_ name: String, _ re: ScriptExpression) throws -> Int {
        if let number = Int(name), number >= 0, number < re.groupCount { return number }
        if let named = re.groups.first(where: { $0.name == name }) { return named.number }
        guard !name.isEmpty else {
            throw PipelineError.script("gsub: '$' stands before no group", remedy: "write $$ for the sign itself")
        }
        throw PipelineError.script(
            "gsub: the expression has no group '\(name)'",
            remedy: Int(name) == nil ? Suggestion.remedy(for: name, among: re.groups.map(\.name)) : nil)
    }
}

extension LuaState {
    /// The value at a string key, without metamethods.
    fileprivate func rawValue(of table: LuaReference, at key: LuaValue) -> LuaValue {
        key.text.map { field($0, of: table) } ?? .nil
    }
}

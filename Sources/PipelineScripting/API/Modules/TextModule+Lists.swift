internal import PipelineCore
internal import PipelineLua

/// The functions that give lists or parts.
extension TextModule {
    /// `text.characters(s)`: a list of all characters.
    static func characters(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        let text = try frame.text(1)
        frame.push(try list(text.unicodeScalars.lazy.map { String($0) }, in: state, &frame))
    }

    /// `text.graphemes(s)`: a list of what a reader takes for one character.
    static func graphemes(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        let text = try frame.text(1)
        frame.push(try list(text.lazy.map { String($0) }, in: state, &frame))
    }

    /// `text.split(s [, separator [, most]])`: the parts between separators; without one, the words between white space.
    static func split(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        let scalars = try frame.text(1).unicodeScalars
        let separator = try frame.optionalString(2)
        let most = frame.isAbsent(3) ? Int.max : try frame.integer(3)
        guard most >= 1 else { throw frame.badArgument(3, "a number from 1 expected") }
        guard let separator else {
            var words = scalars.split(maxSplits: min(most - 1, ModuleLimits.listCount)) { $0.properties.isWhitespace }
            // What is left after the last separator that counts still has its white space.
            if words.count == most, let rest = words.popLast().map(trimmed), !rest.isEmpty { words.append(rest) }
            return frame.push(try list(words.lazy.map { String($0) }, in: state, &frame))
        }
        guard !separator.isEmpty else {
            throw PipelineError.script(
                "text.split: the separator is empty", remedy: "text.characters gives the characters")
        }
        frame.push(try list(parts(of: Array(String(scalars).utf8), Array(separator.utf8), most), in: state, &frame))
    }

    private static func parts(of text: [UInt8], _ separator: [UInt8], _ most: Int) -> [String] {
        var parts: [String] = []
        var start = 0
        var position = 0
        while position + separator.count <= text.count, parts.count < most - 1, parts.count <= ModuleLimits.listCount {
            if text[position] == separator[0], text[position...].starts(with: separator) {
                parts.append(String(decoding: text[start..<position], as: UTF8.self))
                position += separator.count
                start = position
            } else {
                position += 1
            }
        }
        return parts + [String(decoding: text[start...], as: UTF8.self)]
    }

    /// `text.trim(s)`: without white space at both ends.
    static func trim(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        frame.push(String(trimmed(try frame.text(1).unicodeScalars[...])))
    }

    private static func trimmed(_ scalars: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
        var rest = scalars.drop { $0.properties.isWhitespace }
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return rest
    }

    private static func list(
        _ parts: some Sequence<String>, in state: ScriptState, _ frame: inout LuaFrame
    ) throws -> LuaReference {
        var values: [LuaValue] = []
        for part in parts {
            guard values.count < ModuleLimits.listCount else {
                throw PipelineError.script(
                    "text.\(frame.functionName): the text has more than \(ModuleLimits.listCount) parts",
                    remedy: "take it in pieces")
            }
            values.append(.string(part))
        }
        return state.lua.makeTable(array: values)
    }
}

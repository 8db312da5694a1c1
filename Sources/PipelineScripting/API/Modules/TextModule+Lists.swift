internal import PipelineCore
internal import PipelineLua

/// The functions that give lists or parts.
extension TextModule {
    /// `text.characters(text)`: a list of all characters.
    static func characters(_ call: inout APICall) throws {
        let text = try call.text("text")
        call.frame.push(try list(text.unicodeScalars.lazy.map { String($0) }, call))
    }

    /// `text.graphemes(text)`: a list of what a reader takes for one character.
    static func graphemes(_ call: inout APICall) throws {
        let text = try call.text("text")
        call.frame.push(try list(text.lazy.map { String($0) }, call))
    }

    /// `text.split(text [, separator [, most]])`: the parts between separators; without one, the words between white space.
    static func split(_ call: inout APICall) throws {
        let scalars = try call.text("text").unicodeScalars
        let separator = try call.string(ifGiven: "separator")
        let most = try call.most("most", from: 1)
        guard let separator else {
            var words = scalars.split(maxSplits: min(most - 1, ModuleLimits.listCount)) { $0.properties.isWhitespace }
            // What is left after the last separator that counts still has its white space.
            if words.count == most, let rest = words.popLast().map(trimmed), !rest.isEmpty { words.append(rest) }
            return call.frame.push(try list(words.lazy.map { String($0) }, call))
        }
        guard !separator.isEmpty else {
            throw PipelineError.script(
                "split: the separator is empty", remedy: "text.characters gives the characters")
        }
        call.frame.push(try list(parts(of: Array(String(scalars).utf8), Array(separator.utf8), most), call))
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

    /// `text.trim(text)`: without white space at both ends.
    static func trim(_ call: inout APICall) throws {
        call.frame.push(String(trimmed(try call.text("text").unicodeScalars[...])))
    }

    private static func trimmed(_ scalars: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
        var rest = scalars.drop { $0.properties.isWhitespace }
        while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
        return rest
    }

    private static func list(_ parts: some Sequence<String>, _ call: borrowing APICall) throws -> LuaReference {
        var values: [LuaValue] = []
        for part in parts {
            guard values.count < ModuleLimits.listCount else {
                throw PipelineError.script(
                    "\(call.function.declaration.name): the text has more than \(ModuleLimits.listCount) parts",
                    remedy: "take it in pieces")
            }
            values.append(.string(part))
        }
        return call.state.lua.makeTable(array: values)
    }
}

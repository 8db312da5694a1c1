internal import PipelineCore
internal import PipelineLua

/// `pipeline.text`: text by its Unicode characters, where `string` goes by bytes.
///
/// A character is a Unicode scalar, as in the offsets of documents. What is no UTF-8 becomes U+FFFD first, as it does when
/// a document is read.
enum TextModule: ScriptModule {
    static let name = "text"

    static var functions: [(name: String, body: ScriptFunctionBody)] {
        [
            ("lower", lower), ("upper", upper), ("fold", fold), ("normalize", normalize), ("length", length),
            ("sub", sub), ("characters", characters), ("graphemes", graphemes), ("split", split), ("trim", trim),
            ("starts_with", startsWith), ("ends_with", endsWith), ("is_upper", isUpper), ("is_lower", isLower),
            ("is_title", isTitle), ("distance", distance),
        ]
    }

    /// `text.lower(s)`
    static func lower(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        frame.push(try frame.text(1).lowercased())
    }

    /// `text.upper(s)`
    static func upper(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        frame.push(try frame.text(1).uppercased())
    }

    /// `text.fold(s)`: the same for two texts that differ in case alone.
    static func fold(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        frame.push(UnicodeText.folded(try frame.text(1)))
    }

    /// `text.normalize(s [, form])`
    static func normalize(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        let text = try frame.text(1)
        switch try frame.optionalString(2) ?? "nfc" {
        case "nfc": frame.push(UnicodeText.composed(text))
        case "nfd": frame.push(UnicodeText.decomposed(text))
        case let form:
            let isCompatible = form == "nfkc" || form == "nfkd"
            throw PipelineError.script(
                isCompatible ? "text.normalize has no compatibility forms" : "text.normalize has no form '\(form)'",
                remedy: "there is \"nfc\" (the default) and \"nfd\"")
        }
    }

    /// `text.length(s)`: in characters.
    static func length(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        frame.push(try frame.text(1).unicodeScalars.count)
    }

    /// `text.sub(s, i [, j])`: as `string.sub`, by characters.
    static func sub(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        let scalars = try frame.text(1).unicodeScalars
        let first = try frame.integer(2)
        let last = frame.isAbsent(3) ? -1 : try frame.integer(3)
        let count = first < 0 || last < 0 ? scalars.count : 0
        let start = first < 0 ? max(first + count, 0) : max(first, 1) - 1
        let stop = last < 0 ? last + count + 1 : last
        frame.push(start < stop ? String(scalars.dropFirst(start).prefix(stop - start)) : "")
    }

    /// `text.starts_with(s, beginning)`
    static func startsWith(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        frame.push(
            try frame.withBytes(1) { text in try frame.withBytes(2) { text.starts(with: $0) } })
    }

    /// `text.ends_with(s, ending)`
    static func endsWith(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        frame.push(
            try frame.withBytes(1) { text in
                try frame.withBytes(2) { text.count >= $0.count && text.suffix($0.count).elementsEqual($0) }
            })
    }

    /// `text.is_upper(s)`: whether it has letters with case, all of them capitals.
    static func isUpper(_ state: ScriptState, _ frame: inout LuaFrame) throws { try pushFlag(.isUpper, &frame) }

    /// `text.is_lower(s)`: whether it has letters with case, none of them capitals.
    static func isLower(_ state: ScriptState, _ frame: inout LuaFrame) throws { try pushFlag(.isLower, &frame) }

    /// `text.is_title(s)`: whether every word begins with a capital and goes on in small letters.
    static func isTitle(_ state: ScriptState, _ frame: inout LuaFrame) throws { try pushFlag(.isTitle, &frame) }

    private static func pushFlag(_ flag: LexicalFlags, _ frame: inout LuaFrame) throws {
        frame.push(LexicalAttributes.flags(try frame.text(1)).contains(flag))
    }

    /// `text.distance(a, b [, most])`: how many characters have to be put in, left out or changed; nil above the most.
    static func distance(_ state: ScriptState, _ frame: inout LuaFrame) throws {
        let left = Array(try frame.text(1).unicodeScalars)
        let right = Array(try frame.text(2).unicodeScalars)
        let most = frame.isAbsent(3) ? nil : try frame.integer(3)
        let width = min(right.count, 2 * max(0, min(most ?? .max / 4, right.count)) + 1)
        guard left.count.multipliedReportingOverflow(by: width).partialValue <= 50_000_000 else {
            throw PipelineError.script(
                "text.distance: texts of \(left.count) and \(right.count) characters are too long to compare",
                remedy: "give the greatest distance that matters as third argument")
        }
        let distance = UnicodeText.distance(left, right, most: most)
        if let distance { frame.push(distance) } else { frame.pushNil() }
    }
}

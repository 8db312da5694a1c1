import PipelineCore

/// A part of a text with a few words around it, on one line.
struct Excerpt: Hashable {
    var before = ""
    var part = ""
    var after = ""

    init() {}

    /// - Parameter width: how many bytes of the text to look at on either side.
    init(of bytes: Range<Int>, in text: DocumentText, width: Int = 36) {
        let start = Self.boundary(max(0, bytes.lowerBound - width), in: text, by: 1)
        let end = Self.boundary(min(text.count, bytes.upperBound + width), in: text, by: -1)
        before = Self.flat(text[min(start, bytes.lowerBound)..<bytes.lowerBound])
        part = Self.cut(Self.flat(text[bytes]), to: 120)
        after = Self.flat(text[bytes.upperBound..<max(end, bytes.upperBound)])
        // A word that was cut at the far end says nothing.
        if start > 0 { before = "…" + before.drop { $0 != " " } }
        if end < text.count { after = String(after[..<(after.lastIndex(of: " ") ?? after.endIndex)]) + "…" }
    }

    /// The line, with the part between marks or in colour.
    func line(isColored: Bool) -> String {
        part.isEmpty ? "" : before + Paint.bold.around("[", part, "]", isColored: isColored) + after
    }

    /// A text cut to a number of characters.
    static func cut(_ text: String, to count: Int) -> String {
        text.count > count ? text.prefix(count - 1) + "…" : flat(text)
    }

    /// The text with each run of white space, and whatever could move a terminal's cursor, as one blank.
    static func flat(_ text: String) -> String {
        var flat = ""
        for character in text {
            let isBlank =
                character.isWhitespace || character.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
            if !isBlank { flat.append(character) } else if flat.last != " " { flat.append(" ") }
        }
        return flat
    }

    private static func boundary(_ offset: Int, in text: DocumentText, by step: Int) -> Int {
        var offset = offset
        while offset > 0, offset < text.count, !text.isScalarBoundary(offset) { offset += step }
        return offset
    }
}

/// The few colours in which the program speaks to a terminal.
enum Paint: String {
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case cyan = "36"

    /// A text in the colour, or as it is.
    func paint(_ text: String, isColored: Bool) -> String {
        isColored ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }

    /// A text in the colour, or between marks.
    func around(_ open: String, _ text: String, _ close: String, isColored: Bool) -> String {
        isColored ? paint(text, isColored: true) : open + text + close
    }
}

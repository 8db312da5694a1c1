internal import PipelineCore

/// A text whose spans are marked: `[PER Lena Orlova] met [who:PER Anna] of [=ORG Halden Bank]`.
///
/// A mark is `[`, then `=` if the document comes with the annotation, a name and a colon if it has one, a layer and a
/// slash if it says one, a label unless it only has a name, a blank, the text and `]`. Marks nest. `\[`, `\]` and `\\`
/// stand for the character behind the backslash.
package struct TestMarks: Sendable {
    /// A marked part.
    package struct Mark: Sendable, Hashable {
        /// What relations and attributes call it.
        package var name: String?
        /// The layer, if it says one.
        package var layer: String?
        /// The label; `nil` for a mark that only names its text.
        package var label: String?
        /// Whether the document comes with the annotation.
        package var isGiven = false
        /// The bytes of the text without marks.
        package var bytes: Range<Int>
    }

    /// A mistake in a marked text.
    package struct Mistake: Error {
        package var message: String
        package var remedy: String?
        /// The bytes of the marked text.
        package var bytes: Range<Int>
    }

    /// The text without marks.
    package let text: String
    /// The marks in order of their start, outer before inner.
    package let marks: [Mark]

    /// A text without marks.
    init(plain: String) {
        text = plain
        marks = []
    }

    /// Takes the marks out of a text.
    package init(_ marked: String) throws(Mistake) {
        var reader = MarkReader(Array(marked.utf8))
        try reader.read()
        text = String(decoding: reader.plain, as: UTF8.self)
        marks = reader.marks
    }
}

private struct MarkReader {
    private let bytes: [UInt8]
    private var position = 0
    private var open: [(mark: Int, start: Int)] = []
    private(set) var plain: [UInt8] = []
    private(set) var marks: [TestMarks.Mark] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func read() throws(TestMarks.Mistake) {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\\") where position < bytes.count && Self.escaped.contains(bytes[position]):
                plain.append(bytes[position])
                position += 1
            case UInt8(ascii: "["): try begin()
            case UInt8(ascii: "]"): try end()
            default: plain.append(byte)
            }
        }
        guard let last = open.last else { return }
        throw TestMarks.Mistake(
            message: "a mark does not end", remedy: "close it with ], or write \\[ for a bracket of the text",
            bytes: last.start..<last.start + 1)
    }

    private static let escaped = Array("[]\\".utf8)

    private mutating func begin() throws(TestMarks.Mistake) {
        let start = position - 1
        var mark = TestMarks.Mark(bytes: plain.count..<plain.count)
        mark.isGiven = take("=")
        var word = self.word()
        if !word.isEmpty, take(":") {
            mark.name = word
            word = self.word()
        }
        if !word.isEmpty, take("/") {
            mark.layer = word
            word = self.word()
        }
        mark.label = word.isEmpty ? nil : word
        let isNamed = mark.label != nil || mark.name != nil && mark.layer == nil && !mark.isGiven
        guard isNamed, take(" ") else {
            throw TestMarks.Mistake(
                message: "a mark begins with its label or its name, and a blank",
                remedy: "as in [PER Lena Orlova] or [who:PER Lena Orlova]; write \\[ for a bracket of the text",
                bytes: start..<max(start + 1, position))
        }
        open.append((marks.count, start))
        marks.append(mark)
    }

    private mutating func end() throws(TestMarks.Mistake) {
        guard let last = open.popLast() else {
            throw TestMarks.Mistake(
                message: "a mark ends that was not begun", remedy: "write \\] for a bracket of the text",
                bytes: position - 1..<position)
        }
        guard marks[last.mark].bytes.lowerBound < plain.count else {
            throw TestMarks.Mistake(message: "a mark holds no text", bytes: last.start..<position)
        }
        marks[last.mark].bytes = marks[last.mark].bytes.lowerBound..<plain.count
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func word() -> String {
        let rest = bytes[position...].prefix { byte in
            let scalar = Unicode.Scalar(byte)
            return byte < 0x80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
        }
        position += rest.count
        return String(decoding: rest, as: UTF8.self)
    }
}

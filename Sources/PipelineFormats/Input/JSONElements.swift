internal import PipelineCore

/// The elements of a JSON array, one at a time, however long the array is. Values that follow each other without an array
/// around them are taken the same way.
///
/// Finds only where an element ends; what is wrong inside it is found when it is parsed.
struct JSONElements {
    private let source: any ByteSource
    private var part: ArraySlice<UInt8> = []
    private var isInArray = false
    private var hasBegun = false
    private var line = 1
    private let largest: Int
    /// How many bytes the element that came last has. Of one that is too large, a part comes.
    private(set) var size = 0

    /// - Parameter largest: how many bytes of an element are held.
    init(_ source: any ByteSource, largest: Int = .max) {
        self.source = source
        self.largest = largest
    }

    /// The next element and the line on which it begins; `nil` at the end.
    ///
    /// - Throws: ``PipelineError`` when the source cannot be read.
    mutating func next() throws(PipelineError) -> (line: Int, bytes: [UInt8])? {
        guard var byte = try firstOfElement() else { return nil }
        let first = line
        var bytes: [UInt8] = []
        var depth = 0
        var isInString = false
        var isEscaped = false
        size = 0
        while true {
            size += 1
            if size <= largest { bytes.append(byte) }
            if isEscaped {
                isEscaped = false
            } else if isInString {
                if byte == UInt8(ascii: "\\") { isEscaped = true }
                if byte == UInt8(ascii: "\"") { isInString = false }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
                default: break
                }
            }
            guard let following = try peek() else { return (first, bytes) }
            if !isInString, depth <= 0, Self.endsElement(following, after: byte) { return (first, bytes) }
            byte = following
            take()
        }
    }

    private static func endsElement(_ byte: UInt8, after last: UInt8) -> Bool {
        "}]\"".utf8.contains(last) || ",]".utf8.contains(byte) || isSpace(byte)
    }

    private static func isSpace(_ byte: UInt8) -> Bool { " \n\r\t".utf8.contains(byte) }

    /// Takes what stands between elements, and the first byte of the next one.
    private mutating func firstOfElement() throws(PipelineError) -> UInt8? {
        while let byte = try peek() {
            take()
            if Self.isSpace(byte) { continue }
            if byte == UInt8(ascii: "["), !hasBegun {
                isInArray = true
            } else if isInArray, byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") {
                continue
            } else {
                hasBegun = true
                return byte
            }
            hasBegun = true
        }
        return nil
    }

    private mutating func peek() throws(PipelineError) -> UInt8? {
        if part.isEmpty { part = try source.next()[...] }
        return part.first
    }

    private mutating func take() {
        if part.popFirst() == UInt8(ascii: "\n") { line += 1 }
    }
}

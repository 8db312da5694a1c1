/// A class for each code point, in two levels: pages of 256 code points, each page kept once.
struct CodePointTable<Class: RawRepresentable & Sendable>: Sendable where Class.RawValue == UInt8 {
    private var pageNumbers: [UInt16] = []
    private var pages: [UInt8] = []

    /// A table from runs of code points in hexadecimal: `a`, `a-b`, or `a-b/2` for every second one. The class 0 is that
    /// of all others. Cost: about a millisecond.
    init(_ classes: [(Class, String)]) {
        var values = [UInt8](repeating: 0, count: 0x11_0000)
        for (kind, runs) in classes {
            for run in runs.split(whereSeparator: \.isWhitespace) {
                let parts = run.split(separator: "/")
                let ends = parts[0].split(separator: "-").compactMap { Int($0, radix: 16) }
                guard let first = ends.first, let last = ends.last, last < values.count else { continue }
                for code in stride(from: first, through: last, by: parts.count > 1 ? 2 : 1) {
                    values[code] = kind.rawValue
                }
            }
        }
        var known: [ArraySlice<UInt8>: UInt16] = [:]
        for start in stride(from: 0, to: values.count, by: 256) {
            let page = values[start..<start + 256]
            let number = known[page, default: UInt16(known.count)]
            if number == known.count { pages += page }
            known[page] = number
            pageNumbers.append(number)
        }
    }

    /// The raw class of a code point.
    @inline(__always)
    subscript(code: UInt32) -> UInt8 { pages[Int(pageNumbers[Int(code >> 8)]) << 8 | Int(code & 0xFF)] }
}

/// Reads code points out of valid UTF-8.
enum CodePoint {
    /// The code point at an offset and where the next one begins.
    @inline(__always)
    static func read(_ text: UnsafeBufferPointer<UInt8>, at index: Int) -> (code: UInt32, next: Int) {
        let first = UInt32(text[index])
        if first < 0x80 { return (first, index + 1) }
        func tail(_ place: Int) -> UInt32 {
            index + place < text.count ? UInt32(text[index + place]) & 0x3F : 0
        }
        if first < 0xE0 { return ((first & 0x1F) << 6 | tail(1), min(index + 2, text.count)) }
        if first < 0xF0 { return ((first & 0xF) << 12 | tail(1) << 6 | tail(2), min(index + 3, text.count)) }
        let code = (first & 7) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
        return (min(code, 0x10_FFFF), min(index + 4, text.count))
    }
}

/// How a text uses line ends: whether its lines are paragraphs, or paragraphs are wrapped at a width.
///
/// Judged from the first 64 KiB. A line end inside a paragraph is where the next word would not have fitted, as a
/// typesetter would have it; any other line end was meant.
struct LineLayout {
    /// The width at which lines are wrapped, in bytes; `nil` when each line is a paragraph.
    let width: Int?

    private static let sample = 1 << 16
    private static let longest = 140
    private static let shortest = 40

    init(_ text: UnsafeBufferPointer<UInt8>) {
        var lengths = [Int](repeating: 0, count: Self.longest + 1)
        var lines = 0
        var longLines = 0
        var start = 0
        for index in 0..<min(text.count, Self.sample) where text[index] == 0x0A {
            let length = index - start
            start = index + 1
            if length == 0 || (length == 1 && text[index - 1] == 0x0D) { continue }
            lines += 1
            if length > Self.longest { longLines += 1 } else { lengths[length] += 1 }
        }
        if start < text.count, text.count <= Self.sample {
            lines += 1
            if text.count - start > Self.longest { longLines += 1 } else { lengths[text.count - start] += 1 }
        }
        width = longLines * 20 > lines ? nil : Self.width(of: lengths, lines: lines - longLines)
    }

    /// The length that all but one line in fifty keep to.
    private static func width(of lengths: [Int], lines: Int) -> Int? {
        var remaining = lines / 50
        for length in stride(from: longest, through: shortest, by: -1) {
            if lengths[length] > remaining { return length }
            remaining -= lengths[length]
        }
        return nil
    }

    /// Whether a line was ended because the next word did not fit.
    func isWrapped(lineLength: Int, nextWordLength: Int) -> Bool {
        guard let width else { return false }
        return lineLength + 1 + nextWordLength > width
    }
}

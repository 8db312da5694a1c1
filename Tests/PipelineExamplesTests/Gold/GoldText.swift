/// A text in which a part is named by its words instead of by numbers.
///
/// `words` stands for the one place that reads so; `[he] said` for the part in brackets; `first … last` for all from
/// the one to the next occurrence of the other.
struct GoldText {
    let string: String
    private let scalars: [Unicode.Scalar]
    /// Where each scalar begins, and the end.
    private let offsets: [Int]

    init(_ string: String) {
        self.string = string
        scalars = Array(string.unicodeScalars)
        offsets = scalars.reduce(into: [0]) { $0.append(($0.last ?? 0) + UTF8.width($1)) }
    }

    /// The part that a snippet names in a range of bytes, else the one that it names in the whole text.
    func find(_ snippet: String, in bytes: Range<Int>) throws(Failure) -> Range<Int> {
        let range = scalarRange(bytes)
        let scope = occurrences(of: snippet, in: range).isEmpty ? scalars.indices : range
        let found = occurrences(of: snippet, in: scope)
        guard let only = found.first else { throw Failure(problem: "'\(snippet)' is not in the text") }
        guard found.count == 1 else { throw Failure(problem: "'\(snippet)' is there \(found.count) times") }
        return offsets[only.lowerBound]..<offsets[only.upperBound]
    }

    /// Every place where words stand, as whole words.
    func all(_ words: String) -> [Range<Int>] {
        places(of: Array(words.unicodeScalars), in: scalars.indices)
            .map { offsets[$0.lowerBound]..<offsets[$0.upperBound] }
    }

    struct Failure: Error {
        let problem: String
    }

    private func scalarRange(_ bytes: Range<Int>) -> Range<Int> {
        let start = offsets.firstIndex(of: bytes.lowerBound) ?? 0
        return start..<(offsets.firstIndex(of: bytes.upperBound) ?? scalars.count)
    }

    private func occurrences(of snippet: String, in range: Range<Int>) -> [Range<Int>] {
        let ends = snippet.split(separator: " … ", maxSplits: 1)
        if ends.count == 2 {
            return occurrences(of: String(ends[0]), in: range).compactMap { start in
                places(of: Array(ends[1].unicodeScalars), in: start.upperBound..<range.upperBound).first
                    .map { start.lowerBound..<$0.upperBound }
            }
        }
        let pattern = Array(snippet.unicodeScalars)
        guard let open = pattern.firstIndex(of: "["), let close = pattern.firstIndex(of: "]") else {
            return places(of: pattern, in: range)
        }
        let plain = pattern.filter { $0 != "[" && $0 != "]" }
        return places(of: plain, in: range).map { ($0.lowerBound + open)..<($0.lowerBound + close - 1) }
    }

    private func places(of pattern: [Unicode.Scalar], in range: Range<Int>) -> [Range<Int>] {
        guard let first = pattern.first, range.count >= pattern.count else { return [] }
        return (range.lowerBound...(range.upperBound - pattern.count)).compactMap { start in
            let end = start + pattern.count
            guard scalars[start] == first, scalars[start..<end].elementsEqual(pattern),
                !isInsideWord(start), !isInsideWord(end)
            else { return nil }
            return start..<end
        }
    }

    private func isInsideWord(_ index: Int) -> Bool {
        index > 0 && index < scalars.count && isWord(scalars[index - 1]) && isWord(scalars[index])
    }

    private func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}

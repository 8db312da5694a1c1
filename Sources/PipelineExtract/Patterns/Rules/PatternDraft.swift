/// A pattern that is being written from a table, with the places of the table that its parts come from.
struct PatternDraft: ExpressibleByStringInterpolation, Sendable {
    /// A part of the pattern.
    struct Place: Sendable {
        /// Its bytes.
        var range: Range<Int>
        /// Where it comes from: `pattern[2].test.lemma`.
        var path: String
    }

    /// What goes into a draft keeps its places.
    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var draft = PatternDraft(stringLiteral: "")

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { draft.text += literal }
        mutating func appendInterpolation(_ string: String) { draft.text += string }
        mutating func appendInterpolation(_ number: Int64) { draft.text += String(number) }
        mutating func appendInterpolation(_ other: PatternDraft) { draft.append(other) }
    }

    private(set) var text: String
    private(set) var places: [Place] = []

    init(stringLiteral value: String) { text = value }

    init(stringInterpolation: StringInterpolation) { self = stringInterpolation.draft }

    private mutating func append(_ other: PatternDraft) {
        let offset = text.utf8.count
        text += other.text
        places += other.places.map {
            Place(range: $0.range.lowerBound + offset..<$0.range.upperBound + offset, path: $0.path)
        }
    }

    /// The draft with its whole being a place.
    func placed(at path: String) -> PatternDraft {
        var placed = self
        placed.places.append(Place(range: 0..<text.utf8.count, path: path))
        return placed
    }
}

extension [PatternDraft] {
    func joined(separator: String) -> PatternDraft {
        guard let first else { return "" }
        return dropFirst().reduce(first) { "\($0)\(separator)\($1)" }
    }
}

extension [PatternDraft.Place] {
    /// The least place that holds some bytes.
    func path(of range: Range<Int>) -> String? {
        filter { $0.range.lowerBound <= range.lowerBound && $0.range.upperBound >= range.upperBound }
            .min { $0.range.count < $1.range.count }?.path
    }
}

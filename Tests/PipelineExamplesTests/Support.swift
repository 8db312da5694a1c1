import Pipeline
import PipelineFormats
import PipelineScripting
import PipelineTestSupport

extension Catalog {
    /// What the program offers, with the plugins of this repository.
    static let shipped = Catalog(
        stages: StandardStages.registry, readers: Formats.readers, writers: Formats.writers,
        patterns: StandardStages.patterns, expressions: StandardStages.expressions,
        pluginDirectories: ["\(Repository.root)/Plugins"])
}

/// Another writer's records in another place.
struct RedirectedWriter: Writer {
    let path: String
    let base: any Writer

    var prologue: [UInt8] { base.prologue }
    var epilogue: [UInt8] { base.epilogue }

    func encode(_ document: Document, into bytes: inout [UInt8]) throws { try base.encode(document, into: &bytes) }
}

/// Where two outputs differ first, for a reader.
struct Difference: CustomStringConvertible {
    let name: String
    let line: Int
    /// What begins the line, so that one sees which record it is.
    let start: String
    let expected: String
    let found: String

    /// `nil` when there is none.
    init?(in name: String, expected: String, found: String) {
        guard expected != found else { return nil }
        let left = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let right = found.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(left, right).prefix { $0 == $1 }.count
        let (leftPieces, rightPieces) = (Self.pieces(left, line), Self.pieces(right, line))
        let piece = zip(leftPieces, rightPieces).prefix { $0 == $1 }.count
        self.name = name
        self.line = line + 1
        start = String((line < left.count ? left[line] : right[line]).prefix(40))
        let before = zip(leftPieces.dropFirst(piece).first ?? "", rightPieces.dropFirst(piece).first ?? "")
            .prefix { $0 == $1 }.count
        self.expected = Self.excerpt(leftPieces.dropFirst(piece).first, before)
        self.found = Self.excerpt(rightPieces.dropFirst(piece).first, before)
    }

    /// What stands around the first difference.
    private static func excerpt(_ piece: String?, _ before: Int) -> String {
        guard let piece else { return "nothing more" }
        let skipped = max(0, before - 100)
        let part = piece.dropFirst(skipped).prefix(220)
        return (skipped > 0 ? "…" : "") + part + (skipped + part.count < piece.count ? "…" : "")
    }

    /// A record in pieces: each annotation, relation and field stands for itself.
    private static func pieces(_ lines: [Substring], _ line: Int) -> [String] {
        guard line < lines.count else { return [] }
        return lines[line].replacing("},{", with: "}\n{").replacing("],\"", with: "]\n\"")
            .split(separator: "\n").map(String.init)
    }

    var description: String {
        """
        \(name), line \(line) (\(start)…)
          expected: \(expected)
          found:    \(found)
        """
    }
}

import PipelineTestSupport

/// One Swift file of the repository as the tests of the house look at it.
struct SourceText {
    let path: String
    let text: String

    static func all(in folder: String) throws -> [SourceText] {
        try Repository.files(in: folder, ".swift").map { SourceText(path: $0, text: try Repository.text($0)) }
    }

    /// The folder below `Sources` or `Tests`.
    var room: String { String(path.split(separator: "/")[1]) }

    /// The file's name without its ending.
    var name: String { String(path.split(separator: "/").last?.dropLast(".swift".count) ?? "") }

    /// The lines without comments. A `//` after a colon belongs to an address.
    var code: [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.firstRange(of: /(?:^|[^:])\/\/.*/).map { line[..<$0.lowerBound] } ?? line
        }
    }

    /// `path:line: text` of all lines of code that hold the pattern.
    func lines(containing pattern: Regex<Substring>) -> [String] {
        code.enumerated()
            .filter { $0.element.contains(pattern) }
            .map { "\(path):\($0.offset + 1): \($0.element)" }
    }

    /// The modules of all `import` lines, whatever their access level and attributes.
    var imports: [String] {
        let pattern =
            /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|func|typealias|let|var|actor)\s+)?(\w+)/
        return code.compactMap { $0.firstMatch(of: pattern).map { String($0.1) } }
    }
}

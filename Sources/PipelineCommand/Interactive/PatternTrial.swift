import Pipeline
import PipelineCore

/// A pattern that somebody tries on loaded documents.
struct PatternTrial {
    /// What the pattern is called in messages.
    static let name = "pattern"

    struct Hit {
        var document: Document
        var match: Match
    }

    /// In the order of the documents.
    private(set) var hits: [Hit] = []
    private(set) var documents = 0
    private(set) var warnings: [PipelineError] = []
    private(set) var duration = Duration.zero

    /// Compiles the pattern and searches.
    ///
    /// - Parameters:
    ///   - macros: patterns by the names that others may use as `$NAME`.
    ///   - assigned: what the documents have.
    /// - Throws: ``PipelineError`` with all that is wrong in the pattern.
    init(
        _ pattern: String, within: String, macros: [String: String], on documents: [Document], assigned: Set<Feature>
    ) throws {
        let file = SourceFile(path: Self.name, bytes: Array(pattern.utf8))
        let literal = SourceMap.Literal(content: pattern, bytes: 0..<file.bytes.count, isVerbatim: true)
        let table = Setting.Table(
            location: SourceLocation(file: Self.name, line: 1), sourceMap: SourceMap(file: file, literals: [literal]))
        let source = PatternSource(name: Self.name, pattern: pattern, within: within, table: table)
        let definitions = Setting.Table(
            fields: ["macros": .table(Setting.Table(fields: macros.mapValues { .value(.string($0)) }))])
        let used = macros.isEmpty ? Setting.Table() : definitions
        let matcher = try StandardStages.patterns([source], used, Self.name)
        warnings = matcher.warnings
        if let missing = matcher.requires.first(where: { !assigned.contains($0) }) {
            throw PipelineError(
                .requirementUnmet, "the pattern needs '\(missing)', which no stage of the definition assigns")
        }
        let start = ContinuousClock.now
        var searcher = try matcher.makeSearcher()
        for document in documents {
            let found = try searcher.matches(in: document)[0]
            hits += found.map { Hit(document: document, match: $0) }
            if !found.isEmpty { self.documents += 1 }
        }
        duration = .now - start
    }
}

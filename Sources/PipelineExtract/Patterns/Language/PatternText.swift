internal import PipelineCore

/// A pattern with its place in a file, so that a problem in it can be pointed at.
struct PatternText: Sendable {
    let source: String
    /// What the pattern belongs to, in the words of a message: `rule 'said-that'`.
    let owner: String
    /// A literal that precedes the pattern in the file, such as the rule's name.
    let anchor: String?
    /// Where its parts come from when it was a table.
    var places: [PatternDraft.Place] = []
    let origin: Origin

    /// An error at a part of the pattern.
    func error(_ problem: PatternProblem) -> PipelineError {
        var error = PipelineError(
            .patternInvalid, "\(owner): \(problem.message)", remedy: problem.remedy, location: origin.location)
        error.notes = problem.note.map { [$0] } ?? []
        if let path = places.path(of: problem.range) {
            // The text was never written by anyone, so it is the table that is pointed at.
            error.message += ", in \(path)"
            error.location = origin.location
        } else if let map = origin.sourceMap, let literal = map.literal(source, after: anchor) {
            error.location = map.location(of: problem.range, in: literal)
        } else {
            let own = SourceFile(path: origin.location?.file ?? "pattern", bytes: Array(source.utf8))
            let inside = own.location(ofBytes: problem.range)
            error.excerpt = inside.line.flatMap(own.line)
            error.location = SourceLocation(
                file: own.path, line: origin.location?.line ?? inside.line, column: inside.column,
                length: inside.length)
        }
        return error
    }
}

/// Where something is written, as far as known.
struct Origin: Sendable {
    var location: SourceLocation?
    var directory = "."
    var sourceMap: SourceMap?

    /// The place of a table; what it does not know it has from the table around it.
    func inner(_ table: Setting.Table) -> Origin {
        Origin(
            location: table.location ?? location, directory: table.directory == "." ? directory : table.directory,
            sourceMap: table.sourceMap ?? sourceMap)
    }

    /// The place of a string of the file, or of the table when it is not found.
    func location(of string: String, after anchor: String? = nil) -> SourceLocation? {
        guard let map = sourceMap, let literal = map.literal(string, after: anchor) else { return location }
        return map.location(in: literal)
    }

    /// The place of a key in a table that is itself the value of a key.
    func location(ofKey key: String, in table: String) -> SourceLocation? {
        guard let outer = sourceMap?.key(table, from: location?.line ?? 1) else { return location }
        return sourceMap?.key(key, from: outer.line ?? 1) ?? location
    }

    /// The place of a rule: of its name, or else of its pattern.
    func location(ofRule name: String?, pattern: String?) -> SourceLocation? {
        guard let map = sourceMap else { return location }
        let literal = name.flatMap { map.literal($0, near: pattern ?? $0) } ?? pattern.flatMap { map.literal($0) }
        return literal.map { map.location(in: $0) } ?? location
    }
}

/// Something wrong or suspicious in a pattern.
struct PatternProblem: Sendable {
    /// The bytes of the pattern.
    var range: Range<Int>
    var message: String
    var remedy: String?
    var isWarning = false
    /// Another place that has to do with it.
    var note: PipelineError.Note?
}

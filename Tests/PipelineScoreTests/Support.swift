import PipelineCore

/// Finds the tokens whose text is the pattern: enough of a pattern language to weigh matches.
struct WordMatcher: PatternMatcher, PatternSearcher {
    let words: [String]
    let requires: [Feature] = [.tokens]
    let warnings: [PipelineError] = []

    init(_ patterns: [PatternSource]) throws {
        words = patterns.compactMap(\.pattern.string)
        if let wrong = patterns.first(where: { $0.pattern.string?.contains("(") == true }) {
            throw PipelineError(.patternInvalid, "'(' in \(wrong.name)", location: wrong.table.location)
        }
    }

    func makeSearcher() -> any PatternSearcher { self }

    func matches(in document: Document) -> [[Match]] {
        words.map { word in
            (0..<document.tokens.count).filter { document.tokenText($0) == word }.map { token in
                Match(
                    tokens: max(0, token - 1)..<token + 1, claim: token..<token + 1, captures: [], score: 1,
                    provenance: Provenance(stage: "words"))
            }
        }
    }
}

let compileWords: PatternCompiler = { patterns, _, _ in try WordMatcher(patterns) }

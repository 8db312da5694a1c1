public import PipelineCore

/// Learns the parameters of a tokenizer from treebanks: which words have a full stop of their own, and which are
/// written together though they are several tokens.
public enum TokenizerTraining {
    /// What is learnt from CoNLL-U. Cost: one pass. The same data gives the same parameters.
    ///
    /// - Parameters:
    ///   - conllu: treebanks in CoNLL-U.
    ///   - least: how often a word has to be seen.
    /// - Throws: ``PipelineCore/PipelineError`` with code `documentUnreadable` when there are no tokens.
    public static func train(conllu: [[UInt8]], least: Int = 3) throws(PipelineError) -> TokenizerParameters {
        var counts = Counts()
        for bytes in conllu { counts.add(bytes) }
        guard !counts.tokens.isEmpty else {
            throw PipelineError(
                .documentUnreadable, "there are no tokens to learn from", remedy: "give files in the format CoNLL-U")
        }
        var parameters = TokenizerParameters()
        parameters.abbreviations = counts.abbreviations(least)
        parameters.exceptions = counts.exceptions(least)
        return parameters
    }

    /// How often tokens are there, and words whose pieces touch.
    private struct Counts {
        var tokens: [String: Int] = [:]
        /// Words before a full stop that is a token of its own.
        private var stopped: [String: Int] = [:]
        private var joined: [[String]: Int] = [:]
        private var groupEnd = 0
        private var groupTouches = false

        mutating func add(_ bytes: [UInt8]) {
            var last: (form: String, touchesNext: Bool)?
            for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
                let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                guard columns.count == 10 else {
                    if columns.count == 1, line.first != UInt8(ascii: "#") { (last, groupEnd) = (nil, 0) }
                    continue
                }
                guard let token = token(columns) else { continue }
                tokens[token.form, default: 0] += 1
                if let last, last.touchesNext {
                    if token.form == "." { stopped[last.form, default: 0] += 1 }
                    joined[[last.form, token.form], default: 0] += 1
                }
                last = token
            }
        }

        /// The word of a line; `nil` for a range, which tells what stands behind its last word, and for an empty node.
        private mutating func token(_ columns: [ArraySlice<UInt8>]) -> (form: String, touchesNext: Bool)? {
            let id = String(decoding: columns[0], as: UTF8.self)
            let touches = String(decoding: columns[9], as: UTF8.self).split(separator: "|").contains("SpaceAfter=No")
            guard let number = Int(id) else {
                if let dash = id.firstIndex(of: "-") {
                    groupEnd = Int(id[id.index(after: dash)...]) ?? 0
                    groupTouches = touches
                }
                return nil
            }
            let form = String(decoding: columns[1], as: UTF8.self)
            if number < groupEnd { return (form, true) }
            return (form, number == groupEnd ? groupTouches : touches)
        }

        func abbreviations(_ least: Int) -> [String] {
            tokens.filter { form, count in
                guard form.hasSuffix("."), count >= least, form.unicodeScalars.count > 2 else { return false }
                let stem = form.dropLast()
                return stem.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "." || $0 == "-" }
                    && stem.unicodeScalars.contains { $0.properties.isAlphabetic }
                    && count > stopped[String(stem), default: 0]
            }.keys.sorted()
        }

        /// Words of letters alone that are cut more often than not.
        func exceptions(_ least: Int) -> [[String]] {
            joined.filter { pieces, count in
                guard count >= least, pieces.allSatisfy({ $0.unicodeScalars.allSatisfy(\.properties.isAlphabetic) })
                else { return false }
                return count > 2 * tokens[pieces.joined(), default: 0]
            }.keys.sorted { $0.joined() < $1.joined() }
        }
    }
}

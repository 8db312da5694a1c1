public import PipelineCore

/// Abbreviations and exceptions of a tokenizer, learnt by ``TokenizerTraining`` or written by hand.
///
/// The file is text: a line `abbreviation`, a tab and the word with its stop; or `exception`, a tab and the pieces with
/// blanks between them. Lines that begin with `#` are its card: where it comes from.
public struct TokenizerParameters: Sendable, Hashable {
    /// Words whose full stop belongs to them and ends no sentence.
    public var abbreviations: [String] = []
    /// The pieces of texts that are always cut in the same way.
    public var exceptions: [[String]] = []
    /// Where they come from, line by line.
    public var card: [String] = []

    /// No parameters.
    public init() {}

    /// Reads a file.
    ///
    /// - Throws: ``PipelineCore/PipelineError`` with code `definition.invalid` for a line of another form.
    public init(_ bytes: [UInt8]) throws(PipelineError) {
        for (index, line) in String(decoding: bytes, as: UTF8.self).split(separator: "\n").enumerated() {
            let columns = line.split(separator: "\t", maxSplits: 1)
            switch columns.first {
            case "abbreviation" where columns.count == 2: abbreviations.append(String(columns[1]))
            case "exception" where columns.count == 2:
                exceptions.append(columns[1].split(separator: " ").map(String.init))
            default:
                guard line.hasPrefix("#") else {
                    throw PipelineError(
                        .definitionInvalid, "line \(index + 1) is neither an abbreviation nor an exception",
                        remedy: "write `abbreviation` or `exception`, a tab, and the word or its pieces")
                }
                card.append(String(line.dropFirst(line.hasPrefix("# ") ? 2 : 1)))
            }
        }
    }

    /// The file's bytes.
    public var bytes: [UInt8] {
        let lines =
            card.map { "# \($0)" } + abbreviations.map { "abbreviation\t\($0)" }
            + exceptions.map { "exception\t\($0.joined(separator: " "))" }
        return Array(lines.map { $0 + "\n" }.joined().utf8)
    }
}

internal import PipelineCore

/// Reads phrase lists: `.tsv` with a header that names a column `phrase`, anything else one phrase a line. Lines that
/// begin with `#` are comments.
enum PhraseListFile {
    /// - Parameter idColumn: the column of a table that holds identities.
    static func read(_ path: String, idColumn: String = "id") throws(PipelineError) -> [(phrase: String, id: String?)] {
        let bytes = try FileBytes.read(path)
        let text = DocumentText(bytes)
        guard path.hasSuffix(".tsv") else { return lines(text).map { ($0.text, nil) } }
        return try table(lines(text), path, idColumn)
    }

    private static func lines(_ text: DocumentText) -> [(number: Int, text: String)] {
        text.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated().compactMap {
            index, bytes in
            let line = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
            guard let first = line.first, first != UInt8(ascii: "#"), line.contains(where: { $0 > 0x20 }) else {
                return nil
            }
            return (index + 1, String(decoding: line, as: UTF8.self))
        }
    }

    private static func table(
        _ lines: [(number: Int, text: String)], _ path: String, _ idColumn: String
    ) throws(PipelineError) -> [(phrase: String, id: String?)] {
        guard let header = lines.first else { return [] }
        let columns = header.text.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard let phraseColumn = columns.firstIndex(of: "phrase") else {
            throw PipelineError(
                .definitionInvalid, "the first line of a list names its columns, and none is 'phrase'",
                remedy: Suggestion.closest(to: "phrase", among: columns).map { "rename the column '\($0)'" }
                    ?? "write a line with 'phrase', a tab and '\(idColumn)'",
                location: SourceLocation(file: path, line: header.number))
        }
        let idIndex = columns.firstIndex(of: idColumn)
        return lines.dropFirst().compactMap { line in
            let cells = line.text.split(separator: "\t", omittingEmptySubsequences: false)
            guard phraseColumn < cells.count, !cells[phraseColumn].isEmpty else { return nil }
            let id = idIndex.flatMap { $0 < cells.count && !cells[$0].isEmpty ? String(cells[$0]) : nil }
            return (String(cells[phraseColumn]), id)
        }
    }
}

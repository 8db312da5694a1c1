/// A word of a text with marked names.
struct NamedToken: Sendable {
    var form: [UInt8]
    /// `O`, or `B-` or `I-` with the label of the name.
    var mark: String
}

/// Reads text with a word a line: IOB2 in two columns (word, mark) or with a number before them, and CoNLL-U, where the
/// mark is missing. Blank lines end sentences; lines that begin with `# ` are comments.
enum ColumnReader {
    /// The sentences of each document of a file. Marks of one scheme without `B-` at every beginning (IOB1) are put
    /// right. `# newdoc` begins a document.
    static func documents(_ bytes: [UInt8]) -> [[[NamedToken]]] {
        var documents: [[[NamedToken]]] = [[]]
        var sentence: [NamedToken] = []
        func finish() {
            if !sentence.isEmpty { documents[documents.count - 1].append(repaired(sentence)) }
            sentence = []
        }
        for var line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
                finish()
            } else if line.starts(with: "# ".utf8) {
                if line.starts(with: "# newdoc".utf8), !(documents.last ?? []).isEmpty { documents.append([]) }
            } else if let token = token(line) {
                sentence.append(token)
            }
        }
        finish()
        return documents.filter { !$0.isEmpty }
    }

    /// The words alone.
    static func forms(_ bytes: [UInt8]) -> [[[UInt8]]] {
        documents(bytes).joined().map { $0.map(\.form) }
    }

    private static func token(_ line: ArraySlice<UInt8>) -> NamedToken? {
        let hasTabs = line.contains(0x09)
        let columns = line.split(separator: hasTabs ? 0x09 : 0x20)
        if hasTabs, columns.count > 2 {
            // A range or an empty node of CoNLL-U is no word.
            guard columns[0].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return NamedToken(form: Array(columns[1]), mark: mark(columns[2]))
        }
        guard columns.count == 2 else { return nil }
        return NamedToken(form: Array(columns[0]), mark: mark(columns[1]))
    }

    private static func mark(_ column: ArraySlice<UInt8>) -> String {
        let text = String(decoding: column, as: UTF8.self)
        return text.hasPrefix("B-") || text.hasPrefix("I-") ? text : "O"
    }

    private static func repaired(_ sentence: [NamedToken]) -> [NamedToken] {
        var result = sentence
        for index in result.indices where result[index].mark.hasPrefix("I-") {
            let label = result[index].mark.dropFirst(2)
            if index == 0 || result[index - 1].mark.dropFirst(2) != label { result[index].mark = "B-" + label }
        }
        return result
    }
}

/// A word of a treebank with what an expert says of it.
struct GoldToken: Sendable {
    var form: [UInt8]
    var lemma: [UInt8]
    var upos: String
    var xpos: String
}

/// Reads the columns FORM, LEMMA, UPOS and XPOS of CoNLL-U. Ranges of multiword tokens and empty nodes are left out, so
/// that the tokens are syntactic words.
enum ConlluReader {
    /// The sentences of a file; lines without enough columns are skipped.
    static func sentences(_ bytes: [UInt8]) -> [[GoldToken]] {
        var sentences: [[GoldToken]] = []
        var sentence: [GoldToken] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.isEmpty || line.first == UInt8(ascii: "\r") {
                if !sentence.isEmpty { sentences.append(sentence) }
                sentence = []
            } else if line.first != UInt8(ascii: "#"), let token = token(line) {
                sentence.append(token)
            }
        }
        if !sentence.isEmpty { sentences.append(sentence) }
        return sentences
    }

    private static func token(_ line: ArraySlice<UInt8>) -> GoldToken? {
        let columns = line.split(separator: UInt8(ascii: "\t"), maxSplits: 5)
        guard columns.count > 4, columns[0].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return GoldToken(
            form: Array(columns[1]), lemma: Array(columns[2]), upos: String(decoding: columns[3], as: UTF8.self),
            xpos: String(decoding: columns[4], as: UTF8.self))
    }
}

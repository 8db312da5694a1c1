/// A word of a treebank with what an expert says of it.
struct GoldToken: Sendable {
    var form: [UInt8]
    var lemma: [UInt8]
    var upos: String
    var xpos: String
    var feats: String
    /// Whether no blank follows.
    var touchesNext = false

    var tag: TaggerModel.Tag { TaggerModel.Tag(upos: upos, xpos: xpos, feats: feats) }
}

/// Reads the columns FORM, LEMMA, UPOS, XPOS and FEATS of CoNLL-U. Ranges of multiword tokens and empty nodes are left
/// out, so that the tokens are syntactic words.
enum ConlluReader {
    /// The sentences of a file; lines without enough columns are skipped.
    static func sentences(_ bytes: [UInt8]) -> [[GoldToken]] {
        var sentences: [[GoldToken]] = []
        var sentence: [GoldToken] = []
        // A multiword token says after its last word whether a blank follows; between its words there is none.
        var group = (last: 0, touchesNext: false)
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.isEmpty || line.first == UInt8(ascii: "\r") {
                if !sentence.isEmpty { sentences.append(sentence) }
                sentence = []
                group = (0, false)
            } else if line.first != UInt8(ascii: "#") {
                let columns = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
                if let end = columns[0].firstIndex(of: UInt8(ascii: "-")) {
                    group.last = Int(String(decoding: columns[0][(end + 1)...], as: UTF8.self)) ?? 0
                    group.touchesNext = touchesNext(columns)
                } else if var token = token(columns) {
                    let number = sentence.count + 1
                    token.touchesNext =
                        number < group.last ? true : number == group.last ? group.touchesNext : touchesNext(columns)
                    sentence.append(token)
                }
            }
        }
        if !sentence.isEmpty { sentences.append(sentence) }
        return sentences
    }

    private static func touchesNext(_ columns: [ArraySlice<UInt8>]) -> Bool {
        columns.count > 9
            && columns[9].split(separator: UInt8(ascii: "|")).contains { $0.elementsEqual("SpaceAfter=No".utf8) }
    }

    private static func token(_ columns: [ArraySlice<UInt8>]) -> GoldToken? {
        guard columns.count > 4, columns[0].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        func value(_ column: Int) -> String {
            let text = columns.count > column ? String(decoding: columns[column], as: UTF8.self) : ""
            return text == "_" ? "" : text
        }
        return GoldToken(
            form: Array(columns[1]), lemma: Array(columns[2]), upos: value(3), xpos: value(4), feats: value(5))
    }
}

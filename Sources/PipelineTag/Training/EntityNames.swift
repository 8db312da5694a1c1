/// Reads the names of a treebank with entities in the manner of GUM: `Entity=(1-person-…)` in the last column.
///
/// An entity is a name when its head is a proper noun. Its span holds much beside the name ("the old city of York,
/// which
/// …"), so the name is the run of proper nouns and capitalized words around the head, with what links them.
enum EntityNames {
    private struct Word {
        var form: [UInt8]
        var upos: String
        var xpos: String
        var head: Int
        var entities: String
    }

    private static let labels = ["person": "PER", "organization": "ORG", "place": "LOC"]
    private static let links: Set<String> = ["of", "the", "and", "&", "for", "de", "-", "'s", ".", "van", "in"]

    /// The sentences of each document of a file.
    static func documents(_ bytes: [UInt8]) -> [[[NamedToken]]] {
        [sentences(bytes)]
    }

    private static func sentences(_ bytes: [UInt8]) -> [[NamedToken]] {
        var result: [[NamedToken]] = []
        var words: [Word] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            if line.isEmpty {
                if !words.isEmpty { result.append(marked(words)) }
                words = []
            } else if line.first != UInt8(ascii: "#"), let word = word(line) {
                words.append(word)
            }
        }
        if !words.isEmpty { result.append(marked(words)) }
        return result
    }

    private static func word(_ line: ArraySlice<UInt8>) -> Word? {
        let columns = line.split(separator: 0x09)
        guard columns.count > 9, columns[0].allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        func text(_ column: Int) -> String { String(decoding: columns[column], as: UTF8.self) }
        let entities = text(9).split(separator: "|").first { $0.hasPrefix("Entity=") }?.dropFirst(7) ?? ""
        return Word(
            form: Array(columns[1]), upos: text(3), xpos: text(4), head: (Int(text(6)) ?? 0) - 1,
            entities: String(entities))
    }

    private static func marked(_ words: [Word]) -> [NamedToken] {
        var tokens = words.map { NamedToken(form: $0.form, mark: "O") }
        for (span, label) in spans(words).sorted(by: { ($1.0.count, $0.0.lowerBound) < ($0.0.count, $1.0.lowerBound) })
        {
            let heads = span.filter { !span.contains(words[$0].head) }
            guard let head = heads.first, words[head].upos == "PROPN" else { continue }
            let name = name(words, span, head)
            guard name.allSatisfy({ tokens[$0].mark == "O" }) else { continue }
            for index in name { tokens[index].mark = (index == name.lowerBound ? "B-" : "I-") + label }
        }
        return tokens
    }

    /// The entities of a sentence that have one of the labels.
    private static func spans(_ words: [Word]) -> [(Range<Int>, String)] {
        var open: [(id: Substring, start: Int, kind: Substring)] = []
        var spans: [(Range<Int>, String)] = []
        func close(_ id: Substring, _ end: Int) {
            guard let index = open.lastIndex(where: { $0.id == id }) else { return }
            let entity = open.remove(at: index)
            if let label = labels[String(entity.kind)] { spans.append((entity.start..<end, label)) }
        }
        for (index, word) in words.enumerated() {
            var rest = word.entities[...]
            while let first = rest.first {
                if first == "(" {
                    rest = rest.dropFirst()
                    let body = rest.prefix { $0 != "(" && $0 != ")" }
                    rest = rest.dropFirst(body.count)
                    let fields = body.split(separator: "-", omittingEmptySubsequences: false)
                    guard fields.count > 1 else { continue }
                    open.append((fields[0], index, fields[1]))
                    if rest.first == ")" {
                        rest = rest.dropFirst()
                        close(fields[0], index + 1)
                    }
                } else {
                    let id = rest.prefix { $0 != "(" && $0 != ")" }
                    rest = rest.dropFirst(max(1, id.count))
                    if rest.first == ")" { rest = rest.dropFirst() }
                    close(id, index + 1)
                }
            }
        }
        return spans
    }

    private static func name(_ words: [Word], _ span: Range<Int>, _ head: Int) -> Range<Int> {
        func isPart(_ index: Int) -> Bool {
            guard span.contains(index) else { return false }
            let word = words[index]
            let isCapital = (0x41...0x5A).contains(word.form.first ?? 0)
            return word.xpos.hasPrefix("NNP") || isCapital && ["NOUN", "ADJ", "NUM", "VERB"].contains(word.upos)
        }
        func isLink(_ index: Int) -> Bool {
            span.contains(index) && links.contains(String(decoding: words[index].form, as: UTF8.self).lowercased())
        }
        func goesOn(_ index: Int, _ step: Int) -> Bool {
            let (second, third) = (index + step, index + 2 * step)
            return isPart(index) || isLink(index) && (isPart(second) || isLink(second) && isPart(third))
        }
        var (start, end) = (head, head)
        while goesOn(start - 1, -1) { start -= 1 }
        while goesOn(end + 1, 1) { end += 1 }
        return start..<end + 1
    }
}

internal import PipelineCore

/// A step over several tokens at once.
struct Edge: Sendable {
    var start: UInt32
    var end: UInt32
    /// The number of the edge's kind in the phase.
    var kind: UInt32
    /// The position of the annotation in the document, or the number of the phrase in its list.
    var reference: UInt32
}

/// The edges of a document for one phase, by start and by end.
struct EdgeTable {
    let matchers: EdgeMatchers
    private(set) var edges: [Edge] = []
    /// For each position where its edges begin in ``edges``; one entry more than positions.
    private(set) var offsets: [UInt32] = []
    /// Edges ordered by end, as positions in ``edges``; filled when something is read from right to left.
    private(set) var byEnd: [UInt32] = []
    private(set) var endOffsets: [UInt32] = []
    private let needsEnds: Bool
    private let columns: [Int]
    /// For each list and value number the word number in the list, plus 1; 0 is "not known yet".
    private var words: [[UInt32]]
    private var generation = 0

    init(_ program: PhaseProgram, values: TokenValues) {
        matchers = program.edges
        needsEnds =
            program.looks.contains(where: \.isAhead) || program.starts.walks.contains { $0.hasEdges }
        columns = program.edges.lists.map { values.index(of: $0.list.source) }
        words = program.edges.lists.map { _ in [] }
    }

    /// Finds the edges of a document.
    mutating func build(_ document: Document, _ values: TokenValues) {
        guard !matchers.isEmpty else { return }
        if generation != values.generation {
            words = words.map { _ in [] }
            generation = values.generation
        }
        edges.removeAll(keepingCapacity: true)
        addAnnotations(document)
        for index in matchers.lists.indices { addPhrases(index, values) }
        // The longer of two edges is the preferred one.
        edges.sort {
            ($0.start, $1.end, $0.kind, $0.reference) < ($1.start, $0.end, $1.kind, $1.reference)
        }
        offsets = Self.offsets(edges.map { Int($0.start) }, count: document.tokens.count)
        if needsEnds {
            byEnd = edges.indices.map(UInt32.init).sorted { (edges[Int($0)].end, $0) < (edges[Int($1)].end, $1) }
            endOffsets = Self.offsets(edges.map { Int($0.end) }, count: document.tokens.count)
        }
    }

    private static func offsets(_ positions: [Int], count: Int) -> [UInt32] {
        var offsets = [UInt32](repeating: 0, count: count + 2)
        for position in positions { offsets[position + 1] += 1 }
        for index in 1..<offsets.count { offsets[index] += offsets[index - 1] }
        return offsets
    }

    private mutating func addAnnotations(_ document: Document) {
        for (index, annotation) in document.annotations.enumerated() where !annotation.tokens.isEmpty {
            matchers.forEachKind(of: annotation, in: document) { kind in
                edges.append(
                    Edge(
                        start: UInt32(annotation.tokens.lowerBound), end: UInt32(annotation.tokens.upperBound),
                        kind: kind, reference: UInt32(index)))
            }
        }
    }

    /// All phrases of a list at all positions.
    private mutating func addPhrases(_ index: Int, _ values: TokenValues) {
        let (kind, list) = matchers.lists[index]
        let numbers = values.numbers(columns[index])
        let table = values.table(columns[index])
        self.words[index].append(contentsOf: repeatElement(0, count: max(0, table.count - self.words[index].count)))
        let words = numbers.map { word($0, index, list, table) }
        let trie = list.trie
        for start in words.indices {
            var node = trie.start(words[start])
            var end = start + 1
            while node != 0 {
                let phrase = trie.phrase(at: node)
                if phrase != 0 {
                    edges.append(
                        Edge(start: UInt32(start), end: UInt32(end), kind: kind, reference: phrase))
                }
                guard end < words.count else { break }
                node = trie.next(node, words[end])
                end += 1
            }
        }
    }

    private mutating func word(_ value: UInt32, _ index: Int, _ list: PhraseList, _ table: ByteTable) -> UInt32 {
        let known = words[index][Int(value)]
        if known != 0 { return known - 1 }
        var text = list.match.key(of: table[value])
        let word = text.withUTF8 { list.trie.word($0) }
        words[index][Int(value)] = word + 1
        return word
    }
}

extension PhraseList {
    /// What its words are compared with.
    var source: TokenSource { match == .lemma ? .column(.lemma) : .text }
}

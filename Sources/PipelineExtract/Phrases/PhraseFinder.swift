internal import PipelineCore

/// Finds the phrases of a list in documents. One a worker; keeps its buffers.
///
/// The distinct texts of tokens are numbered once for all stages of a worker; each is looked up in the list once, however
/// often it comes. Then all tokens are gone through for the second words of phrases, what is left for the third ones, and
/// so on: look-ups that do not wait for each other, so that a list that is larger than the processor's caches is hardly
/// slower.
struct PhraseFinder {
    /// A phrase that was found.
    struct Hit {
        var start: UInt32
        var end: UInt32
        /// The number of the phrase in the list.
        var phrase: UInt32

        var tokens: Range<Int> { Int(start)..<Int(end) }
    }

    private let list: PhraseList
    private let forms: TokenForms
    private let policy: PhraseStage.Policy
    private var generation = 0
    /// For each form of a token its word in the list, the node to which it leads from the root, and ``endsPhrase`` where
    /// it is a phrase; ``unknown`` where it has not been looked up.
    private var cellOfForm: [UInt64] = []
    /// The same for each token.
    private var cells: [UInt64] = []
    private var paths: [Path] = []
    private var steps: [Step] = []
    private var hits: [Hit] = []

    /// The beginning of a phrase that has been gone through.
    private struct Path {
        var start: UInt32
        var node: UInt32
    }

    /// A path with the word that may go on with it.
    private struct Step {
        var path: Path
        var word: UInt32
        var hash: UInt64
    }

    private static let endsPhrase: UInt64 = 1 << 63
    private static let unknown = UInt64.max

    init(_ list: PhraseList, policy: PhraseStage.Policy = .first, forms: TokenForms) {
        self.list = list
        self.policy = policy
        self.forms = forms
    }

    /// The phrases that count, in text order. No phrase goes over an occupied token.
    mutating func find(in document: Document, _ occupied: [Bool] = []) -> [Hit] {
        cells.removeAll(keepingCapacity: true)
        hits.removeAll(keepingCapacity: true)
        if list.match == .lemma { numberLemmas(document) } else { numberTexts(document) }
        for (token, isOccupied) in occupied.enumerated() where isOccupied { cells[token] = 0 }
        begin()
        var length = 1
        while !paths.isEmpty {
            collectSteps(length)
            length += 1
            takeSteps(length)
        }
        hits.sort { ($0.start, $0.end, $0.phrase) < ($1.start, $1.end, $1.phrase) }
        switch policy {
        case .all: break
        case .first: keepLeftmost()
        case .longest: keepLongest()
        }
        return hits
    }

    /// A word beside the node to which it leads; 0 for a word that occurs in no phrase.
    private static func cell(_ utf8: UnsafeBufferPointer<UInt8>, _ trie: PhraseTrie) -> UInt64 {
        let word = trie.word(utf8)
        guard word != 0 else { return 0 }
        // A list has fewer nodes than fit 31 bits.
        let node = trie.start(word) & 0x7FFF_FFFF
        return (trie.phrase(at: node) == 0 ? 0 : endsPhrase) | UInt64(node) << 32 | UInt64(word)
    }

    private mutating func begin() {
        paths.removeAll(keepingCapacity: true)
        for token in cells.indices where cells[token] >> 32 != 0 {
            let node = UInt32(truncatingIfNeeded: cells[token] >> 32) & 0x7FFF_FFFF
            paths.append(Path(start: UInt32(token), node: node))
            if cells[token] & Self.endsPhrase != 0 { addHits(paths[paths.count - 1], 1, list.trie) }
        }
    }

    private mutating func addHits(_ path: Path, _ length: Int, _ trie: PhraseTrie) {
        let phrases = trie.phrases(at: path.node)
        guard let first = phrases.first else { return }
        let end = path.start + UInt32(length)
        guard policy == .all else { return hits.append(Hit(start: path.start, end: end, phrase: first)) }
        for phrase in phrases { hits.append(Hit(start: path.start, end: end, phrase: phrase)) }
    }

    /// What may go on with the paths of a length.
    private mutating func collectSteps(_ length: Int) {
        steps.removeAll(keepingCapacity: true)
        let trie = list.trie
        for path in paths {
            let position = Int(path.start) + length
            guard position < cells.count else { break }
            let word = UInt32(truncatingIfNeeded: cells[position])
            guard word != 0 else { continue }
            let hash = PhraseTrie.edgeHash(path.node, word)
            if trie.mayContinue(hash) { steps.append(Step(path: path, word: word, hash: hash)) }
        }
    }

    /// Goes on with the paths, which then have a length.
    private mutating func takeSteps(_ length: Int) {
        paths.removeAll(keepingCapacity: true)
        let trie = list.trie
        for step in steps {
            let child = trie.child(step.path.node, step.word, step.hash)
            guard child != 0 else { continue }
            let path = Path(start: step.path.start, node: child)
            paths.append(path)
            addHits(path, length, trie)
        }
    }

    private mutating func numberTexts(_ document: Document) {
        forms.load(document)
        if generation != forms.generation {
            generation = forms.generation
            cellOfForm.removeAll(keepingCapacity: true)
        }
        let table = forms.table
        cellOfForm.append(contentsOf: repeatElement(Self.unknown, count: max(0, table.count - cellOfForm.count)))
        for form in forms.numbers {
            var cell = cellOfForm[Int(form)]
            if cell == Self.unknown {
                var key = list.match.key(of: table[form])
                cell = key.withUTF8 { Self.cell($0, list.trie) }
                cellOfForm[Int(form)] = cell
            }
            cells.append(cell)
        }
    }

    private mutating func numberLemmas(_ document: Document) {
        var known = [UInt64](repeating: Self.unknown, count: document.strings.count)
        for symbol in document.tokens[.lemma] ?? [] {
            if known[Int(symbol.index)] == Self.unknown {
                known[Int(symbol.index)] = document.strings.withBytes(of: symbol) { Self.cell($0, list.trie) }
            }
            cells.append(known[Int(symbol.index)])
        }
    }
}

extension PhraseFinder {
    /// The longest phrase at each token from left to right; the search goes on behind it.
    private mutating func keepLeftmost() {
        var kept = 0
        var end: UInt32 = 0
        for index in hits.indices {
            let hit = hits[index]
            guard hit.start >= end || kept > 0 && hits[kept - 1].start == hit.start else { continue }
            // Phrases that begin together come shorter ones first.
            if kept == 0 || hits[kept - 1].start != hit.start { kept += 1 }
            hits[kept - 1] = hit
            end = hit.end
        }
        hits.removeLast(hits.count - kept)
    }

    /// The longest phrases of the whole text, of equal ones the earlier, without overlap.
    private mutating func keepLongest() {
        let candidates = hits.map { Candidate(claim: $0.tokens, priority: 0, score: 0, rule: 0) }
        hits = Policy.longest.resolve(candidates).map { hits[$0] }
    }
}

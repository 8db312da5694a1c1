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
    /// it is a phrase.
    private var cellOfForm: [UInt64] = []
    /// The same for each token, and nothing behind the last one.
    private var cells: [UInt64] = []
    /// The beginnings of phrases that may go on; the first ``stepCount`` count.
    private var steps: [PhraseTrie.Step] = []
    private var stepCount = 0
    private var hits: [Hit] = []

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
        cells.append(0)
        begin()
        var length = 2
        while stepCount > 0 {
            takeSteps(length)
            length += 1
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
        let node = trie.start(word)
        return (trie.phrase(at: node) == 0 ? 0 : endsPhrase) | UInt64(node) << 32 | UInt64(word)
    }

    /// The node of a cell. A list has fewer nodes than fit 31 bits.
    @inline(__always)
    private static func node(_ cell: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: cell >> 32) & 0x7FFF_FFFF }

    /// Looks at the first word of phrases and at whether the second one may go on.
    private mutating func begin() {
        let trie = list.trie
        let count = cells.count - 1
        if steps.count < count { steps = [PhraseTrie.Step](repeating: PhraseTrie.Step(), count: count) }
        for token in 0..<count where cells[token] & Self.endsPhrase != 0 {
            addHits(UInt32(token), 1, Self.node(cells[token]), trie)
        }
        stepCount = cells.withUnsafeBufferPointer { cells in
            steps.withUnsafeMutableBufferPointer { steps in
                var next = 0
                for token in 0..<count {
                    let word = UInt32(truncatingIfNeeded: cells[token + 1])
                    steps[next] = PhraseTrie.Step(start: UInt32(token), node: Self.node(cells[token]), word: word)
                    // Counting in place of a branch: which words go on is as good as random.
                    next += trie.mayContinue(steps[next]) ? 1 : 0
                }
                return next
            }
        }
    }

    private mutating func addHits(_ start: UInt32, _ length: Int, _ node: UInt32, _ trie: PhraseTrie) {
        let phrases = trie.phrases(at: node)
        guard let first = phrases.first else { return }
        let end = start + UInt32(length)
        guard policy == .all else { return hits.append(Hit(start: start, end: end, phrase: first)) }
        for phrase in phrases { hits.append(Hit(start: start, end: end, phrase: phrase)) }
    }

    /// Takes what may go on, which then has a length, and leaves what may go on from there.
    private mutating func takeSteps(_ length: Int) {
        let trie = list.trie
        let count = stepCount
        steps.withUnsafeMutableBufferPointer { trie.look(at: $0[..<count]) }
        stepCount = 0
        for index in 0..<count {
            let step = steps[index]
            let child = trie.child(step)
            guard child != 0 else { continue }
            addHits(step.start, length, child, trie)
            let position = Int(step.start) + length
            guard position < cells.count else { continue }
            let word = UInt32(truncatingIfNeeded: cells[position])
            let next = PhraseTrie.Step(start: step.start, node: child, word: word)
            if trie.mayContinue(next) {
                steps[stepCount] = next
                stepCount += 1
            }
        }
    }

    private mutating func numberTexts(_ document: Document) {
        forms.load(document)
        if generation != forms.generation {
            generation = forms.generation
            cellOfForm.removeAll(keepingCapacity: true)
        }
        let table = forms.table
        while cellOfForm.count < table.count {
            var key = list.match.key(of: table[UInt32(cellOfForm.count)])
            cellOfForm.append(key.withUTF8 { Self.cell($0, list.trie) })
        }
        let numbers = forms.numbers
        cells.append(contentsOf: repeatElement(0, count: numbers.count))
        cellOfForm.withUnsafeBufferPointer { known in
            cells.withUnsafeMutableBufferPointer { cells in
                for token in 0..<cells.count { cells[token] = known[Int(numbers[token])] }
            }
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

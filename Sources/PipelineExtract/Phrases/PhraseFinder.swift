internal import PipelineCore

/// Finds the phrases of a list in documents. One a worker; keeps its buffers.
///
/// The distinct texts of tokens are numbered once for all stages of a worker; each is looked up in the list once, however
/// often it comes.
struct PhraseFinder {
    /// A phrase that was found.
    struct Hit {
        var tokens: Range<Int>
        /// The number of the phrase in the list.
        var phrase: UInt32
    }

    private let list: PhraseList
    private let forms: TokenForms
    private let policy: PhraseStage.Policy
    private var generation = 0
    /// For each form of a token the word in the list; `.max` for "not known yet".
    private var wordOfForm: [UInt32] = []
    /// For each token its word, and the node to which it leads from the root.
    private var words: [UInt32] = []
    private var roots: [UInt32] = []

    init(_ list: PhraseList, policy: PhraseStage.Policy = .first, forms: TokenForms) {
        self.list = list
        self.policy = policy
        self.forms = forms
    }

    /// The phrases that count, in text order. No phrase goes over an occupied token.
    mutating func find(in document: Document, _ occupied: [Bool] = []) -> [Hit] {
        numberWords(document)
        let trie = list.trie
        return words.withUnsafeBufferPointer { words in
            roots.withUnsafeBufferPointer { roots in
                let search = Search(words: words, roots: roots, trie: trie, occupied: occupied)
                switch policy {
                case .first: return search.leftmost()
                case .all: return search.all()
                case .longest: return search.longest()
                }
            }
        }
    }

    /// Looks each token up; 0 for one that occurs in no phrase.
    private mutating func numberWords(_ document: Document) {
        words.removeAll(keepingCapacity: true)
        roots.removeAll(keepingCapacity: true)
        if list.match == .lemma { numberLemmas(document) } else { numberTexts(document) }
        let trie = list.trie
        for word in words { roots.append(word == 0 ? 0 : trie.start(word)) }
    }

    private mutating func numberTexts(_ document: Document) {
        forms.load(document)
        if generation != forms.generation {
            generation = forms.generation
            wordOfForm.removeAll(keepingCapacity: true)
        }
        let table = forms.table
        wordOfForm.append(contentsOf: repeatElement(.max, count: max(0, table.count - wordOfForm.count)))
        for form in forms.numbers {
            var word = wordOfForm[Int(form)]
            if word == .max {
                var key = list.match.key(of: table[form])
                word = key.withUTF8 { list.trie.word($0) }
                wordOfForm[Int(form)] = word
            }
            words.append(word)
        }
    }

    private mutating func numberLemmas(_ document: Document) {
        var known = [UInt32](repeating: .max, count: document.strings.count)
        for symbol in document.tokens[.lemma] ?? [] {
            if known[Int(symbol.index)] == .max {
                known[Int(symbol.index)] = document.strings.withBytes(of: symbol) { list.trie.word($0) }
            }
            words.append(known[Int(symbol.index)])
        }
    }
}

extension PhraseFinder {
    /// One document in hand.
    private struct Search {
        let words: UnsafeBufferPointer<UInt32>
        let roots: UnsafeBufferPointer<UInt32>
        let trie: PhraseTrie
        let occupied: [Bool]

        /// The longest phrase at each token from left to right; the search goes on behind it.
        func leftmost() -> [Hit] {
            var hits: [Hit] = []
            var start = 0
            while start < roots.count {
                guard roots[start] != 0 else {
                    start += 1
                    continue
                }
                var hit = Hit(tokens: 0..<0, phrase: 0)
                forEach(from: start) { hit = Hit(tokens: start..<$0, phrase: $1.lowerBound) }
                if hit.phrase != 0 { hits.append(hit) }
                start = max(start + 1, hit.tokens.upperBound)
            }
            return hits
        }

        /// All phrases everywhere, the shorter ones first.
        func all() -> [Hit] {
            var hits: [Hit] = []
            for start in roots.indices where roots[start] != 0 {
                forEach(from: start) { end, phrases in
                    for phrase in phrases { hits.append(Hit(tokens: start..<end, phrase: phrase)) }
                }
            }
            return hits
        }

        /// The longest phrases of the whole text, of equal ones the earlier, without overlap.
        func longest() -> [Hit] {
            var hits: [Hit] = []
            for start in roots.indices where roots[start] != 0 {
                forEach(from: start) { hits.append(Hit(tokens: start..<$0, phrase: $1.lowerBound)) }
            }
            let candidates = hits.map { Candidate(claim: $0.tokens, priority: 0, score: 0, rule: 0) }
            return PipelineExtract.Policy.longest.resolve(candidates).map { hits[$0] }
        }

        /// Calls a function with the end and the phrases of each run of words that begins at a token.
        @inline(__always)
        private func forEach(from start: Int, _ body: (Int, Range<UInt32>) -> Void) {
            var node = roots[start]
            var end = start + 1
            while node != 0 {
                if !occupied.isEmpty, occupied[end - 1] { break }
                let phrases = trie.phrases(at: node)
                if !phrases.isEmpty { body(end, phrases) }
                guard end < words.count else { break }
                node = trie.next(node, words[end])
                end += 1
            }
        }
    }
}

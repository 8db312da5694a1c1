public import PipelineCore

/// Annotates the phrases of a list.
///
/// At each token the longest phrase counts, and the search goes on behind it. Cost: a hash a token, whatever the length
/// of the list.
///
/// ```swift
/// let stage = PhraseStage(list: PhraseList([("New York", "Q60")]), label: "LOC")
/// ```
public struct PhraseStage: Stage {
    /// What to do where a token already bears an annotation of the layer.
    public enum Overlap: String, Sendable, CaseIterable {
        /// Leave it alone.
        case skip
        /// Annotate all the same.
        case keep
    }

    /// The name in messages and provenance.
    public let name: String
    /// What a document must have before it can work.
    public let requires: [Feature]
    /// What a document has once it has worked.
    public let assigns: [Feature]
    /// Where it is written in a definition, if it is.
    public let location: SourceLocation?
    private let list: PhraseList
    private let label: String
    private let layer: String
    private let overlap: Overlap
    private let provenance: Provenance

    /// A stage for one list.
    ///
    /// - Parameters:
    ///   - label: the label of the annotations.
    ///   - source: the name of the list, for provenance.
    public init(
        name: String = "extract.phrases", list: PhraseList, label: String, layer: String = "entities",
        overlap: Overlap = .skip, source: String? = nil, location: SourceLocation? = nil
    ) {
        self.name = name
        self.list = list
        self.label = label
        self.layer = layer
        self.overlap = overlap
        self.location = location
        requires = list.match == .lemma ? [.tokens, .column(.lemma)] : [.tokens]
        assigns = [.layer(layer)]
        provenance = Provenance(stage: name, rule: source, location: location)
    }

    /// The instance that one worker uses for all its documents.
    public func makeInstance(for worker: Worker) -> any StageInstance {
        Instance(finder: PhraseFinder(list), stage: self)
    }

    private struct Instance: StageInstance {
        var finder: PhraseFinder
        let stage: PhraseStage

        mutating func process(_ document: inout Document, _ context: StageContext) throws {
            try stage.annotate(finder.find(in: document, stage.occupied(in: document)), &document)
        }
    }

    private func annotate(_ hits: [PhraseFinder.Hit], _ document: inout Document) throws {
        for hit in hits {
            var attributes = Value.Object()
            if let id = list.trie.id(of: hit.phrase) { attributes["entity"] = .string(id) }
            try document.annotate(
                tokens: hit.tokens, layer: layer, label: label, attributes: attributes, provenance: provenance)
        }
    }

    /// For each token whether it is taken already; empty when that does not matter.
    private func occupied(in document: Document) -> [Bool] {
        guard overlap == .skip, document.annotations.contains(where: { $0.layer == layer }) else { return [] }
        var occupied = [Bool](repeating: false, count: document.tokens.count)
        for annotation in document.annotations where annotation.layer == layer {
            for token in annotation.tokens { occupied[token] = true }
        }
        return occupied
    }
}

/// Finds the phrases of a list in documents. One a worker; keeps its buffers.
struct PhraseFinder {
    /// A phrase that was found.
    struct Hit {
        var tokens: Range<Int>
        /// The number of the phrase in the list.
        var phrase: UInt32
    }

    private let list: PhraseList
    private var words: [UInt32] = []
    private var folded: [UInt8] = []

    init(_ list: PhraseList) { self.list = list }

    /// The longest phrases, from left to right and without overlap. No phrase goes over an occupied token.
    mutating func find(in document: Document, _ occupied: [Bool]) -> [Hit] {
        numberWords(document)
        var hits: [Hit] = []
        let trie = list.trie
        words.withUnsafeBufferPointer { words in
            var start = 0
            while start < words.count {
                let word = words[start]
                guard word != 0, let hit = Self.longest(from: start, words, trie, occupied) else {
                    start += 1
                    continue
                }
                hits.append(hit)
                start = hit.tokens.upperBound
            }
        }
        return hits
    }

    private static func longest(
        from start: Int, _ words: UnsafeBufferPointer<UInt32>, _ trie: PhraseTrie, _ occupied: [Bool]
    ) -> Hit? {
        var hit: Hit?
        var node = trie.start(words[start])
        var end = start + 1
        while node != 0 {
            if !occupied.isEmpty, occupied[end - 1] { break }
            let phrase = trie.phrase(at: node)
            if phrase != 0 { hit = Hit(tokens: start..<end, phrase: phrase) }
            guard end < words.count else { break }
            node = trie.next(node, words[end])
            end += 1
        }
        return hit
    }

    /// Looks each token up; 0 for one that occurs in no phrase.
    private mutating func numberWords(_ document: Document) {
        words.removeAll(keepingCapacity: true)
        words.reserveCapacity(document.tokens.count)
        guard list.match != .lemma else { return numberLemmas(document) }
        let (starts, ends) = (document.tokens.starts, document.tokens.ends)
        document.text.bytes.withUnsafeBufferPointer { bytes in
            for index in starts.indices {
                let token = UnsafeBufferPointer(rebasing: bytes[Int(starts[index])..<Int(ends[index])])
                words.append(list.match == .lower ? foldedWord(token) : list.trie.word(token))
            }
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

    /// ASCII is folded a byte at a time in place of making a string.
    private mutating func foldedWord(_ token: UnsafeBufferPointer<UInt8>) -> UInt32 {
        folded.removeAll(keepingCapacity: true)
        var hasUpper = false
        var isASCII = true
        for byte in token {
            if byte >= 0x80 { isASCII = false }
            if byte >= 0x41, byte <= 0x5A { hasUpper = true }
        }
        if isASCII, !hasUpper { return list.trie.word(token) }
        if isASCII {
            for byte in token { folded.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
        } else {
            folded.append(contentsOf: LexicalAttributes.lower(String(decoding: token, as: UTF8.self)).utf8)
        }
        return folded.withUnsafeBufferPointer { list.trie.word($0) }
    }
}

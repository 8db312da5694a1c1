/// Phrases as paths of word numbers, so that the time to look at a token does not depend on how many there are.
///
/// A hash trie: one table from words to numbers, one from a node and a word to the next node. Immutable once built.
struct PhraseTrie: Sendable {
    private var words = ByteTable()
    private var edges = PairTable()
    /// The node behind the root for each word; 0 for a word that begins no phrase.
    private var roots: [UInt32] = [0]
    /// The phrase that ends at each node, counted from 1; 0 where none ends.
    private var phraseAtNode: [UInt32] = [0]
    private var ids = ByteTable()
    private var idOfPhrase: [UInt32] = [0]

    init() {}

    /// The number of different phrases.
    var count: Int { idOfPhrase.count - 1 }

    /// Adds a phrase. Of equal phrases the first one counts.
    mutating func insert(_ phrase: [String], id: String?) {
        guard let first = phrase.first else { return }
        var node = root(of: first)
        for word in phrase.dropFirst() {
            let number = self.number(of: word)
            if let next = edges.find(node, number) {
                node = next
            } else {
                let next = makeNode()
                edges.insert(node, number, next)
                node = next
            }
        }
        guard phraseAtNode[Int(node)] == 0 else { return }
        idOfPhrase.append(id.map { ids.insert($0) } ?? 0)
        phraseAtNode[Int(node)] = UInt32(count)
    }

    private mutating func root(of word: String) -> UInt32 {
        let number = Int(number(of: word))
        if roots[number] == 0 { roots[number] = makeNode() }
        return roots[number]
    }

    private mutating func number(of word: String) -> UInt32 {
        let number = words.insert(word)
        while roots.count <= Int(number) { roots.append(0) }
        return number
    }

    private mutating func makeNode() -> UInt32 {
        phraseAtNode.append(0)
        return UInt32(phraseAtNode.count - 1)
    }

    /// The number of a word that occurs in a phrase; 0 for any other.
    func word(_ utf8: UnsafeBufferPointer<UInt8>) -> UInt32 { words.find(utf8) ?? 0 }

    /// The node that a word leads to from the root; 0 when no phrase begins with it.
    func start(_ word: UInt32) -> UInt32 { roots[Int(word)] }

    /// The node that a word leads to; 0 when no phrase goes on with it.
    func next(_ node: UInt32, _ word: UInt32) -> UInt32 { word == 0 ? 0 : edges.find(node, word) ?? 0 }

    /// The phrase that ends at a node, counted from 1; 0 when none does.
    func phrase(at node: UInt32) -> UInt32 { phraseAtNode[Int(node)] }

    /// The identity that a phrase was given.
    func id(of phrase: UInt32) -> String? {
        let id = idOfPhrase[Int(phrase)]
        return id == 0 ? nil : ids[id]
    }

    /// Whether a word is a whole phrase.
    func contains(_ word: String) -> Bool {
        guard let number = words.find(word), number > 0 else { return false }
        return phraseAtNode[Int(roots[Int(number)])] != 0
    }
}

internal import PipelineCore

/// How many tokens may pass the tests of a phase, judged by the rules alone: a word is the more frequent the more rules
/// name it.
struct TestRarity {
    /// For each test the sum over its words; `nil` where tokens pass that are none of some words.
    private let weights: [Int?]

    /// - Parameter uses: the tests of all rules, each as often as it is used.
    init(_ tests: [TestFormula], _ atoms: [Atom], uses: [UInt32]) {
        var counts = [Int](repeating: 0, count: atoms.count)
        for test in uses { tests[Int(test)].forEachAtom { counts[Int($0)] += 1 } }
        var words: [String: Int] = [:]
        for (number, atom) in atoms.enumerated() where atom.isWord {
            for word in atom.words { words[word, default: 0] += counts[number] }
        }
        let ofAtoms: [Int?] = atoms.map { atom in
            guard atom.isWord else { return nil }
            // Of a phrase list nothing is known but that it has more words than one would name in a test.
            if case .list = atom.condition { return 1000 }
            return atom.words.reduce(0) { $0 + (words[$1] ?? 0) }
        }
        weights = tests.map { $0.weight { ofAtoms[Int($0)] } }
    }

    /// Whether only some words pass.
    func isRare(_ test: UInt32) -> Bool { weights[Int(test)] != nil }

    /// The positions of some tests, the rarest first.
    func order(_ tests: [UInt32]) -> [Int] {
        let keys = tests.map { weights[Int($0)] ?? .max }
        return tests.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
    }
}

extension TestFormula {
    func forEachAtom(_ body: (UInt32) -> Void) {
        switch self {
        case .any: break
        case .atom(let atom): body(atom)
        case .not(let formula): formula.forEachAtom(body)
        case .and(let formulas), .or(let formulas): for formula in formulas { formula.forEachAtom(body) }
        }
    }

    /// The sum over the words that pass; `nil` when others do too.
    fileprivate func weight(_ atom: (UInt32) -> Int?) -> Int? {
        switch self {
        case .any, .not: return nil
        case .atom(let number): return atom(number)
        case .and(let formulas): return formulas.compactMap { $0.weight(atom) }.min()
        case .or(let formulas):
            let weights = formulas.map { $0.weight(atom) }
            return weights.contains { $0 == nil } ? nil : weights.reduce(0) { $0 + ($1 ?? 0) }
        }
    }
}

extension Atom {
    /// Whether it names words, of which each is rare.
    fileprivate var isWord: Bool {
        switch condition {
        case .value(.oneOf), .list: [.text, .lower, .norm, .column(.lemma)].contains(attribute)
        default: false
        }
    }

    fileprivate var words: [String] {
        if case .value(.oneOf(let words)) = condition { words } else { [] }
    }
}

internal import PipelineCore

/// What a tagger knows beside its network. Verified, no look-up can leave the tables.
///
/// - Note: `@unchecked Sendable` because the pointers lead into constant memory that ``TaggerModel`` keeps alive.
struct TaggerTables: @unchecked Sendable {
    private typealias Section = TaggerModel.Section

    /// From the hash of a frequent word to where its choices lie.
    private let known: HashTable<UInt32, UInt16>
    /// Choices: a count, then so many classes; or 0 and the only tag. The first is that of all other words.
    private let choices: UnsafeBufferPointer<UInt16>
    /// What makes lemmas of forms.
    let lemmas: LemmaTables

    init(_ sections: ModelSections, tagCount: Int, classCount: Int, verifies: Bool) throws(PipelineError) {
        func halves(_ section: Section) -> UnsafeBufferPointer<UInt16> {
            sections.numbers(section.rawValue, as: UInt16.self)
        }
        let prints = sections.numbers(Section.knownPrints.rawValue, as: UInt32.self)
        guard let known = HashTable(prints: prints, numbers: halves(.knownChoices)) else {
            throw ModelSections.invalid("a table does not fit")
        }
        self.known = known
        lemmas = try LemmaTables(sections, first: Section.lemmaPrints.rawValue, verifies: verifies)
        choices = halves(.choices)
        guard verifies else { return }
        guard areChoicesSound(tagCount, classCount) else {
            throw ModelSections.invalid("an entry leads outside its table")
        }
    }

    private func areChoicesSound(_ tagCount: Int, _ classCount: Int) -> Bool {
        guard choices.first ?? 0 > 0 else { return false }
        return (known.all.map(Int.init) + [0]).allSatisfy { start in
            guard start + 1 < choices.count else { return false }
            let end = start + 1 + max(1, Int(choices[start]))
            let limit = choices[start] == 0 ? tagCount : classCount
            return end <= choices.count && choices[start + 1..<end].allSatisfy { Int($0) < limit }
        }
    }

    /// What a word may be.
    enum Choice {
        /// It always has this tag.
        case tag(Int)
        /// One of these classes.
        case classes(Slice<UnsafeBufferPointer<UInt16>>)
    }

    /// What a word may be, by ``knownKey(_:)``. Cost: a look-up.
    @inline(__always)
    func choice(_ key: UInt64) -> Choice {
        let start = Int(known[key] ?? 0)
        let count = Int(choices[start])
        return count == 0 ? .tag(Int(choices[start + 1])) : .classes(choices[start + 1..<start + 1 + count])
    }

    /// The key of a word as written.
    @inline(__always)
    static func knownKey(_ form: some Sequence<UInt8>) -> UInt64 {
        FeatureHash.mix(form.reduce(FeatureHash.seed) { FeatureHash.add($1, to: $0) })
    }
}

/// Tags sentences. One a line of work: it holds scratch memory.
struct TaggerDecoder {
    private let model: TaggerModel
    private let reader: NetworkReader

    init(_ model: TaggerModel) {
        self.model = model
        reader = NetworkReader(model.network)
    }

    /// The tags of a sentence.
    ///
    /// - Parameters:
    ///   - count: the number of tokens.
    ///   - form: gives the bytes of a token.
    ///   - result: called for each token in order with the number of its tag.
    mutating func tag(count: Int, form: (Int) -> UnsafeBufferPointer<UInt8>, result: (Int, Int) -> Void) {
        for start in stride(from: 0, to: count, by: NetworkReader.longest) {
            let length = min(NetworkReader.longest, count - start)
            reader.read(count: length) { form(start + $0) }
            for index in 0..<length { result(start + index, tag(at: index)) }
        }
    }

    private mutating func tag(at index: Int) -> Int {
        let best: Int
        switch model.tables.choice(reader.sentence.keys[index]) {
        case .tag(let tag): return tag
        case .classes(let classes): best = reader.best(classes.lazy.map(Int.init), at: index)
        }
        let variants = model.classes[best]
        return variants.count == 1 ? variants.lowerBound : reader.bestVariant(variants)
    }
}

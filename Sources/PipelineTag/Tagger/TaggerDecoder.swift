/// Tags sentences. One a line of work: it holds scratch memory.
struct TaggerDecoder {
    private enum Way {
        case network(NetworkReader, TaggerTables)
        case perceptron(PerceptronDecoder)
    }

    private let classes: [Range<Int>]
    private var way: Way

    init(_ model: TaggerModel) {
        classes = model.classes
        switch model.decider {
        case .network(let network, let tables): way = .network(NetworkReader(network), tables)
        case .perceptron(let tables): way = .perceptron(PerceptronDecoder(tables, tagCount: model.tags.count))
        }
    }

    /// The tags of a sentence.
    ///
    /// - Parameters:
    ///   - count: the number of tokens.
    ///   - form: gives the bytes of a token.
    ///   - result: called for each token in order with the number of its tag.
    mutating func tag(count: Int, form: (Int) -> UnsafeBufferPointer<UInt8>, result: (Int, Int) -> Void) {
        switch way {
        case .network(let reader, let tables):
            for start in stride(from: 0, to: count, by: NetworkReader.longest) {
                let length = min(NetworkReader.longest, count - start)
                reader.read(count: length) { form(start + $0) }
                for index in 0..<length { result(start + index, tag(at: index, reader, tables)) }
            }
        case .perceptron(let decoder):
            decoder.tag(count: count, form: form, result: result)
        }
    }

    private func tag(at index: Int, _ reader: NetworkReader, _ tables: TaggerTables) -> Int {
        let best: Int
        switch tables.choice(reader.sentence.keys[index]) {
        case .tag(let tag): return tag
        case .classes(let choices): best = reader.best(choices.lazy.map(Int.init), at: index)
        }
        let variants = classes[best]
        return variants.count == 1 ? variants.lowerBound : reader.bestVariant(variants)
    }
}

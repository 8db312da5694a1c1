/// Tags sentences from left to right, each label decided once (greedy). One a line of work: it holds scratch memory.
final class PerceptronDecoder {
    private let tables: PerceptronTables
    private var sketches: [TokenSketch] = []
    private var scores: [Int32]

    init(_ tables: PerceptronTables, tagCount: Int) {
        self.tables = tables
        scores = Array(repeating: 0, count: tagCount)
    }

    /// The labels of a sentence.
    ///
    /// - Parameters:
    ///   - count: the number of tokens.
    ///   - form: gives the bytes of a token.
    ///   - result: called for each token in order with the number of its label.
    func tag(count: Int, form: (Int) -> UnsafeBufferPointer<UInt8>, result: (Int, Int) -> Void) {
        sketches.removeAll(keepingCapacity: true)
        sketches += [.edge, .edge]
        for index in 0..<count {
            var token = TokenSketch(form(index))
            token.wordClass = UInt64(tables.wordClass(of: token))
            token.clusters = UInt64(tables.clusters[WordClusters.key(token)] ?? 0)
            sketches.append(token)
        }
        sketches += [.edge, .edge]
        var previous = 0
        var older = 0
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: PerceptronFeatures.capacity) { buffer in
            var features = PerceptronFeatures(buffer)
            for index in 0..<count {
                let label = decide(index + 2, previous, older, &features)
                result(index, label)
                older = previous
                previous = label + 1
            }
        }
    }

    private func decide(_ index: Int, _ previous: Int, _ older: Int, _ features: inout PerceptronFeatures) -> Int {
        let (candidates, isClosed) = tables.labels(ofClass: Int(sketches[index].wordClass))
        if isClosed, candidates.count == 1, let only = candidates.first { return Int(only) }
        sketches.withUnsafeBufferPointer { features.extract($0, at: index, previous: previous, older: older) }
        return scores.withUnsafeMutableBufferPointer { scores in
            scores.update(repeating: 0)
            tables.add(features.values, to: scores)
            return isClosed ? Self.best(scores, among: candidates) : Self.best(scores)
        }
    }

    private static func best(_ scores: UnsafeMutableBufferPointer<Int32>) -> Int {
        var best = 0
        for label in 1..<scores.count where scores[label] > scores[best] { best = label }
        return best
    }

    private static func best(
        _ scores: UnsafeMutableBufferPointer<Int32>, among candidates: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Int {
        var best = Int(candidates.first ?? 0)
        for label in candidates where scores[Int(label)] > scores[best] { best = Int(label) }
        return best
    }
}

extension PerceptronTables {
    /// The dictionary's class of a word, by its form and else by its lower-cased form; 0 for an unknown word.
    @inline(__always)
    func wordClass(of token: TokenSketch) -> UInt16 {
        words[FeatureHash.mix(token.form)] ?? words[FeatureHash.mix(token.lower &+ 1)] ?? 0
    }

    /// Adds the weights of all features.
    ///
    /// In three passes, each a loop of loads that do not wait for each other: the tables are larger than the near
    /// caches, and one feature at a time would wait for memory three times over.
    @inline(__always)
    func add(_ hashes: UnsafeBufferPointer<UInt64>, to scores: UnsafeMutableBufferPointer<Int32>) {
        withUnsafeTemporaryAllocation(of: Int.self, capacity: PerceptronFeatures.capacity) { found in
            let count = features.find(hashes, found)
            for index in 0..<count { found[index] = Int(features.all[found[index]]) }
            for index in 0..<count { add(row: found[index], to: scores) }
        }
    }

    @inline(__always)
    private func add(row: Int, to scores: UnsafeMutableBufferPointer<Int32>) {
        let end = row + 1 + 2 * Int(rows[row])
        var index = row + 1
        while index < end {
            scores[Int(rows[index])] &+= Int32(Int8(bitPattern: rows[index + 1]))
            index += 2
        }
    }
}

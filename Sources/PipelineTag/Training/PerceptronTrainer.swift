/// Learns weights by the averaged perceptron (Collins, 2002): the greedy tagger tags each sentence, and where it errs
/// the weights of the features move towards the right label. The average of the weights over time is the model.
struct PerceptronTrainer {
    /// The weight of a label in the row of a feature.
    private struct Entry {
        var label: UInt8
        var weight: Float
        var total: Double
        var changed: Int32
    }

    private let labelCount: Int
    private let dictionary: TagDictionary
    private let clusters: [UInt64: UInt32]
    private var rows: [UInt64: Int] = [:]
    private var entries: [[Entry]] = []
    private var seenOnce: Set<UInt64> = []
    private var scores: [Float]
    private var time: Int32 = 0

    init(labelCount: Int, dictionary: TagDictionary, clusters: [UInt64: UInt32]) {
        self.clusters = clusters
        self.labelCount = labelCount
        self.dictionary = dictionary
        scores = Array(repeating: 0, count: labelCount)
    }

    /// Goes through the data.
    mutating func train(
        _ sentences: [[(sketch: TokenSketch, label: Int)]], options: TaggerTraining.Options,
        progress: (Int, Double) -> Void
    ) {
        var generator = TrainingGenerator(state: options.seed)
        var order = Array(sentences.indices)
        let words = sentences.reduce(0) { $0 + $1.count }
        for round in 1...max(1, options.rounds) {
            order.shuffle(using: &generator)
            var right = 0
            for index in order { right += train(sentences[index]) }
            progress(round, Double(right) / Double(max(1, words)))
        }
    }

    /// Learns from one sentence.
    ///
    /// - Returns: how many of its words were guessed right.
    private mutating func train(_ sentence: [(sketch: TokenSketch, label: Int)]) -> Int {
        var sketches: [TokenSketch] = [.edge, .edge]
        for (sketch, _) in sentence {
            var sketch = sketch
            sketch.wordClass = UInt64(dictionary.wordClass(of: sketch))
            sketch.clusters = UInt64(clusters[WordClusters.key(sketch)] ?? 0)
            sketches.append(sketch)
        }
        sketches += [.edge, .edge]
        var right = 0
        var (previous, older) = (0, 0)
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: TaggerFeatures.capacity) { buffer in
            var features = TaggerFeatures(buffer)
            for (index, (_, label)) in sentence.enumerated() {
                let entry = dictionary.classes[Int(sketches[index + 2].wordClass)]
                var guess = Int(entry.labels.first ?? 0)
                if !entry.isClosed || entry.labels.count > 1 {
                    sketches.withUnsafeBufferPointer {
                        features.extract($0, at: index + 2, previous: previous, older: older)
                    }
                    guess = learn(features.values, label, entry)
                }
                if guess == label { right += 1 }
                (previous, older) = (guess + 1, previous)
            }
        }
        return right
    }

    private mutating func learn(
        _ features: UnsafeBufferPointer<UInt64>, _ label: Int, _ candidates: (labels: [UInt8], isClosed: Bool)
    ) -> Int {
        time += 1
        for index in scores.indices { scores[index] = 0 }
        for feature in features {
            guard let row = rows[feature] else { continue }
            for entry in entries[row] { scores[Int(entry.label)] += entry.weight }
        }
        var guess = Int(candidates.labels.first ?? 0)
        if candidates.isClosed {
            for other in candidates.labels where scores[Int(other)] > scores[guess] { guess = Int(other) }
        } else {
            for other in 0..<labelCount where scores[other] > scores[guess] { guess = other }
        }
        if guess != label {
            for feature in features {
                guard let row = row(of: feature) else { continue }
                add(1, label, row)
                add(-1, guess, row)
            }
        }
        return guess
    }

    /// The row of a feature, which is made when the feature takes part in a second mistake: most that do so once only
    /// fit the data too closely.
    private mutating func row(of feature: UInt64) -> Int? {
        if let row = rows[feature] { return row }
        if seenOnce.insert(feature).inserted { return nil }
        rows[feature] = entries.count
        entries.append([])
        return entries.count - 1
    }

    private mutating func add(_ amount: Float, _ label: Int, _ row: Int) {
        guard let index = entries[row].firstIndex(where: { $0.label == label }) else {
            entries[row].append(Entry(label: UInt8(label), weight: amount, total: 0, changed: time))
            return
        }
        let entry = entries[row][index]
        entries[row][index].total += Double(entry.weight) * Double(time - entry.changed)
        entries[row][index].weight += amount
        entries[row][index].changed = time
    }

    /// The average weights as signed bytes by feature, without those that are too small to matter.
    func averagedWeights(pruning: Double) -> [(feature: UInt64, weights: [(label: UInt8, weight: Int8)])] {
        func average(_ entry: Entry) -> Double {
            (entry.total + Double(entry.weight) * Double(time - entry.changed)) / Double(max(1, time))
        }
        let sizes = entries.joined().map { abs(average($0)) }.sorted()
        // A few outliers may saturate, so that the others keep their precision.
        let largest = sizes.isEmpty ? 1 : sizes[min(sizes.count - 1, sizes.count * 9999 / 10000)]
        return rows.sorted { $0.key < $1.key }.compactMap { feature, row in
            let weights = entries[row].compactMap { entry -> (label: UInt8, weight: Int8)? in
                let value = average(entry) / largest
                guard abs(value) >= pruning else { return nil }
                let quantized = Int8(max(-127, min(127, (value * 127).rounded())))
                return quantized == 0 ? nil : (entry.label, quantized)
            }
            return weights.isEmpty ? nil : (feature, weights.sorted { $0.label < $1.label })
        }
    }
}

/// Orders the sentences, the same in every run (SplitMix64).
private struct TrainingGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

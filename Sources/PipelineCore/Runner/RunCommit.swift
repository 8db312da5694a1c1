/// How far a run has come: what was read and what was written because of it, in one record, so that the two never
/// disagree.
struct RunCommit: Sendable, Hashable {
    /// How many documents, in input order, have been dealt with.
    var documents = 0
    /// How many bytes of each output belong to them.
    var lengths: [Int]
    /// Where reading goes on, if the source can be told to go there.
    var position: InputPosition?
    /// What was counted.
    var summary = RunSummary()
    /// Whether all has been written and nothing is left to do.
    var isEnd = false

    /// A run that has done nothing yet.
    init(outputs: Int) { lengths = [Int](repeating: 0, count: outputs) }
}

extension RunCommit {
    /// The counts of a summary, by their names in the journal.
    private static var counts: [(String, WritableKeyPath<RunSummary, Int>)] {
        [
            ("read", \.read), ("written", \.written), ("dropped", \.dropped), ("kept", \.kept), ("failed", \.failed),
            ("repaired", \.repaired), ("bytes", \.bytes), ("input", \.inputBytes), ("summarized", \.summarized),
        ]
    }

    var value: Value {
        var counts = Value.Object()
        for (name, path) in Self.counts { counts[name] = .integer(Int64(summary[keyPath: path])) }
        var object: Value.Object = [
            "documents": .integer(Int64(documents)), "lengths": .array(lengths.map { .integer(Int64($0)) }),
            "counts": .object(counts), "end": .boolean(isEnd),
        ]
        if let position { object["position"] = position.value }
        return .object(object)
    }

    /// The commit that a value tells; `nil` when it tells none.
    init?(_ value: Value, outputs: Int) {
        func number(_ value: Value?) -> Int? { value?.integer.flatMap { $0 >= 0 ? Int(exactly: $0) : nil } }
        guard let object = value.object, let documents = number(object["documents"]),
            let lengths = object["lengths"]?.array?.compactMap(number), lengths.count == outputs,
            let counts = object["counts"]?.object, let isEnd = object["end"]?.boolean
        else { return nil }
        self.documents = documents
        self.lengths = lengths
        self.isEnd = isEnd
        position = InputPosition(object["position"])
        for (name, path) in Self.counts { summary[keyPath: path] = number(counts[name]) ?? 0 }
        summary.resumed = documents
        summary.resumedBytes = summary.inputBytes
    }
}

/// What a run is made of: it may go on only while this is the same.
struct RunIdentity {
    /// So many inputs are told one by one.
    private static let namedInputs = 1000

    /// Names of parts with what they are: a value that can be shown, or an array of values that cannot.
    var parts: Value.Object
    /// How many bytes there are to read, as far as known.
    private(set) var inputSize = 0

    /// - Parameter inputs: the files that are read.
    init(_ runner: Runner, inputs: [String]) throws {
        parts = runner.identity
        parts["limit"] = runner.limit.map { .integer(Int64($0)) }
        parts["largest document"] = .integer(Int64(runner.largestDocument))
        for (index, writer) in runner.writers.enumerated() { parts["output \(index + 1)"] = .string(writer.path) }
        var others = ContentHash()
        for (index, input) in inputs.enumerated() {
            let status = try runner.files.status(input)
            inputSize += status?.size ?? 0
            let state = [status?.size ?? -1, Int(status?.changed ?? -1)]
            if index < Self.namedInputs {
                parts["input \(input)"] = .array(state.map { .integer(Int64($0)) })
            } else {
                others.add(Array("\(input)\0\(state)".utf8))
            }
        }
        if inputs.count > Self.namedInputs {
            parts["the list of inputs after the first \(Self.namedInputs)"] = [
                .integer(Int64(inputs.count)), .string(others.description),
            ]
        }
    }

    /// What has changed since an earlier run, in words; empty when nothing has.
    func changes(since earlier: Value.Object) -> [String] {
        var changes: [String] = []
        for entry in earlier.entries where parts[entry.key] != entry.value {
            switch (entry.value, parts[entry.key]) {
            case (_, nil): changes.append("\(entry.key) is no longer part of it")
            case (.array, _), (_, .array?): changes.append("\(entry.key) has changed")
            case (let old, let new?): changes.append("\(entry.key) was \(old.json) and is \(new.json)")
            }
        }
        for entry in parts.entries where earlier[entry.key] == nil { changes.append("\(entry.key) is new") }
        return changes
    }
}

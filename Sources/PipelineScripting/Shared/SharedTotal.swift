internal import PipelineCore

/// What one shared value comes to: of one document while its stage works on it, of the run where all is folded.
///
/// What a document comes to is the same on any worker, and documents are folded in input order, so the result is the
/// same in every run, sums of floating-point numbers and ties included.
struct SharedTotal: Sendable {
    private struct Entry {
        let number: Value
        let key: String

        /// The greater number first, then the key by its bytes.
        func comes(before other: Entry) -> Bool {
            if SharedTotal.isLess(other.number, number) { return true }
            if SharedTotal.isLess(number, other.number) { return false }
            return SharedTotal.isLess(key, other.key)
        }
    }

    private let kind: SharedDeclaration.Kind
    private let size: Int
    private var names = Value.Object()
    private var entries: [Entry] = []
    private var number: Value?
    private var count: Int64 = 0

    init(_ declaration: SharedDeclaration) {
        kind = declaration.kind
        size = declaration.size
    }

    /// Counts a key of a counter, or puts a string into a set.
    mutating func add(_ key: String, count: Int64 = 1) {
        let sum = (names[key]?.integer ?? 0).addingReportingOverflow(count)
        names[key] = .integer(sum.overflow ? (count > 0 ? .max : .min) : sum.partialValue)
    }

    /// Takes in a number, with its key for a top list.
    mutating func add(_ value: Value, key: String = "") {
        switch kind {
        case .top: insert(Entry(number: value, key: key))
        case .sum, .mean:
            number = number.map { Self.sum($0, value) } ?? value
            count += 1
        case .min: number = number.map { Self.isLess(value, $0) ? value : $0 } ?? value
        case .max: number = number.map { Self.isLess($0, value) ? value : $0 } ?? value
        case .counter, .set: break
        }
    }

    /// Equal entries stay in the order in which they came.
    private mutating func insert(_ entry: Entry) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entry.comes(before: entries[middle]) { high = middle } else { low = middle + 1 }
        }
        guard low < size else { return }
        entries.insert(entry, at: low)
        if entries.count > size { entries.removeLast() }
    }

    private static func sum(_ left: Value, _ right: Value) -> Value {
        if case (.integer(let left), .integer(let right)) = (left, right) {
            let sum = left.addingReportingOverflow(right)
            if !sum.overflow { return .integer(sum.partialValue) }
        }
        return .number((left.double ?? 0) + (right.double ?? 0))
    }

    private static func isLess(_ left: Value, _ right: Value) -> Bool {
        if case (.integer(let left), .integer(let right)) = (left, right) { return left < right }
        return (left.double ?? 0) < (right.double ?? 0)
    }

    /// Swift orders strings by what they look like; two spellings of a letter must not be one here.
    private static func isLess(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}

// MARK: - As plain values

extension SharedTotal {
    /// All that is in it, to be folded into another total of the same declaration; null when nothing has been added.
    var content: Value {
        switch kind {
        case .counter, .set: names.isEmpty ? .null : .object(names)
        case .top: entries.isEmpty ? .null : .array(entries.map { [$0.number, .string($0.key)] })
        case .sum, .mean: number.map { [$0, .integer(count)] } ?? .null
        case .min, .max: number ?? .null
        }
    }

    /// Folds the content of a later total in.
    mutating func fold(_ content: Value) {
        switch (kind, content) {
        case (.counter, .object(let object)):
            for entry in object.entries { add(entry.key, count: entry.value.integer ?? 0) }
        case (.set, .object(let object)):
            for entry in object.entries { names[entry.key] = entry.value }
        case (.top, .array(let list)):
            for case .array(let entry) in list where entry.count == 2 { add(entry[0], key: entry[1].string ?? "") }
        case (.sum, .array(let pair)), (.mean, .array(let pair)):
            guard pair.count == 2 else { return }
            add(pair[0])
            count += (pair[1].integer ?? 1) - 1
        case (.min, .integer), (.min, .number), (.max, .integer), (.max, .number): add(content)
        default: break
        }
    }

    /// What `finish` and the summary are given: lists, because objects have no order in Lua.
    var result: Value {
        switch kind {
        case .counter:
            let counts = names.entries.map { (key: $0.key, count: $0.value.integer ?? 0) }
            let sorted = counts.sorted { $0.count != $1.count ? $0.count > $1.count : Self.isLess($0.key, $1.key) }
            return .array(sorted.map { ["key": .string($0.key), "count": .integer($0.count)] })
        case .set: return .array(names.keys.sorted(by: Self.isLess).map { .string($0) })
        case .top: return .array(entries.map { ["key": .string($0.key), "number": $0.number] })
        case .sum: return number ?? 0
        case .mean: return number?.double.map { .number($0 / Double(count)) } ?? .null
        case .min, .max: return number ?? .null
        }
    }
}

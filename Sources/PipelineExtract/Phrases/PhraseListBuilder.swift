internal import PipelineCore

/// Collects phrases and writes them as ``PhraseFormat`` says.
struct PhraseListBuilder {
    /// Thrown when a list is larger than the form can hold.
    struct TooLarge: Error {}

    private let match: PhraseList.Match
    private let split: @Sendable (String) -> [String]
    private var words = ByteTable(capacity: 1024)
    /// The word numbers of all phrases, one phrase after the other.
    private var paths: [UInt32] = []
    private var pathStarts: [UInt32] = [0]
    private var entryOfPath: [UInt32] = []
    private var entryCount: UInt32 = 0
    private var strings = ByteTable(capacity: 1024)
    /// For each column its cells as far as an entry had one.
    private var cells: [[UInt32]] = []
    private var columns: [String] = []
    private var columnNumbers: [String: Int] = [:]
    private var hasAllLabels = true
    private var byteCount = 0

    init(match: PhraseList.Match, split: @escaping @Sendable (String) -> [String]) {
        self.match = match
        self.split = split
    }

    /// Adds an entry.
    ///
    /// - Returns: the phrases of it that have no word.
    @discardableResult
    mutating func add(_ entry: PhraseEntry) -> [String] {
        guard !isTooLarge else { return [] }
        let empty = ([entry.phrase] + entry.aliases).filter { !addPath($0) }
        if let id = entry.id ?? (entry.aliases.isEmpty ? nil : entry.phrase) { set(PhraseColumns.idName, .string(id)) }
        if let label = entry.label { set(PhraseColumns.labelName, .string(label)) } else { hasAllLabels = false }
        for attribute in entry.attributes.entries where attribute.value != .null {
            set(attribute.key, attribute.value)
        }
        entryCount += 1
        return empty
    }

    private mutating func addPath(_ phrase: String) -> Bool {
        let count = paths.count
        for word in split(phrase) where !word.isEmpty { paths.append(words.insert(match.key(of: word))) }
        guard paths.count > count else { return false }
        pathStarts.append(UInt32(truncatingIfNeeded: paths.count))
        entryOfPath.append(entryCount)
        byteCount += phrase.utf8.count
        return true
    }

    private mutating func set(_ column: String, _ value: Value) {
        var number = columnNumbers[column]
        if number == nil {
            columnNumbers[column] = columns.count
            number = columns.count
            columns.append(column)
            cells.append([])
        }
        guard let number else { return }
        var writer = JSONWriter()
        writer.write(value)
        byteCount += writer.bytes.count
        cells[number].append(contentsOf: repeatElement(0, count: Int(entryCount) - cells[number].count))
        cells[number].append(writer.bytes.withUnsafeBufferPointer { strings.insert($0) })
    }

    /// Offsets into words and strings have 32 bits. Neither has more bytes than what was put in, some letters being
    /// longer in lower case.
    private var isTooLarge: Bool { byteCount > 1 << 31 || paths.count > 1 << 31 || entryCount > 1 << 31 }

    /// The list as bytes.
    func build() throws(TooLarge) -> [UInt8] {
        guard !isTooLarge else { throw TooLarge() }
        let trie = PhraseTrieBuilder(paths: paths, starts: pathStarts, wordCount: words.count)
        var strings = self.strings
        let names = columns.map { strings.insert($0) }
        var counts = PhraseFormat.Counts()
        counts.distinct = trie.distinct
        counts.phrases = UInt32(trie.order.count)
        counts.entries = entryCount
        counts.columns = UInt32(columns.count)
        counts.hasAllLabels = hasAllLabels && entryCount > 0
        return PhraseFormat.encode(
            match, counts,
            [
                .wordBytes: words.allBytes, .wordStarts: Self.bytes(words.allStarts), .wordSlots: wordSlots(),
                .roots: Self.bytes(trie.roots), .nodes: Self.bytes(trie.records),
                .entries: Self.bytes(trie.order.map { entryOfPath[Int($0)] }), .filter: Self.bytes(trie.filter()),
                .edges: Self.bytes(trie.edges()),
                .cells: rows(), .columns: Self.bytes(names), .stringBytes: strings.allBytes,
                .stringStarts: Self.bytes(strings.allStarts),
            ])
    }

    /// At most two thirds of the slots are taken.
    private func wordSlots() -> [UInt8] {
        var size = 8
        while size * 2 < words.count * 3 { size *= 2 }
        var slots = [UInt64](repeating: 0, count: size)
        words.forEach { number, utf8 in
            let hash = ByteTable.hash(utf8)
            var slot = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number)
        }
        return Self.bytes(slots)
    }

    /// The cells entry by entry.
    private func rows() -> [UInt8] {
        var rows = [UInt32](repeating: 0, count: Int(entryCount) * columns.count)
        for (column, cells) in cells.enumerated() {
            for (entry, cell) in cells.enumerated() { rows[entry * columns.count + column] = cell }
        }
        return Self.bytes(rows)
    }

    private static func bytes<Number: FixedWidthInteger>(_ numbers: [Number]) -> [UInt8] {
        #if _endian(little)
            numbers.withUnsafeBytes { Array($0) }
        #else
            numbers.map(\.littleEndian).withUnsafeBytes { Array($0) }
        #endif
    }
}

/// The trie of some paths, as ``PhraseFormat`` keeps it: nodes by their depth, the children of a node side by side.
struct PhraseTrieBuilder {
    /// For each word the node behind the root.
    private(set) var roots: [UInt32]
    private(set) var labels: [UInt32] = [0]
    private(set) var nodes: [UInt32] = []
    /// The paths in the order of the nodes at which they end.
    private(set) var order: [UInt32] = []
    /// How many different paths there are.
    private(set) var distinct: UInt32 = 0
    private let paths: [UInt32]
    private let starts: [UInt32]

    init(paths: [UInt32], starts: [UInt32], wordCount: Int) {
        self.paths = paths
        self.starts = starts
        roots = [UInt32](repeating: 0, count: wordCount)
        build(Self.sorted(paths, starts))
    }

    /// Paths by their words, shorter before longer, equal ones in the order in which they came.
    private static func sorted(_ paths: [UInt32], _ starts: [UInt32]) -> [UInt32] {
        paths.withUnsafeBufferPointer { paths in
            starts.withUnsafeBufferPointer { starts in
                func word(_ path: Int, _ index: Int) -> UInt32? {
                    let position = Int(starts[path]) + index
                    return position < Int(starts[path + 1]) ? paths[position] : nil
                }
                // The first two words decide nearly always.
                var keys = (0..<starts.count - 1).map { path in
                    (key: UInt64(word(path, 0) ?? 0) << 32 | UInt64(word(path, 1) ?? 0), path: UInt32(path))
                }
                keys.sort { left, right in
                    if left.key != right.key { return left.key < right.key }
                    var index = 2
                    while true {
                        switch (word(Int(left.path), index), word(Int(right.path), index)) {
                        case (nil, nil): return left.path < right.path
                        case (nil, _): return true
                        case (_, nil): return false
                        case (let left?, let right?): if left != right { return left < right }
                        }
                        index += 1
                    }
                }
                return keys.map(\.path)
            }
        }
    }

    /// Goes through the nodes by depth. A node is a run of sorted paths that begin alike.
    private mutating func build(_ sorted: [UInt32]) {
        var runs: [(range: Range<Int>, depth: Int)] = [(0..<sorted.count, 0)]
        var next = 0
        while next < runs.count {
            let (range, depth) = runs[next]
            nodes += [UInt32(labels.count), UInt32(order.count)]
            var index = range.lowerBound
            while index < range.upperBound, count(sorted[index]) == depth {
                order.append(sorted[index])
                index += 1
            }
            if index > range.lowerBound { distinct += 1 }
            while index < range.upperBound {
                let label = paths[Int(starts[Int(sorted[index])]) + depth]
                let first = index
                while index < range.upperBound, paths[Int(starts[Int(sorted[index])]) + depth] == label { index += 1 }
                if depth == 0 { roots[Int(label)] = UInt32(labels.count) }
                labels.append(label)
                runs.append((first..<index, depth + 1))
            }
            next += 1
        }
        nodes += [UInt32(labels.count), UInt32(order.count)]
    }

    /// The nodes as the form keeps them.
    var records: [UInt32] {
        var records: [UInt32] = []
        records.reserveCapacity(3 * labels.count + 3)
        for node in labels.indices {
            records.append(labels[node])
            records.append(nodes[2 * node])
            records.append(nodes[2 * node + 1])
        }
        return records + [0, nodes[2 * labels.count], nodes[2 * labels.count + 1]]
    }

    private func count(_ path: UInt32) -> Int { Int(starts[Int(path) + 1] - starts[Int(path)]) }

    /// Two bits for each step from a node but the root, in eight bits or more a step.
    func filter() -> [UInt64] {
        var size = 8
        while size * 8 < labels.count { size *= 2 }
        var filter = [UInt64](repeating: 0, count: size)
        forEachEdge { _, hash in
            let (slot, bits) = PhraseTrie.filterPlace(hash, mask: size - 1)
            filter[slot] |= bits
        }
        return filter
    }

    /// The nodes that are no child of the root by the step that leads to them. At most two thirds of the slots are taken.
    func edges() -> [UInt32] {
        var size = 8
        while size * 2 < labels.count * 3 { size *= 2 }
        var edges = [UInt32](repeating: 0, count: size)
        forEachEdge { child, hash in
            var slot = PhraseTrie.edgePlace(hash, mask: size - 1)
            while edges[slot] != 0 { slot = (slot + 1) & (size - 1) }
            edges[slot] = UInt32(child)
        }
        return edges
    }

    private func forEachEdge(_ body: (Int, UInt64) -> Void) {
        for node in 1..<max(1, labels.count) {
            for child in Int(nodes[2 * node])..<Int(nodes[2 * node + 2]) {
                body(child, PhraseTrie.edgeHash(UInt32(node), labels[child]))
            }
        }
    }
}

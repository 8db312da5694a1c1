internal import PipelineCore

/// The lines of a treebank file, in blocks that are documents.
struct DocumentBlocks {
    struct Block: Sendable {
        /// The line on which it begins.
        let line: Int
        let lines: [String]
        /// How many bytes it has. The lines of one that is too large are not held.
        let size: Int
    }

    private var lines: LineSource
    private let begins: @Sendable (String) -> Bool
    private var pending: String?
    private let largest: Int

    /// - Parameter begins: whether a line is the first of a document.
    init(
        _ source: any ByteSource, largest: Int = .max, begins: @escaping @Sendable (String) -> Bool
    ) {
        lines = LineSource(source, largest: largest)
        self.largest = largest
        self.begins = begins
    }

    /// The next block that has lines.
    ///
    /// - Throws: ``PipelineError`` when the source cannot be read.
    mutating func next() throws(PipelineError) -> Block? {
        var block: [String] = []
        var size = pending?.utf8.count ?? 0
        if let pending { block.append(pending) }
        let first = pending == nil ? lines.number + 1 : lines.number
        pending = nil
        while let bytes = try lines.next() {
            let line = String(decoding: bytes, as: UTF8.self)
            if begins(line), size > largest || block.contains(where: { !$0.isEmpty }) {
                pending = line
                return Block(line: first, lines: block, size: size)
            }
            size += lines.size
            if size > largest { block = [] } else { block.append(line) }
        }
        if size > largest { return Block(line: first, lines: [], size: size) }
        return block.allSatisfy(\.isEmpty) ? nil : Block(line: first, lines: block, size: size)
    }
}

internal import PipelineCore

/// The distinct texts of tokens, numbered: what all pattern stages of a worker begin with. A document's tokens are looked
/// up once, however many stages ask for them.
///
/// Cost: a hash a token. The texts are kept from document to document within a bound.
final class TokenForms {
    private final class Owner: Sendable {}

    private static let owner = Owner()

    private let maximumFootprint: Int
    private(set) var table = ByteTable()
    /// The number of each token's text.
    private(set) var numbers: [UInt32] = []
    /// Grows whenever the table has been emptied.
    private(set) var generation = 0
    /// The text and the tokens that have been looked up. Held on to, so that another document cannot have
    /// its arrays at the same place.
    private var bytes: [UInt8] = []
    private var starts: [UInt32] = []
    private var ends: [UInt32] = []

    init(maximumFootprint: Int = 8 << 20) { self.maximumFootprint = maximumFootprint }

    /// The forms that the stages of a worker share.
    static func shared(by worker: Worker) -> TokenForms {
        worker.object(for: owner) { TokenForms() }
    }

    /// Looks up the tokens of a document, unless it is the last one again.
    func load(_ document: Document) {
        let tokens = document.tokens
        if Self.isSame(starts, tokens.starts), Self.isSame(ends, tokens.ends), Self.isSame(bytes, document.text.bytes) {
            return
        }
        if table.footprint > maximumFootprint {
            table = ByteTable()
            generation += 1
        }
        (bytes, starts, ends) = (document.text.bytes, tokens.starts, tokens.ends)
        Self.lookUp(bytes, starts, ends, &table, &numbers)
    }

    /// One access to the table for all tokens: each access to a stored property of a class is checked.
    private static func lookUp(
        _ bytes: [UInt8], _ starts: [UInt32], _ ends: [UInt32], _ table: inout ByteTable, _ numbers: inout [UInt32]
    ) {
        numbers.removeAll(keepingCapacity: true)
        numbers.append(contentsOf: repeatElement(0, count: starts.count))
        bytes.withUnsafeBufferPointer { bytes in
            starts.withUnsafeBufferPointer { starts in
                ends.withUnsafeBufferPointer { ends in
                    numbers.withUnsafeMutableBufferPointer { table.insert(from: bytes, starts, ends, into: $0) }
                }
            }
        }
    }

    /// Whether two arrays are one in memory.
    private static func isSame<Element>(_ left: [Element], _ right: [Element]) -> Bool {
        left.count == right.count && !left.isEmpty
            && left.withUnsafeBufferPointer { left in
                right.withUnsafeBufferPointer { left.baseAddress == $0.baseAddress }
            }
    }
}

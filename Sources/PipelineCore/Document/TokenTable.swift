/// A token column whose values stages assign. Text, lower case, shape, length and flags follow from the text and are
/// not columns.
public enum TokenColumn: Hashable, Sendable {
    /// The normal form, where a tokenizer knows a better one than the lower-cased text ("n't" → "not").
    case norm
    /// The dictionary form.
    case lemma
    /// The universal part of speech.
    case upos
    /// The treebank's own part of speech.
    case xpos
    /// Morphological features, `Name=Value` joined by `|`.
    case feats
    /// A column that a user's stage declares.
    case custom(String)

    /// The column of a name as rules and records spell it.
    public init(_ name: String) {
        switch name {
        case "norm": self = .norm
        case "lemma": self = .lemma
        case "upos": self = .upos
        case "xpos": self = .xpos
        case "feats": self = .feats
        default: self = .custom(name)
        }
    }

    /// The name as rules and records spell it.
    public var name: String {
        switch self {
        case .norm: "norm"
        case .lemma: "lemma"
        case .upos: "upos"
        case .xpos: "xpos"
        case .feats: "feats"
        case .custom(let name): name
        }
    }

    /// The columns that every document may have.
    public static let standard: [TokenColumn] = [.norm, .lemma, .upos, .xpos, .feats]

    /// Where a standard column stands in ``standard``.
    fileprivate var position: Int {
        switch self {
        case .norm: 0
        case .lemma: 1
        case .upos: 2
        case .xpos: 3
        case .feats: 4
        case .custom: preconditionFailure("a custom column has no fixed place")
        }
    }
}

/// The tokens of a document as structure of arrays: one entry a token in each column, strings as symbols of the
/// document's ``StringTable``.
///
/// Tokens are in text order, not empty and do not overlap; ``append(_:)`` checks it.
public struct TokenTable: Sendable {
    /// Where each token starts, in UTF-8 bytes.
    public private(set) var starts: [UInt32] = []
    /// Where each token ends (half-open), in UTF-8 bytes.
    public private(set) var ends: [UInt32] = []
    /// The standard columns in the order of ``TokenColumn/standard``, empty where nothing was assigned.
    private var standard = [[Symbol]](repeating: [], count: TokenColumn.standard.count)
    private var custom: [String: [Symbol]] = [:]

    /// An empty table.
    public init() {}

    /// Tokens that a tokenizer has collected, all at once.
    ///
    /// - Precondition: as many starts as ends; each token is not empty and begins at or after the end of the one before.
    public init(starts: [UInt32], ends: [UInt32]) {
        precondition(starts.count == ends.count, "each token has a start and an end")
        var last: UInt32 = 0
        var isOrdered = true
        for (start, end) in zip(starts, ends) {
            if start < last || end <= start { isOrdered = false }
            last = end
        }
        precondition(isOrdered, "tokens are in order and not empty")
        self.starts = starts
        self.ends = ends
    }

    /// The number of tokens.
    public var count: Int { starts.count }

    /// Whether there are no tokens.
    public var isEmpty: Bool { starts.isEmpty }

    /// The bytes of the text that a token covers.
    public subscript(index: Int) -> Range<Int> {
        Int(starts[index])..<Int(ends[index])
    }

    /// Makes room for tokens to come.
    public mutating func reserveCapacity(_ capacity: Int) {
        starts.reserveCapacity(capacity)
        ends.reserveCapacity(capacity)
    }

    /// Adds a token at the end.
    ///
    /// - Precondition: the range is not empty and begins at or after the end of the last token. Columns that were
    ///   assigned before are taken away, as they no longer fit.
    public mutating func append(_ range: Range<Int>) {
        precondition(!range.isEmpty && range.lowerBound >= Int(ends.last ?? 0), "tokens are in order and not empty")
        starts.append(UInt32(range.lowerBound))
        ends.append(UInt32(range.upperBound))
        if hasColumns { removeColumns() }
    }

    /// The values of a column, one a token; `nil` while no stage has assigned it.
    public subscript(column: TokenColumn) -> [Symbol]? {
        let values = values(of: column)
        return values.isEmpty ? nil : values
    }

    /// The value of a column at a token, ``Symbol/none`` where none was assigned.
    public subscript(index: Int, column: TokenColumn) -> Symbol {
        let values = values(of: column)
        return values.isEmpty ? .none : values[index]
    }

    /// The columns that have been assigned, by name.
    public var assignedColumns: [TokenColumn] {
        let columns = TokenColumn.standard + custom.keys.map { .custom($0) }
        return columns.filter { !values(of: $0).isEmpty }.sorted { $0.name < $1.name }
    }

    /// Assigns a whole column.
    ///
    /// - Precondition: one symbol a token.
    public mutating func assign(_ symbols: [Symbol], to column: TokenColumn) {
        precondition(symbols.count == count, "a column has one value a token")
        if case .custom(let name) = column { custom[name] = symbols } else { standard[column.position] = symbols }
    }

    /// Assigns one token's value of a column, which is created when it is not there.
    public mutating func assign(_ symbol: Symbol, to column: TokenColumn, at index: Int) {
        if values(of: column).isEmpty { assign([Symbol](repeating: .none, count: count), to: column) }
        if case .custom(let name) = column {
            custom[name]?[index] = symbol
        } else {
            standard[column.position][index] = symbol
        }
    }

    private func values(of column: TokenColumn) -> [Symbol] {
        if case .custom(let name) = column { custom[name] ?? [] } else { standard[column.position] }
    }

    private var hasColumns: Bool { !custom.isEmpty || standard.contains { !$0.isEmpty } }

    private mutating func removeColumns() {
        standard = standard.map { _ in [] }
        custom = [:]
    }

    /// The tokens that lie wholly inside a byte range. Cost: two binary searches.
    public func indices(inside bytes: Range<Int>) -> Range<Int> {
        let first = partition(starts) { Int($0) >= bytes.lowerBound }
        let last = partition(ends) { Int($0) > bytes.upperBound }
        return first..<max(first, last)
    }

    /// The tokens that share a byte with a range; none for an empty one. Cost: two binary searches.
    public func indices(touching bytes: Range<Int>) -> Range<Int> {
        let first = partition(ends) { Int($0) > bytes.lowerBound }
        guard !bytes.isEmpty else { return first..<first }
        let last = partition(starts) { Int($0) >= bytes.upperBound }
        return first..<max(first, last)
    }

    /// The first index whose element satisfies the predicate, for elements that fail it first and satisfy it then.
    private func partition(_ elements: [UInt32], _ belongsToSecond: (UInt32) -> Bool) -> Int {
        var low = 0
        var high = elements.count
        while low < high {
            let middle = (low + high) / 2
            if belongsToSecond(elements[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

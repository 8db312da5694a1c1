/// A value in a definition: what a person wrote to configure a stage, a reader or a writer.
///
/// Unlike a ``Value`` it may hold functions, its tables may have positional and named entries at once, and it knows where
/// it is written.
public indirect enum Setting: Sendable {
    case value(Value)
    case table(Table)
    case function(ScriptFunction)

    /// A table as it stands in a definition.
    public struct Table: Sendable {
        /// The entries without a name, in order.
        public var items: [Setting]
        /// The entries with a name.
        public var fields: [String: Setting]
        /// Where the table or the call that took it is written, as far as known.
        public var location: SourceLocation?
        /// The directory against which relative paths in the table are resolved.
        public var directory: String
        /// Finds where a string of the table is written.
        public var sourceMap: SourceMap?

        /// A table.
        public init(
            items: [Setting] = [], fields: [String: Setting] = [:], location: SourceLocation? = nil,
            directory: String = ".", sourceMap: SourceMap? = nil
        ) {
            self.items = items
            self.fields = fields
            self.location = location
            self.directory = directory
            self.sourceMap = sourceMap
        }
    }

    /// The word for messages.
    public var kind: String {
        switch self {
        case .value(let value): value.kind
        case .table: "table"
        case .function: "function"
        }
    }

    /// The plain value, if it is one.
    public var value: Value? {
        if case .value(let value) = self { value } else { nil }
    }

    /// The string, if it is one.
    public var string: String? { value?.string }

    /// One string, or all entries of a list of nothing but strings.
    public var strings: [String]? {
        if let string { return [string] }
        guard let table, table.fields.isEmpty else { return nil }
        let strings = table.items.compactMap(\.string)
        return strings.count == table.items.count ? strings : nil
    }

    /// The table, if it is one.
    public var table: Table? {
        if case .table(let table) = self { table } else { nil }
    }

    /// The function, if it is one.
    public var function: ScriptFunction? {
        if case .function(let function) = self { function } else { nil }
    }
}

/// Finds where the string literals of a script stand, so that a message can point into a pattern.
public struct SourceMap: Sendable {
    /// A string literal of a file.
    public struct Literal: Sendable {
        /// The string that the literal stands for.
        public let content: String
        /// The bytes of the file between the delimiters.
        public let bytes: Range<Int>
        /// Whether the content stands in the file byte for byte, so that offsets carry over.
        public let isVerbatim: Bool

        package init(content: String, bytes: Range<Int>, isVerbatim: Bool) {
            self.content = content
            self.bytes = bytes
            self.isVerbatim = isVerbatim
        }
    }

    /// The file.
    public let file: SourceFile
    private let literals: [Literal]
    /// The positions of the literals with a content: rule files hold thousands.
    private let positions: [String: [Int]]

    package init(file: SourceFile, literals: [Literal]) {
        self.file = file
        self.literals = literals
        positions = Dictionary(grouping: literals.indices) { literals[$0].content }
    }

    /// Where a string is written: the first literal with that content, or the first one after the literal `anchor`
    /// (such as a rule's name), where that is known.
    public func literal(_ content: String, after anchor: String? = nil) -> Literal? {
        guard let found = positions[content] else { return nil }
        let start = anchor.flatMap { positions[$0]?.first } ?? 0
        return (found.first { $0 >= start } ?? found.first).map { literals[$0] }
    }

    /// Where a string is written that may stand in other places as well, such as the name of a rule: the literal with that
    /// content that is nearest to the first one with another content, such as the rule's pattern.
    public func literal(_ content: String, near other: String) -> Literal? {
        guard let found = positions[content] else { return nil }
        let place = positions[other]?.first ?? 0
        return found.min { abs($0 - place) < abs($1 - place) }.map { literals[$0] }
    }

    /// Where a key of a table is written: the first `name =` from a line on.
    public func key(_ name: String, from line: Int = 1) -> SourceLocation? {
        var number = max(1, line)
        while let text = file.line(number) {
            defer { number += 1 }
            for range in text.ranges(of: name) {
                let rest = text[range.upperBound...].drop { $0 == " " }
                let before = text[..<range.lowerBound].last
                guard rest.hasPrefix("="), !rest.hasPrefix("=="),
                    before.map({ !$0.isLetter && !$0.isNumber && $0 != "_" }) ?? true
                else { continue }
                let column = text[..<range.lowerBound].unicodeScalars.count + 1
                return SourceLocation(file: file.path, line: number, column: column, length: name.count)
            }
        }
        return nil
    }

    /// The place of a part of a string literal: bytes of its content, or the whole literal when offsets do not carry
    /// over.
    public func location(of part: Range<Int>? = nil, in literal: Literal) -> SourceLocation {
        guard let part, literal.isVerbatim else { return file.location(ofBytes: literal.bytes) }
        let start = literal.bytes.lowerBound + part.lowerBound
        return file.location(ofBytes: start..<max(start + 1, literal.bytes.lowerBound + part.upperBound))
    }
}

/// A place in a file that a person wrote: a definition, a rule file, a list.
public struct SourceLocation: Sendable, Hashable, CustomStringConvertible {
    /// The file, as it was named.
    public let file: String
    /// The line, counted from 1; `nil` when only the file is known.
    public let line: Int?
    /// The column in Unicode scalars, counted from 1; `nil` when only the line is known.
    public let column: Int?
    /// How many scalars the place is long, for the carets under it.
    public let length: Int

    /// A place.
    public init(file: String, line: Int? = nil, column: Int? = nil, length: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
        self.length = length
    }

    /// `file:line:column`, as far as known.
    public var description: String {
        [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
    }
}

internal import PipelineCore

/// The rows of delimited text, as RFC 4180 has it for commas, read leniently: a line may end with LF or CR LF, rows may
/// differ in length, and a quotation mark within an unquoted field is a character like any other.
struct DelimitedRows {
    struct Row {
        /// The line on which it begins.
        let line: Int
        /// The bytes as they came, without the end of the line.
        let bytes: [UInt8]
        let fields: [[UInt8]]
        /// How many bytes it has, also where they are too many to be held.
        var size = 0
    }

    private static let quote = UInt8(ascii: "\"")

    private var lines: LineSource
    private let delimiter: UInt8
    /// Whether fields may stand in quotation marks; in tab-separated values they are characters.
    private let hasQuotes: Bool
    private let file: String
    private let limits: ReadLimits

    /// - Parameter line: how many lines came before.
    init(
        _ source: any ByteSource, delimiter: UInt8, hasQuotes: Bool, file: String, limits: ReadLimits = ReadLimits(),
        after line: Int = 0
    ) {
        lines = LineSource(source, largest: limits.largest, after: line)
        self.limits = limits
        self.delimiter = delimiter
        self.hasQuotes = hasQuotes
        self.file = file
    }

    /// Where the next row begins; `nil` if the source cannot go there.
    var position: InputPosition? { lines.position }

    /// Goes on where a row began.
    ///
    /// - Throws: ``PipelineError`` when the source cannot be read.
    mutating func go(to position: InputPosition) throws(PipelineError) { try lines.go(to: position) }

    /// The next row that is not empty.
    ///
    /// - Throws: ``PipelineError`` when the source cannot be read, or ends within quotation marks.
    mutating func next() throws(PipelineError) -> Row? {
        while let line = try lines.next() {
            guard !line.isEmpty else { continue }
            let number = lines.number
            if lines.isTooLong { return Row(line: number, bytes: [], fields: [], size: lines.size) }
            guard hasQuotes, line.contains(Self.quote) else {
                let fields = line.split(separator: delimiter, omittingEmptySubsequences: false).map { Array($0) }
                return Row(line: number, bytes: line, fields: fields)
            }
            return try quotedRow(line, number)
        }
        return nil
    }

    private mutating func quotedRow(_ first: [UInt8], _ number: Int) throws(PipelineError) -> Row {
        var bytes = first
        var fields: [[UInt8]] = []
        var field: [UInt8] = []
        var position = 0
        while true {
            if position < bytes.count, bytes[position] == Self.quote {
                try takeQuoted(&field, &bytes, &position, number)
            }
            while position < bytes.count, bytes[position] != delimiter {
                field.append(bytes[position])
                position += 1
            }
            fields.append(field)
            field = []
            guard position < bytes.count else { return Row(line: number, bytes: bytes, fields: fields) }
            position += 1
        }
    }

    /// Takes a field up to the quotation mark that closes it; lines are added as long as there is none.
    private mutating func takeQuoted(
        _ field: inout [UInt8], _ bytes: inout [UInt8], _ position: inout Int, _ number: Int
    ) throws(PipelineError) {
        position += 1
        while true {
            if position == bytes.count {
                guard let line = try lines.next() else {
                    throw PipelineError(
                        .fileUnreadable, "a quotation mark is not closed before the end of \(file)",
                        location: SourceLocation(file: file, line: number))
                }
                bytes.append(UInt8(ascii: "\n"))
                bytes += line
                // Where the row ends is not known without all of it, which is more than may be held.
                if bytes.count > limits.largest { throw limits.error(bytes.count) }
            }
            let byte = bytes[position]
            position += 1
            if byte != Self.quote {
                field.append(byte)
            } else if position < bytes.count, bytes[position] == Self.quote {
                field.append(byte)
                position += 1
            } else {
                return
            }
        }
    }
}

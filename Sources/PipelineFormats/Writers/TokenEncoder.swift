internal import PipelineCore

/// Writes the tokens of a record as a JSON array: most of a record that has them.
///
/// A field, such as `,"upos":"NOUN"`, is made once a document for each value that occurs, and copied to every token that
/// has it. So is known how long the array can become, and it is written in one go. Cost: a copy of each byte.
struct TokenEncoder {
    private let document: Document
    private var columns: [Column] = []
    /// All fields, one behind the other.
    private var fields = JSONWriter()
    /// How many bytes the fields of all tokens have.
    private var size = 0

    private struct Column {
        let values: [Symbol]
        /// Where the field with a value stands, by the number of its symbol; nowhere while that has not occurred.
        var places: [Range<Int>]
    }

    init(_ document: Document) {
        self.document = document
        for column in document.tokens.assignedColumns { add(column) }
    }

    private mutating func add(_ name: TokenColumn) {
        guard let values = document.tokens[name] else { return }
        var key = JSONWriter([UInt8(ascii: ",")])
        key.write(name.name)
        key.raw(":")
        var column = Column(values: values, places: Array(repeating: 0..<0, count: document.strings.count))
        for symbol in values where !symbol.isNone {
            let index = Int(symbol.index)
            if column.places[index].isEmpty {
                let start = fields.bytes.count
                fields.bytes.append(contentsOf: key.bytes)
                document.strings.withBytes(of: symbol) { fields.write(utf8: $0) }
                column.places[index] = start..<fields.bytes.count
            }
            size += column.places[index].count
        }
        columns.append(column)
    }

    /// What a token has besides its fields: two keys, two numbers, three marks.
    private static let frame = 16 + 2 * TokenBytes.longestNumber + 3

    /// Adds the array, with offsets in the unit of a map of the text.
    func encode(_ offsets: OffsetMap, into record: inout [UInt8]) {
        record.append(addingCapacity: 2 + size + document.tokens.count * Self.frame) { span in
            span.withUnsafeMutableBufferPointer { buffer, count in
                guard let start = buffer.baseAddress else { return }
                var bytes = TokenBytes(end: start + count)
                write(OffsetMap.Walk(offsets), to: &bytes)
                count = bytes.end - start
            }
        }
    }

    private func write(_ offsets: OffsetMap.Walk, to bytes: inout TokenBytes) {
        var walk = offsets
        let tokens = document.tokens
        bytes.add("[")
        for index in 0..<tokens.count {
            bytes.add(index == 0 ? "{\"start\":" : ",{\"start\":")
            bytes.add(walk.offset(ofByte: Int(tokens.starts[index])))
            bytes.add(",\"end\":")
            bytes.add(walk.offset(ofByte: Int(tokens.ends[index])))
            addFields(of: index, to: &bytes)
            bytes.add("}")
        }
        bytes.add("]")
    }

    private func addFields(of token: Int, to bytes: inout TokenBytes) {
        fields.bytes.withUnsafeBufferPointer { fields in
            for column in columns {
                let place = column.places[Int(column.values[token].index)]
                if !place.isEmpty { bytes.add(UnsafeBufferPointer(rebasing: fields[place])) }
            }
        }
    }
}

/// Writes into memory that has room for all that will be written.
private struct TokenBytes {
    /// Offsets are less than 2³².
    static let longestNumber = 10

    /// Where the next byte goes.
    var end: UnsafeMutablePointer<UInt8>

    mutating func add(_ text: StaticString) {
        end.update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        end += text.utf8CodeUnitCount
    }

    mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        end.update(from: start, count: bytes.count)
        end += bytes.count
    }

    mutating func add(_ number: Int) {
        var (count, bound) = (1, 10)
        while number >= bound { (count, bound) = (count + 1, bound * 10) }
        var rest = UInt32(truncatingIfNeeded: number)
        for place in stride(from: count - 1, through: 0, by: -1) {
            end[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        end += count
    }
}

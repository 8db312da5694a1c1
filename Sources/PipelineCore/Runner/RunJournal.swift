/// A file that says how far a run is good: a header, then commits, each valid only behind all that went before.
///
/// A record is the number of its bytes and their checksum, 4 bytes each with the lowest first, and a JSON object. The
/// checksum begins with that of the record before. Reading ends at the first record that is not whole, which is where
/// the power went.
package final class RunJournal {
    /// What the journal of an earlier run says.
    package struct Content {
        package var header: Value.Object
        /// The last commit.
        package var commit: Value?
        /// How long the journal is up to the end of its last whole record.
        var length: Int
        /// Whether something stands behind that.
        var hasTail: Bool
        var checksum: UInt32
    }

    private let file: any WritableFile
    private var checksum: UInt32

    /// Reads a journal; `nil` when there is none, or none that begins as one.
    ///
    /// - Parameter body: is given each record behind the header.
    package static func read(
        _ path: String, from files: any FileSystem, _ body: (Value) -> Void = { _ in }
    ) throws -> Content? {
        let bytes = try files.read(path)
        var content: Content?
        var rest = bytes[...]
        var checksum: UInt32 = 0
        while let record = next(&rest, &checksum) {
            if content == nil {
                guard let header = record.object else { return nil }
                content = Content(header: header, length: 0, hasTail: false, checksum: 0)
            } else {
                body(record)
                content?.commit = record
            }
            content?.length = rest.startIndex
            content?.checksum = checksum
        }
        content?.hasTail = !rest.isEmpty
        return content
    }

    /// Begins a journal. When this returns, one that was there is gone whatever happens, and the name of the new one is
    /// safe. Its header is safe with the first record: until then nothing depends on it.
    package init(_ path: String, header: Value.Object, in files: any FileSystem) throws {
        if try files.status(path) != nil { try files.remove(path) }
        file = try files.open(path, emptied: true)
        let (bytes, checksum) = Self.frame(.object(header), after: 0)
        self.checksum = checksum
        try file.append(bytes)
        try files.syncDirectory(Path.directory(of: path))
    }

    /// Goes on with a journal, without what stands behind its last whole record.
    package init(_ path: String, after content: Content, in files: any FileSystem) throws {
        checksum = content.checksum
        file = try files.open(path, emptied: false)
        if content.hasTail {
            try file.truncate(to: content.length)
            try file.sync()
        }
    }

    /// Adds a record; it is safe when this returns.
    package func add(_ record: Value) throws {
        try append(record)
        try file.sync()
    }

    /// Adds a record; it is safe with the next one that is added.
    package func append(_ record: Value) throws {
        let (bytes, checksum) = Self.frame(record, after: checksum)
        try file.append(bytes)
        self.checksum = checksum
    }

    /// Closes the file.
    package func close() throws { try file.close() }

    private static func frame(_ record: Value, after previous: UInt32) -> (bytes: [UInt8], checksum: UInt32) {
        let body = Array(record.json.utf8)
        let size = number(UInt32(body.count))
        var checksum = Checksum(after: previous)
        checksum.add(size)
        checksum.add(body)
        return (size + number(checksum.value) + body, checksum.value)
    }

    private static func number(_ number: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
    }

    /// Takes the next record off; `nil`, and nothing taken, when it is not whole.
    private static func next(_ rest: inout ArraySlice<UInt8>, _ checksum: inout UInt32) -> Value? {
        func number(_ bytes: ArraySlice<UInt8>) -> UInt32 { bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) } }
        guard rest.count >= 8 else { return nil }
        let size = rest.prefix(4)
        let body = rest.dropFirst(8).prefix(Int(number(size)))
        // A disk that was not written to holds zeros, whose checksum is right.
        guard !body.isEmpty, body.count == number(size) else { return nil }
        var expected = Checksum(after: checksum)
        expected.add(size)
        expected.add(body)
        guard expected.value == number(rest.dropFirst(4).prefix(4)), let value = try? JSONParser.parse(body) else {
            return nil
        }
        checksum = expected.value
        rest = rest[body.endIndex...]
        return value
    }
}

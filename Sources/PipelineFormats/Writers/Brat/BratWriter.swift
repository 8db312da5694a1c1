public import PipelineCore

/// Writes the standoff format of brat into a folder: for each document a text file, and beside it one that ends in `.ann` and
/// says what is marked in it.
///
/// Files are called as documents are, `/` leads to folders, and a name that is taken gets `~2`, `~3`, …
/// Relations of two annotations become relations, those with a `trigger` or of more than two become events.
/// Offsets count Unicode scalars. The format has no layers and does not say who made what.
public struct BratWriter: StoreWriter {
    /// The folder.
    public let path: String
    /// The layers to write; `nil` for all.
    public let layers: [String]?
    /// What is done to files.
    package var files: any FileSystem = SystemFiles()

    /// A writer to a folder.
    public init(path: String, layers: [String]? = nil) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        self.layers = layers
    }

    /// `write.brat`
    public static let component = Component<any Writer>(
        name: "brat", summary: "brat: a folder of texts with a file of annotations (.ann) beside each",
        options: [
            Option(
                "path", .path, "a folder, which is made; one with files of others in it is refused", isRequired: true),
            Option("layers", .strings, "the layers of the annotations, all by default"),
        ],
        positional: "path"
    ) { options in
        let path = options.path("path") ?? "-"
        guard path != "-" else { throw options.error("the files of many documents do not fit one stream") }
        return BratWriter(path: path, layers: options.strings("layers"))
    }

    /// Opens the folder.
    ///
    /// - Throws: ``PipelineError`` when there are files in it that no run has written.
    public func open(anew: Bool) throws -> any RecordStore { try BratStore(path, anew: anew, in: files) }

    /// Adds a document's two files.
    public func encode(_ document: Document, into bytes: inout [UInt8]) {
        var standoff = BratStandoff(document, layers: layers)
        BratRecord(id: Array(document.id.utf8), text: document.text.bytes, annotations: standoff.encode()).append(
            to: &bytes)
    }
}

/// What becomes of a document, on its way from the workers to the one place that writes files.
struct BratRecord: Equatable {
    var id: [UInt8]
    var text: [UInt8]
    var annotations: [UInt8]

    /// Adds three lengths of eight bytes and what is so long.
    func append(to bytes: inout [UInt8]) {
        for part in [id, text, annotations] {
            withUnsafeBytes(of: UInt64(part.count).littleEndian) { bytes.append(contentsOf: $0) }
        }
        for part in [id, text, annotations] { bytes += part }
    }

    /// Takes the first off; `nil` when there is none.
    static func take(_ bytes: inout ArraySlice<UInt8>) -> BratRecord? {
        guard bytes.count >= 24 else { return nil }
        var parts: [Int] = []
        for start in stride(from: bytes.startIndex, to: bytes.startIndex + 24, by: 8) {
            parts.append(bytes[start..<start + 8].reversed().reduce(0) { $0 << 8 | Int($1) })
        }
        var rest = bytes.dropFirst(24)
        guard parts.allSatisfy({ (0...rest.count).contains($0) }), parts.reduce(0, +) <= rest.count else { return nil }
        func part(_ length: Int) -> [UInt8] {
            defer { rest = rest.dropFirst(length) }
            return Array(rest.prefix(length))
        }
        let record = BratRecord(id: part(parts[0]), text: part(parts[1]), annotations: part(parts[2]))
        bytes = rest
        return record
    }
}

public import PipelineCore

/// Reads the standoff format of brat: a text file, and beside it one that ends in `.ann` and says what is marked in it.
///
/// Text-bound annotations become annotations, one for each piece of a divided one that more than blanks divide; relations and events become relations, an event
/// with its trigger as `trigger`; attributes and notes become attributes. A text without a second file has no annotations.
public struct BratReader: Reader {
    /// Text files, folders (all `.txt` below them), patterns.
    public let paths: [String]
    /// The layer of the annotations.
    public let layer: String

    /// A reader of paths.
    public init(paths: [String], layer: String = "entities") {
        self.paths = paths
        self.layer = layer
    }

    private static let suffixes = [".txt"]

    /// `read.brat`
    public static let component = Component<any Reader>(
        name: "brat", summary: "brat: text files with a file of annotations (.ann) beside each",
        options: [
            Option("path", .strings, "text files, folders or patterns", isRequired: true),
            Option("layer", .string, "the layer of the annotations, \"entities\" by default"),
        ],
        positional: "path", suffixes: Self.suffixes
    ) { BratReader(paths: $0.inputs, layer: $0.string("layer") ?? "entities") }

    /// The layer, and relations.
    public var assigns: [Feature] { [.layer(layer), .relations] }

    /// Begins to read.
    public func open() throws -> any DocumentSource {
        FileDocuments(try InputFiles.expand(paths, suffixes: Self.suffixes)) { (file) throws(PipelineError) in
            try document(of: file)
        }
    }

    private func document(of file: InputFiles.File) throws(PipelineError) -> Document {
        let text = DocumentText(try file.open().readAll(file.limits))
        let document = Document(id: file.stem, source: file.source, text: text)
        let path = (file.path.hasSuffix(".txt") ? String(file.path.dropLast(4)) : file.path) + ".ann"
        guard InputFiles.exists(path) else { return document }
        var lines = LineSource(try InputFiles.File(path: path, stem: file.stem).open())
        var annotations = BratAnnotations(document, layer: layer)
        while let line = try lines.next() {
            do {
                try annotations.take(String(decoding: line, as: UTF8.self))
            } catch {
                throw PipelineError(
                    .documentUnreadable, error.message, location: SourceLocation(file: path, line: lines.number),
                    excerpt: "")
            }
        }
        return try annotations.finish(path)
    }
}

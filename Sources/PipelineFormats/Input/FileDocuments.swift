internal import PipelineCore

/// The documents of files, one file after the other. A file that cannot be read, or not to its end, is one failed document,
/// and the next file follows.
struct FileDocuments: DocumentSource {
    /// Gives the documents of one file one after the other; after an error nothing more is asked of it.
    typealias Cursor = () throws(PipelineError) -> RawDocument?

    let files: [String]
    private var rest: ArraySlice<InputFiles.File>
    private let open: (InputFiles.File) throws(PipelineError) -> Cursor
    private var current: (file: InputFiles.File, cursor: Cursor)?

    /// The documents that `open` finds in each file.
    init(_ files: [InputFiles.File], open: @escaping (InputFiles.File) throws(PipelineError) -> Cursor) {
        self.files = files.map(\.path)
        self.open = open
        rest = files[...]
    }

    /// One document a file. It is read by the workers.
    init(
        _ files: [InputFiles.File],
        each read: @escaping @Sendable (InputFiles.File) throws(PipelineError) -> Document
    ) {
        self.init(files) { (file) throws(PipelineError) in
            var isRead = false
            return { () throws(PipelineError) in
                defer { isRead = true }
                // Without a size it is read, and says itself why it cannot be.
                let size = file.path == "-" ? nil : (try? SystemFiles().status(file.path))?.size
                return isRead ? nil : RawDocument(name: file.path, size: size) { try read(file) }
            }
        }
    }

    mutating func next() -> RawDocument? {
        while true {
            if let raw = nextOfCurrent() { return raw }
            guard let file = rest.popFirst() else { return nil }
            do {
                current = (file, try open(file))
            } catch {
                return RawDocument(name: file.path) { throw error }
            }
        }
    }

    private mutating func nextOfCurrent() -> RawDocument? {
        guard let (file, cursor) = current else { return nil }
        do {
            if let raw = try cursor() { return raw }
            current = nil
            return nil
        } catch {
            current = nil
            return RawDocument(name: file.path) { throw error }
        }
    }
}

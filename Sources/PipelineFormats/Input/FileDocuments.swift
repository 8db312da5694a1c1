internal import PipelineCore

/// The documents of files, one file after the other. A file that cannot be read, or not to its end, is one failed document,
/// and the next file follows.
struct FileDocuments: DocumentSource {
    /// Gives the documents of one file one after the other; after an error nothing more is asked of it.
    typealias Cursor = () throws(PipelineError) -> RawDocument?
    /// Begins with a file, or goes on behind a document that came with that place.
    typealias Open = (InputFiles.File, InputPosition?) throws(PipelineError) -> Cursor

    let files: [String]
    private let all: [InputFiles.File]
    private let open: Open
    private var current: (file: InputFiles.File, cursor: Cursor)?
    /// What lies behind the last document. With no file at hand, the file that it names comes next.
    private var position = InputPosition()

    /// The documents that `open` finds in each file. A document whose cursor gives it a place, other than the beginning of
    /// the file, is one behind which `open` can be told to go on.
    init(_ files: [InputFiles.File], open: @escaping Open) {
        self.files = files.map(\.path)
        self.open = open
        all = files
    }

    /// The documents that `open` finds in each file, which is read from its beginning.
    init(_ files: [InputFiles.File], open: @escaping (InputFiles.File) throws(PipelineError) -> Cursor) {
        self.init(files) { (file, _) throws(PipelineError) in try open(file) }
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
            guard position.file < all.count else { return nil }
            let file = all[position.file]
            do {
                current = (file, try open(file, nil))
            } catch {
                return failed(file, error)
            }
        }
    }

    mutating func go(to position: InputPosition) throws(PipelineError) -> Bool {
        guard position.file <= all.count else { return false }
        current = nil
        if position.offset > 0, position.file < all.count {
            let file = all[position.file]
            current = (file, try open(file, position))
        }
        self.position = position
        self.position.documents = 0
        return true
    }

    private mutating func nextOfCurrent() -> RawDocument? {
        guard let (file, cursor) = current else { return nil }
        do {
            if let raw = try cursor() { return placed(raw) }
            leave()
            return nil
        } catch {
            return failed(file, error)
        }
    }

    private mutating func placed(_ raw: RawDocument) -> RawDocument {
        if let place = raw.position {
            position = InputPosition(file: position.file, offset: place.offset, count: place.count)
        } else {
            position.documents += 1
        }
        return raw.before(position)
    }

    private mutating func failed(_ file: InputFiles.File, _ error: PipelineError) -> RawDocument {
        leave()
        return RawDocument(name: file.path) { throw error }.before(position)
    }

    private mutating func leave() {
        current = nil
        position = InputPosition(file: position.file + 1)
    }
}

extension RawDocument {
    /// The same, with what lies behind it.
    func before(_ position: InputPosition?) -> RawDocument {
        var raw = self
        raw.position = position
        return raw
    }
}

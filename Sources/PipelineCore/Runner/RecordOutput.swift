/// Where the records of one writer go: a file that grows, or a store that counts for itself what it has.
enum RecordOutput {
    case file(OutputFile)
    case store(any RecordStore)

    /// Opens the output of a writer.
    ///
    /// - Parameters:
    ///   - length: how much of a file is good.
    ///   - documents: how many documents an earlier run has dealt with. A store may have more of them.
    init(_ writer: any Writer, in files: any FileSystem, keeping length: Int, of documents: Int) throws {
        if let writer = writer as? any StoreWriter {
            let store = try writer.open(anew: documents == 0)
            guard store.documents >= documents else {
                throw PipelineError(
                    .resumeRefused,
                    "\(writer.path) has \(store.documents) documents, and the run had written \(documents)",
                    remedy: "put the file back as it was, or begin anew with --force",
                    location: SourceLocation(file: writer.path))
            }
            self = .store(store)
        } else {
            let file = try OutputFile(path: writer.path, files: files, keeping: length)
            if length == 0 { try file.write(writer.prologue) }
            self = .file(file)
        }
    }

    var length: Int {
        switch self {
        case .file(let file): file.length
        case .store: 0
        }
    }

    var isStore: Bool {
        if case .store = self { true } else { false }
    }

    /// The folders in which names have come to be, for whoever makes them safe.
    func takeChangedFolders() -> [String] {
        if case .file(let file) = self { file.takeChangedFolders() } else { [] }
    }

    /// Writes what came of a document, unless it is there from an earlier run.
    func write(_ record: [UInt8], of document: Int) throws {
        switch self {
        case .file(let file): try file.write(record)
        case .store(let store): if document >= store.documents, !record.isEmpty { try store.write(record) }
        }
    }

    /// Makes safe what was written of so many documents.
    func sync(_ documents: Int) throws {
        switch self {
        case .file(let file): try file.sync()
        case .store(let store): if documents >= store.documents { try store.commit(documents: documents) }
        }
    }

    /// Writes what stands at the end.
    func finish(_ epilogue: [UInt8]) throws {
        switch self {
        case .file(let file):
            try file.write(epilogue)
            try file.flush()
        case .store(let store): try store.finish()
        }
    }

    /// Hands a file's content over to the system.
    func flush() throws {
        if case .file(let file) = self { try file.flush() }
    }

    /// Hands over what was written when somebody may be waiting for it.
    func flushIfStream() throws {
        if case .file(let file) = self { try file.flushIfStream() }
    }

    func close() throws {
        switch self {
        case .file(let file): try file.close()
        case .store(let store): try store.close()
        }
    }
}

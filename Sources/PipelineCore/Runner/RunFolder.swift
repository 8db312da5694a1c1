/// The hidden folder beside a run's first output: its journal, what accumulators are given, and the documents in work.
///
/// `out/news.jsonl` has `out/.news.jsonl.run`. It stays when the run has ended, so that the run can be told from one that
/// is to be gone on with; it may be removed with the output.
struct RunFolder {
    let path: String
    private let files: any FileSystem
    private let lock: any FileLock
    /// Folders in which names have come to be.
    private let changedFolders: [String]

    /// Whether it was not there before: no run has written the output yet.
    var isNew: Bool { !changedFolders.isEmpty }

    var journal: String { "\(path)/journal" }
    var contributions: String { "\(path)/contributions" }
    private var inFlight: String { "\(path)/in-flight" }

    /// Makes the folder where it is missing, and locks it.
    ///
    /// - Throws: ``PipelineError`` with code `run.locked` when another run writes the same output.
    init(of output: String, in files: any FileSystem) throws(PipelineError) {
        path = Self.path(of: output)
        self.files = files
        do {
            changedFolders = try files.makeDirectories(path)
            guard let lock = try files.lock(path) else {
                throw PipelineError(
                    .runLocked, "another run is writing \(output)",
                    remedy: "wait for its end, or write to another file",
                    location: SourceLocation(file: output))
            }
            self.lock = lock
        } catch {
            throw Self.failure(output, error)
        }
    }

    /// Where the folder of an output stands.
    static func path(of output: String) -> String {
        "\(Path.directory(of: output))/.\(Path.name(of: output)).run"
    }

    /// The journal of an earlier run, if there is one.
    func earlier(of output: String) throws(PipelineError) -> RunJournal.Content? {
        do {
            return try RunJournal.read(journal, from: files)
        } catch {
            throw Self.failure(output, error)
        }
    }

    /// Begins the journal, or goes on with one that has commits.
    func open(
        _ output: String, header: Value.Object, after earlier: RunJournal.Content?
    ) throws(PipelineError) -> RunJournal {
        do {
            if let earlier, earlier.commit != nil { return try RunJournal(journal, after: earlier, in: files) }
            return try RunJournal(journal, header: header, in: files)
        } catch {
            throw Self.failure(output, error)
        }
    }

    /// Makes the names of files and folders safe that a run has made, before it puts anything into them: where an output
    /// has content, the folder must be there to say whose it is.
    ///
    /// - Parameters:
    ///   - others: further folders in which names have come to be.
    ///   - outputs: files that a run which was killed may have made just before.
    func syncNames(_ others: [String], of outputs: [String]) throws(PipelineError) {
        var done = Set<String>()
        do {
            for folder in changedFolders + others where done.insert(folder).inserted {
                try files.syncDirectory(folder)
            }
            for start in isNew || outputs.isEmpty ? [] : [path] + outputs {
                var folder = start
                while folder != ".", folder != "/" {
                    folder = Path.directory(of: folder)
                    // Whoever made a name in it could read it.
                    if done.insert(folder).inserted { try? files.syncDirectory(folder) }
                }
            }
        } catch {
            throw Self.failure(path, error)
        }
    }

    /// The table of documents in work, and those that were when an earlier run was killed.
    func marks(after documents: Int?) throws(PipelineError) -> InFlight {
        do {
            return InFlight(try files.marks(inFlight), after: documents)
        } catch {
            throw Self.failure(inFlight, error)
        }
    }

    private static func failure(_ path: String, _ error: any Error) -> PipelineError {
        error as? PipelineError
            ?? PipelineError(
                .outputFailed, "cannot keep a journal for \(path): \(String(describing: error).lowercasedFirst)",
                location: SourceLocation(file: path))
    }
}

/// Which documents are being worked on, kept where the death of the process does not reach.
struct InFlight: Sendable {
    private let marks: any MarkTable
    /// The documents on one of which an earlier run may have died.
    let suspects: Set<Int>

    /// - Parameter documents: how many had been dealt with when the earlier run ended; `nil` for a run that begins anew.
    init(_ marks: any MarkTable, after documents: Int?) {
        self.marks = marks
        var suspects = Set<Int>()
        for index in 0..<marks.count where marks[index] != 0 {
            if let documents, let sequence = Int(exactly: marks[index] - 1), sequence >= documents {
                suspects.insert(sequence)
            }
            marks[index] = 0
        }
        self.suspects = suspects
    }

    func begin(_ sequence: Int, on worker: Int) { marks[worker] = UInt64(sequence) + 1 }

    func end(on worker: Int) { marks[worker] = 0 }
}

/// Whether a run begins or goes on, decided before any of its outputs is touched.
struct RunPlan {
    let identity: RunIdentity
    /// `nil` for a run that cannot go on and keeps no journal.
    let folder: RunFolder?
    /// How far an earlier run had come.
    private(set) var earlier: RunCommit
    private var content: RunJournal.Content?
    /// The first output that is a file.
    private let output: String?
    /// Whether the names that an earlier run has made may not be safe.
    private var isUncertain = true
    /// Whether opening the outputs may already leave something in them, or take something away.
    private var opensWithEffect = false

    /// Whether there is an earlier run to go on with.
    var isResumed: Bool { content != nil }

    /// - Throws: ``PipelineError``: with code `output.exists`, `resume.refused` or `run.locked`, or why a file cannot be
    ///   looked at.
    init(_ runner: Runner, inputs: [String], isRepeatable: Bool) throws {
        // Records, dead letters, the corpus summary and what it is made of.
        earlier = RunCommit(outputs: runner.writers.count + 3)
        identity = try RunIdentity(runner, inputs: inputs)
        let outputs = try Self.outputs(of: runner)
        output = outputs.first?.path
        if runner.start == .resume { try Self.checkResumable(output, isRepeatable: isRepeatable) }
        let full = outputs.filter(\.isFull).map(\.path)
        if runner.start == .create, let first = full.first { throw Self.exists(first) }
        guard let output, isRepeatable else {
            folder = nil
            return
        }
        // A folder without a journal is left by a run that ended before its first commit. What it wrote counts for nothing.
        if runner.start == .resume, let first = full.first, try runner.files.status(RunFolder.path(of: output)) == nil {
            throw PipelineError(
                .resumeRefused, "there is no journal of the run that wrote \(first)",
                remedy: "begin anew with --force, or write to another file", location: SourceLocation(file: first))
        }
        let folder = try RunFolder(of: output, in: runner.files)
        self.folder = folder
        let content = try folder.earlier(of: output)
        isUncertain = content?.commit == nil
        opensWithEffect = !full.isEmpty || runner.writers.contains { $0 is any StoreWriter }
        guard runner.start == .resume, let content else { return }
        self.content = content
        earlier = try resume(content)
    }

    /// The outputs that can be gone on with, and whether something is in them.
    private static func outputs(of runner: Runner) throws(PipelineError) -> [(path: String, isFull: Bool)] {
        var outputs: [(path: String, isFull: Bool)] = []
        for writer in runner.writers where writer.path != "-" {
            do {
                guard let status = try runner.files.status(writer.path) else {
                    outputs.append((writer.path, false))
                    continue
                }
                if status.isRegular {
                    outputs.append((writer.path, status.size > 0))
                } else if status.isFolder, writer is any StoreWriter {
                    outputs.append((writer.path, try !runner.files.names(in: writer.path).isEmpty))
                }
            } catch {
                throw PipelineError(
                    .outputFailed, "cannot write \(writer.path): \(String(describing: error).lowercasedFirst)",
                    location: SourceLocation(file: writer.path))
            }
        }
        return outputs
    }

    /// Begins or goes on with the journal.
    func openJournal() throws(PipelineError) -> RunJournal? {
        guard let folder, let output else { return nil }
        let journal = try folder.open(output, header: ["format": 1, "run": .object(identity.parts)], after: content)
        if isBegun, opensWithEffect { try folder.syncNames([], of: []) }
        return journal
    }

    /// Whether the run begins, or goes on with one that made nothing safe.
    private var isBegun: Bool { content?.commit == nil }

    /// Makes the names of outputs safe that have just been opened, before anything is put into them.
    ///
    /// - Parameter outputs: all records, in the order of the writers.
    func syncNames(of outputs: [RecordOutput], _ runner: Runner) throws(PipelineError) {
        guard let folder, isBegun else { return }
        let folders = outputs.flatMap { $0.takeChangedFolders() }
        try folder.syncNames(folders, of: isUncertain ? runner.writers.map(\.path).filter { $0 != "-" } : [])
    }

    /// Checks that the outputs of a finished run are still there.
    func checkFinished(_ runner: Runner) throws(PipelineError) {
        for (path, length) in zip(
            runner.writers.map(\.path) + [runner.deadLetters, runner.corpusSummary], earlier.lengths)
        where length > 0 && path != "-" {
            let status = try? runner.files.status(path)
            guard let status else { throw OutputFile.shortened(path, to: 0, from: length) }
            if status.isRegular, status.size < length {
                throw OutputFile.shortened(path, to: status.size, from: length)
            }
        }
    }

    private func resume(_ content: RunJournal.Content) throws(PipelineError) -> RunCommit {
        let place = output.map { SourceLocation(file: $0) }
        guard content.header["format"] == 1, let run = content.header["run"]?.object else {
            throw PipelineError(
                .resumeRefused, "the journal is in a format that this version does not know",
                remedy: "go on with the version that began it, or begin anew with --force", location: place)
        }
        let changes = identity.changes(since: run)
        guard changes.isEmpty else {
            throw PipelineError(
                .resumeRefused,
                "this is not the run that was begun: \(changes.prefix(5).joined(separator: "; "))"
                    + (changes.count > 5 ? "; and \(changes.count - 5) more" : ""),
                remedy: "put it back as it was, or begin anew with --force", location: place)
        }
        guard let value = content.commit else { return earlier }
        guard let commit = RunCommit(value, outputs: earlier.lengths.count) else {
            throw PipelineError(
                .resumeRefused, "the journal does not say how far the run had come",
                remedy: "begin anew with --force", location: place)
        }
        return commit
    }

    private static func checkResumable(_ output: String?, isRepeatable: Bool) throws(PipelineError) {
        guard isRepeatable else {
            throw PipelineError(
                .resumeRefused, "a run over standard input or a pipe cannot be resumed: what was read is gone",
                remedy: "keep the input in a file and name that")
        }
        guard output != nil else {
            throw PipelineError(
                .resumeRefused, "a run whose records go to standard output or a device cannot be resumed",
                remedy: "write to a file, with -o FILE")
        }
    }

    private static func exists(_ path: String) -> PipelineError {
        PipelineError(
            .outputExists, "there is already an output \(path)",
            remedy: "--resume goes on with the run that wrote it, --force overwrites it, -o FILE writes to another",
            location: SourceLocation(file: path))
    }
}

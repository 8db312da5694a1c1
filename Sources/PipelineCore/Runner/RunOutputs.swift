/// Everything that a run writes, with the journal that says how far it is good.
///
/// The order makes it safe: what was written is synced before the journal says so, and a run that goes on cuts off what
/// the journal does not know. Outputs that are streams, and runs that read one, have no journal.
struct RunOutputs {
    let records: [RecordOutput]
    /// `nil` when there is nothing left to do.
    let deadLetters: OutputFile?
    /// `nil` when no stage has anything to say of the corpus.
    let corpusSummary: OutputFile?
    /// What accumulators were given, so that a run that goes on can give it to them again.
    let contributions: OutputFile?
    /// How far an earlier run had come.
    let earlier: RunCommit
    /// Documents in work; `nil` without a journal.
    let inFlight: InFlight?
    /// How many bytes there are to read, as far as known.
    let inputSize: Int
    /// Where a later run goes on to read, behind what has been written.
    var position: InputPosition?

    private let files: any FileSystem
    private let journal: RunJournal?
    private let folder: RunFolder?
    private let policy: CommitPolicy
    private var lastCommit = ContinuousClock.now
    private var lastDuration = Duration.zero
    private var lastDocuments: Int
    /// Stores count for themselves, with or without a journal.
    private let isCommitted: Bool
    /// How many bytes have been written since the last commit.
    private var uncommitted = 0

    /// Opens the outputs, or goes on with those of an earlier run.
    ///
    /// - Throws: ``PipelineError``: an output is there already, the run cannot go on, an output cannot be opened.
    init(_ runner: Runner, inputs: [String], isRepeatable: Bool, folds: Bool) throws {
        let files = runner.files
        let plan = try RunPlan(runner, inputs: inputs, isRepeatable: isRepeatable)
        self.files = files
        policy = runner.commits
        earlier = plan.earlier
        position = plan.earlier.position
        folder = plan.folder
        inputSize = plan.identity.inputSize
        lastDocuments = earlier.documents
        guard !earlier.isEnd else {
            // What is finished is looked at and not touched.
            (records, deadLetters, corpusSummary, contributions, inFlight, journal) = ([], nil, nil, nil, nil, nil)
            isCommitted = false
            try plan.checkFinished(runner)
            return
        }
        journal = try plan.openJournal()
        inFlight = try plan.folder?.marks(after: plan.isResumed ? earlier.documents : nil)
        let lengths = earlier.lengths
        let documents = earlier.documents
        records = try zip(runner.writers, lengths).map { writer, length in
            try RecordOutput(writer, in: files, keeping: length, of: documents)
        }
        try plan.syncNames(of: records, runner)
        isCommitted = journal != nil || records.contains(where: \.isStore)
        deadLetters = try OutputFile(
            path: runner.deadLetters, files: files, isLazy: true, keeping: lengths[records.count])
        // Until the end nothing of it is good.
        corpusSummary = folds ? try OutputFile(path: runner.corpusSummary, files: files, isLazy: true) : nil
        if folds, let path = folder?.contributions {
            contributions = try OutputFile(path: path, files: files, isLazy: true, keeping: lengths[records.count + 2])
        } else {
            contributions = nil
        }
    }

    /// What is written besides records.
    private var others: [OutputFile] { [deadLetters, corpusSummary, contributions].compactMap { $0 } }

    /// In the order of ``RunPlan``, with nothing for those that are not there.
    private var lengths: [Int] {
        records.map(\.length) + [deadLetters, corpusSummary, contributions].map { $0?.length ?? 0 }
    }

    /// Makes safe what stores have at their end, which does not belong to any document.
    func commitStores(_ documents: Int) throws {
        for output in records where output.isStore { try output.sync(documents) }
    }

    /// Closes all; every one of them, whatever others throw.
    ///
    /// - Throws: the first error.
    func close() throws {
        let results =
            records.map { output in Result { try output.close() } }
            + others.map { output in Result { try output.close() } }
        for result in results { try result.get() }
    }

    /// Makes sure of what was written, if it is time to.
    ///
    /// - Parameter bytes: how many have been written since this was last called.
    mutating func commitIfDue(_ documents: Int, _ summary: RunSummary, writing bytes: Int = 0) throws {
        guard isCommitted, documents > lastDocuments else { return }
        uncommitted += bytes
        let isDue = policy.isDue(
            documents: documents - lastDocuments, bytes: uncommitted, elapsed: .now - lastCommit, last: lastDuration)
        if isDue { try commit(documents, summary) }
    }

    /// Makes sure of what was written: the outputs first, then the journal.
    mutating func commit(_ documents: Int, _ summary: RunSummary, isEnd: Bool = false) throws {
        guard isCommitted else { return }
        let start = ContinuousClock.now
        for output in records where journal != nil || output.isStore { try output.sync(documents) }
        if journal != nil {
            for output in others { try output.sync() }
        }
        var commit = RunCommit(outputs: 0)
        commit.documents = documents
        commit.position = position
        commit.lengths = lengths
        commit.summary = summary
        commit.isEnd = isEnd
        do {
            try journal?.add(commit.value)
        } catch {
            throw PipelineError(
                .outputFailed, "cannot write the journal: \(String(describing: error).lowercasedFirst)",
                location: folder.map { SourceLocation(file: $0.journal) })
        }
        lastCommit = .now
        lastDuration = lastCommit - start
        lastDocuments = documents
        uncommitted = 0
    }
}

// MARK: - What accumulators are given

extension RunOutputs {
    private static let chunk = 1 << 20

    /// Keeps what a document contributes.
    func keep(_ given: [Contribution]) throws {
        guard let contributions, !given.isEmpty else { return }
        try contributions.write(Array("\(Value.array(given.map(\.frameValue)).json)\n".utf8))
    }

    /// Gives what was kept of an earlier run.
    func repeatContributions(_ body: ([Contribution]) -> Void) throws {
        guard let contributions, contributions.length > 0 else { return }
        var line: [UInt8] = []
        var offset = 0
        while offset < contributions.length {
            let part = try files.read(
                contributions.path, from: offset, count: min(Self.chunk, contributions.length - offset))
            guard !part.isEmpty else { break }
            offset += part.count
            var rest = part[...]
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                line += rest[..<end]
                guard let given = Contribution.list(frameValue: try? JSONParser.parse(line)) else {
                    throw PipelineError(
                        .resumeRefused, "what the run had counted cannot be read again",
                        remedy: "begin anew with --force", location: SourceLocation(file: contributions.path))
                }
                body(given)
                line = []
                rest = rest[(end + 1)...]
            }
            line += rest
        }
    }
}

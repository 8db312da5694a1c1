/// What came of one raw document: the bytes for each writer, or a dead letter.
struct Outcome: Sendable {
    var records: [[UInt8]]
    var deadLetter: [UInt8]?
    var error: PipelineError?
    var warnings: [(document: String, message: String)] = []
    var log: [LogEntry] = []
    /// What stages give to their accumulators: those of the document, then those of each derived one.
    var contributions: [Contribution] = []
    /// Documents that went on after a stage had failed on them.
    var kept = 0
    var written = 0
    var dropped = 0
    var bytes = 0
    /// How much of the input it took.
    var inputBytes = 0
    var isRepaired = false
    /// Where a later run can go on to read behind it.
    var position: InputPosition?

    init(writers: Int) {
        records = [[UInt8]](repeating: [], count: writers)
    }

    /// How many bytes wait to be written.
    var size: Int { records.reduce(deadLetter?.count ?? 0) { $0 + $1.count } }

    /// Reads a document; `nil` when that fails, which is then the outcome.
    ///
    /// - Parameter largest: how many bytes it may have.
    mutating func read(_ raw: RawDocument, largest: Int = .max) -> Document? {
        inputBytes = raw.size ?? 0
        do {
            if let size = raw.size { try Self.check(size, largest) }
            let document = try raw.read()
            bytes = document.text.count
            inputBytes = raw.size ?? bytes
            try Self.check(bytes, largest)
            isRepaired = document.text.repairs > 0
            return document
        } catch {
            fail(PipelineError(error, code: .documentUnreadable).at(document: raw.name), raw: raw)
            return nil
        }
    }

    /// Says how long a document took that took long.
    mutating func tellTime(_ time: Duration, of raw: RawDocument, from least: Duration) {
        guard time > least else { return }
        let tenths = Int((time / .milliseconds(100)).rounded())
        warnings.append((raw.name, "took \(tenths / 10).\(tenths % 10) s"))
    }

    private static func check(_ size: Int, _ largest: Int) throws(PipelineError) {
        guard size > largest else { return }
        throw ReadLimits(largest: largest).error(size)
    }

    /// A failed document writes and contributes nothing: what came of documents derived from it is taken back.
    mutating func fail(_ error: PipelineError, raw: RawDocument, document: Document? = nil) {
        records = records.map { _ in [] }
        written = 0
        dropped = 0
        kept = 0
        contributions = []
        self.error = error
        deadLetter = DeadLetter(error: error, raw: raw, document: document).line
    }
}

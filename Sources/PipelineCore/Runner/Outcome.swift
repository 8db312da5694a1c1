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
    var isRepaired = false

    init(writers: Int) {
        records = [[UInt8]](repeating: [], count: writers)
    }

    /// Reads a document; `nil` when that fails, which is then the outcome.
    mutating func read(_ raw: RawDocument) -> Document? {
        do {
            let document = try raw.read()
            bytes = document.text.count
            isRepaired = document.text.repairs > 0
            return document
        } catch {
            fail(PipelineError(error, code: .documentUnreadable).at(document: raw.name), raw: raw)
            return nil
        }
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

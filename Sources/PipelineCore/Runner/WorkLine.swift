/// What one worker does with a raw document: read, process, encode.
struct WorkLine {
    private var instance: PipelineInstance
    private let writers: [any Writer]

    init(index: Int, pipeline: DocumentPipeline, writers: [any Writer]) throws {
        instance = try pipeline.makeInstance(for: Worker(index: index))
        self.writers = writers
    }

    /// Never throws: what goes wrong with a document is part of its outcome.
    mutating func process(_ raw: RawDocument) -> Outcome {
        var outcome = Outcome(writers: writers.count)
        let document: Document
        do {
            document = try raw.read()
        } catch {
            outcome.fail(PipelineError(error, code: .documentUnreadable).at(document: raw.name), raw: raw)
            return outcome
        }
        outcome.bytes = document.text.count
        outcome.isRepaired = document.text.repairs > 0
        do {
            for result in try instance.process(document) {
                outcome.warnings += result.warnings.map { (result.id, $0) }
                outcome.contributions += result.contributions
                outcome.kept += result.isKept ? 1 : 0
                if result.isDropped { outcome.dropped += 1 } else { try encode(result, into: &outcome) }
            }
        } catch {
            outcome.fail(
                PipelineError(error, code: .stageFailed).at(document: document.id), raw: raw, document: document)
        }
        return outcome
    }

    private func encode(_ document: Document, into outcome: inout Outcome) throws {
        for (index, writer) in writers.enumerated() {
            try writer.encode(document, into: &outcome.records[index])
        }
        outcome.written += 1
    }
}

/// What came of one raw document: the bytes for each writer, or a dead letter.
struct Outcome: Sendable {
    var records: [[UInt8]]
    var deadLetter: [UInt8]?
    var error: PipelineError?
    var warnings: [(document: String, message: String)] = []
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

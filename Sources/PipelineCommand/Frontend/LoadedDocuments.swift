import PipelineCore
import PipelineScripting

/// Documents that a definition has worked on, kept in memory.
struct LoadedDocuments {
    private(set) var documents: [Document] = []
    /// What failed, in the order of the input.
    private(set) var failures: [PipelineError] = []
    /// The files that were read.
    private(set) var files: [String] = []
    /// Whether there was more than was asked for.
    private(set) var hasMore = false

    /// Reads documents and sends each through the pipeline. Nothing is written.
    ///
    /// - Throws: ``PipelineError`` when there is nothing to read from, or a stage cannot get ready.
    init(_ definition: Definition, inputs: [String], limit: Int, log: (LogEntry) -> Void = { _ in }) throws {
        let runner = try definition.runner(inputs: inputs, output: "-")
        let worker = Worker()
        var instance = try definition.pipeline.makeInstance(for: worker)
        var source = try runner.reader.open()
        files = source.files.filter { $0 != "-" }
        var count = 0
        while let raw = try source.next() {
            if count == limit {
                hasMore = true
                break
            }
            count += 1
            do {
                documents += try instance.process(try raw.read()).filter { !$0.isDropped }
            } catch {
                failures.append(PipelineError(error, code: .stageFailed).at(document: raw.name))
            }
            for entry in worker.log.take(document: raw.name) { log(entry) }
        }
    }
}

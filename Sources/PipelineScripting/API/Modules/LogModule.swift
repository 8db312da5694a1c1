internal import PipelineCore
internal import PipelineLua

/// Where `pipeline.log` writes to.
enum ScriptLog {
    case none
    /// While a definition is loaded: at once.
    case loading((LogEntry) -> Void)
    /// While a worker has a document: with the document's outcome. What a worker writes when it loads the definition
    /// once more has been told already.
    case worker(WorkerLog)
}

/// `pipeline.log`
enum LogModule {
    /// A longer message is cut.
    private static let greatestLength = 4096

    /// `log.info(message [, fields])` and its like.
    static func write(_ level: LogLevel, _ call: inout APICall) throws {
        let state = call.state
        let message = try call.withBytes("message") { bytes in
            bytes.count <= greatestLength
                ? String(decoding: bytes, as: UTF8.self)
                : String(decoding: bytes.prefix(greatestLength), as: UTF8.self) + "…"
        }
        var entry = LogEntry(level, message)
        entry.fields = try call.values("fields")
        switch state.log {
        case .none: break
        case .loading(let report):
            entry.location = call.frame.location().map { SourceLocation(file: $0.file, line: $0.line) }
            report(entry)
        case .worker(let log):
            guard state.isWorking else { return }
            entry.stage = state.provenance.stage
            entry.document = state.document.id
            log.add(entry)
        }
    }
}

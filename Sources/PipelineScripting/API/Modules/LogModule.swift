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
enum LogModule: ScriptModule {
    static let name = "log"

    static var functions: [(name: String, body: ScriptFunctionBody)] {
        [
            ("debug", debug), ("info", info), ("warn", warn), ("error", error),
        ]
    }

    /// A longer message is cut.
    private static let greatestLength = 4096

    /// `log.debug(message [, fields])`
    static func debug(_ state: ScriptState, _ frame: inout LuaFrame) throws { try write(.debug, state, frame) }

    /// `log.info(message [, fields])`
    static func info(_ state: ScriptState, _ frame: inout LuaFrame) throws { try write(.info, state, frame) }

    /// `log.warn(message [, fields])`
    static func warn(_ state: ScriptState, _ frame: inout LuaFrame) throws { try write(.warn, state, frame) }

    /// `log.error(message [, fields])`: tells of it; `error(…)` ends the stage.
    static func error(_ state: ScriptState, _ frame: inout LuaFrame) throws { try write(.error, state, frame) }

    private static func write(_ level: LogLevel, _ state: ScriptState, _ frame: borrowing LuaFrame) throws {
        let message = try frame.withBytes(1) { bytes in
            bytes.count <= greatestLength
                ? String(decoding: bytes, as: UTF8.self)
                : String(decoding: bytes.prefix(greatestLength), as: UTF8.self) + "…"
        }
        var entry = LogEntry(level, message)
        if !frame.isAbsent(2) {
            guard let fields = try state.value(from: .table(frame.table(2)), at: "fields")?.object else {
                throw PipelineError.script("log.\(level.rawValue): fields have names", remedy: "write { count = 3 }")
            }
            entry.fields = fields
        }
        switch state.log {
        case .none: break
        case .loading(let report):
            entry.location = frame.location().map { SourceLocation(file: $0.file, line: $0.line) }
            report(entry)
        case .worker(let log):
            guard state.isWorking else { return }
            entry.stage = state.provenance.stage
            entry.document = state.document.id
            log.add(entry)
        }
    }
}

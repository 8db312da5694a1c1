internal import PipelineCore
internal import PipelineLua

/// The script state of one line of work, made when it is first asked for, and again when it has been given up.
///
/// Who keeps something of a state, such as a function, keeps the ``generation`` with it and looks the thing up again when
/// that has changed.
final class ScriptWorker: ScriptHost {
    private let script: Script
    private let log: ScriptLog
    /// The line of work, which keeps this.
    private unowned let worker: Worker?
    private var current: ScriptState?
    /// How many states have been given up.
    private(set) var generation = 0

    init(_ script: Script, of worker: Worker? = nil) {
        self.script = script
        self.worker = worker
        log = worker.map { .worker($0.log) } ?? .none
    }

    /// The present state.
    ///
    /// - Throws: ``PipelineError`` when none can be made.
    var state: ScriptState {
        get throws {
            if let current { return current }
            do {
                let state = try ScriptState(script, log: log)
                current = state
                return state
            } catch {
                throw PipelineError(script: error)
            }
        }
    }

    /// Gives the state up; who needs one gets a fresh one.
    func renew() {
        current = nil
        generation += 1
    }

    /// Lets scripts run as far as the limits go. A state in which a script has passed one is given up.
    ///
    /// - Parameter turn: runs that follow each other in one turn share the limits; 0 shares nothing.
    func run<Result>(
        within limits: LuaLimits, turn: UInt64 = 0, _ body: (ScriptState) throws -> Result
    ) throws -> Result {
        let state = try self.state
        defer { if state.lua.isSpent, current === state { renew() } }
        return try state.lua.withLimits(limits, turn: turn) { try body(state) }
    }

    func call(
        _ function: ScriptFunction, match: Match, on document: inout Document, stage: String
    ) throws -> Value {
        do {
            return try run(within: script.limits.ofDocument, turn: worker?.turn ?? 0) { state in
                try state.call(function, match: match, on: &document, stage: stage)
            }
        } catch {
            throw PipelineError(script: error)
        }
    }
}

extension Script {
    /// The script worker of a line of work, which also runs the functions of its rules.
    func worker(for worker: Worker) -> ScriptWorker {
        let scripts = worker.object(for: self) { ScriptWorker(self, of: worker) }
        worker.scripts = worker.scripts ?? scripts
        return scripts
    }
}

extension Limits {
    /// What a script may use while it works on a document.
    var ofDocument: LuaLimits { LuaLimits(time: time, memory: memory, output: output) }

    /// What a script may use while it looks at the whole corpus, whose totals grow with it.
    var ofCorpus: LuaLimits { LuaLimits(time: time) }

    /// What files may use while they are loaded, lists and rules included.
    static let ofLoading = LuaLimits(time: .seconds(30), memory: 1 << 30)
}

internal import PipelineCore

/// The script state of one line of work, made when it is first asked for, and again when it has been given up.
///
/// Who keeps something of a state, such as a function, keeps the ``generation`` with it and looks the thing up again when
/// that has changed.
final class ScriptWorker: ScriptHost {
    private let script: Script
    private var current: ScriptState?
    /// How many states have been given up.
    private(set) var generation = 0

    init(_ script: Script) { self.script = script }

    /// The present state.
    ///
    /// - Throws: ``PipelineError`` when none can be made.
    var state: ScriptState {
        get throws {
            if let current { return current }
            do {
                let state = try ScriptState(script)
                current = state
                return state
            } catch {
                throw PipelineError(script: error)
            }
        }
    }

    /// Gives the state up, because a script has spent it; who needs one gets a fresh one.
    func renew() {
        current = nil
        generation += 1
    }

    func call(
        _ function: ScriptFunction, match: Match, on document: inout Document, stage: String
    ) throws -> Value {
        try state.call(function, match: match, on: &document, stage: stage)
    }
}

extension Script {
    /// The script worker of a line of work, which also runs the functions of its rules.
    func worker(for worker: Worker) -> ScriptWorker {
        let scripts = worker.object(for: self) { ScriptWorker(self) }
        worker.scripts = worker.scripts ?? scripts
        return scripts
    }
}

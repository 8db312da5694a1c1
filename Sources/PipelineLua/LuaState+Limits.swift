import CPipelineLua

extension LuaState {
    /// Runs `body` as one slice: all that it does in Lua shares one deadline and one count of output.
    ///
    /// A slice within a slice belongs to the outer one. A script that passes a limit ends with a ``LuaError`` of kind
    /// `timeLimit`, `memoryLimit` or `outputLimit`, which no `pcall` holds up, and the state is spent. A host function
    /// that runs past the deadline is not interrupted; the script ends when it returns. Costs about 50 ns.
    /// - Parameters:
    ///   - limits: `memory` becomes the limit of the state, if it is given.
    ///   - turn: slices that follow each other in one turn share the time and the output; 0 shares nothing.
    /// - Throws: What `body` throws; ``LuaError`` if the state is spent or the system has no thread to keep the time.
    package func withLimits<Result>(
        _ limits: LuaLimits, turn: UInt64 = 0, _ body: () throws -> Result
    ) throws -> Result {
        if let spent = limitError { throw spent }
        let host = host
        let isOutermost = !isInSlice
        guard cplua_open_slice(host, turn, limits.nanoseconds, limits.output ?? 0) else {
            throw LuaError(.runtime, "the system has no thread left to keep the time limit")
        }
        defer { cplua_close_slice(host) }
        if isOutermost { begin(limits) }
        defer { isInSlice = !isOutermost }
        return try body()
    }

    private func begin(_ limits: LuaLimits) {
        isInSlice = true
        let memory = limits.memory ?? self.limits.memory
        if memory != self.limits.memory { setMemoryLimit(memory) }
        self.limits.time = limits.time
        self.limits.output = limits.output
    }

    /// Whether a script has passed a limit. The state then runs nothing any more and has to be replaced by a new one.
    package var isSpent: Bool { cplua_hit_limit(host) != CPLUA_NO_LIMIT }

    /// Whether a script has passed a limit, or its deadline is over and it will be stopped when the host returns: for
    /// work of the host that may take long. Reads a flag.
    package var isLate: Bool { cplua_is_past_limit(host) }

    /// Counts what a script has made the host produce.
    ///
    /// - Throws: ``LuaError`` of kind `outputLimit` if it is more than the slice may make; the script ends with it.
    package func countOutput(_ bytes: Int) throws(LuaError) {
        guard cplua_count_output(host, max(bytes, 0)) else {
            throw limitError ?? LuaError(.outputLimit, limits.message(.outputLimit))
        }
    }

    /// Counts host memory that lives as long as objects of Lua do toward the memory limit, and lets the collector work
    /// for it. Charge when it is made, and the negative amount when it is freed.
    package func charge(externalBytes: Int) {
        cplua_charge(host, Int64(externalBytes))
    }

    /// The host memory that was charged.
    package var externalBytes: Int { cplua_external_bytes(host) }

    /// The error of a spent state, the same for every call.
    var limitError: LuaError? {
        let kind: LuaError.Kind
        switch cplua_hit_limit(host) {
        case CPLUA_TIME: kind = .timeLimit
        case CPLUA_MEMORY: kind = .memoryLimit
        case CPLUA_OUTPUT: kind = .outputLimit
        default: return nil
        }
        return LuaError(kind, limits.message(kind), at: limitTrace.first?.location, traceback: limitTrace)
    }
}

extension LuaLimits {
    fileprivate var nanoseconds: Int64 {
        guard let time else { return 0 }
        let (seconds, attoseconds) = time.components
        let (product, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflows ? .max / 4 : max(min(product, .max / 4) + attoseconds / 1_000_000_000, 1)
    }
}

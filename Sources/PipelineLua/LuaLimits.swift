/// How much a script may use. What a script does about it cannot change that it ends there.
package struct LuaLimits: Hashable, Sendable {
    /// How long one slice may take, `nil` for no limit.
    package var time: Duration?
    /// The bytes that Lua and what it keeps alive in the host may hold, `nil` for no limit.
    package var memory: Int?
    /// The bytes of output that one slice may make, `nil` for no limit. The host counts what it calls output.
    package var output: Int?

    package init(time: Duration? = nil, memory: Int? = nil, output: Int? = nil) {
        self.time = time
        self.memory = memory
        self.output = output
    }
}

extension LuaLimits {
    /// What a script that passed a limit is told, such as "the time limit of 2 s was reached".
    func message(_ kind: LuaError.Kind) -> String {
        switch kind {
        case .timeLimit: "the time limit\(Self.phrase(time.map(Self.text))) was reached"
        case .memoryLimit: "the memory limit\(Self.phrase(memory.map(Self.text))) was reached"
        case .outputLimit: "the output limit\(Self.phrase(output.map(Self.text))) was reached"
        default: "\(kind)"
        }
    }

    private static func phrase(_ amount: String?) -> String { amount.map { " of \($0)" } ?? "" }

    private static func text(_ time: Duration) -> String {
        let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
        guard milliseconds >= 1000 else { return "\(milliseconds) ms" }
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000) s" : "\(Double(milliseconds) / 1000) s"
    }

    private static func text(_ bytes: Int) -> String {
        for (factor, unit) in [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")] where bytes % factor == 0 {
            return "\(bytes / factor) \(unit)"
        }
        return "\(bytes) bytes"
    }
}

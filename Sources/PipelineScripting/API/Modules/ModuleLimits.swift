internal import PipelineCore
internal import PipelineLua

/// What the host takes beyond the memory of a script, it takes for one call; these bounds keep that small.
enum ModuleLimits {
    /// The longest string that is copied to be worked on.
    static let textSize = 16 << 20
    /// The longest string that is built.
    static let resultSize = 64 << 20
    /// The longest list that is built.
    static let listCount = 1_000_000
}

extension LuaFrame {
    /// The text of a string argument, with invalid UTF-8 repaired.
    ///
    /// - Throws: an error for other arguments, and for texts that are too long to be copied.
    func text(_ position: Int) throws -> String {
        try withBytes(position) { bytes in
            guard bytes.count <= ModuleLimits.textSize else {
                throw PipelineError.script(
                    "\(functionName): the text is longer than \(ModuleLimits.textSize >> 20) MB",
                    remedy: "take it in pieces")
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

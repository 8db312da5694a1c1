internal import CPipelinePCRE
public import PipelineCore

extension ExpressionStage {
    /// Compiles regular expressions for scripts, with the engine and the bounds of this stage.
    public static let compiler: TextExpressionCompiler = { source, options in
        do throws(TokenExpression.Failure) {
            return try Expression(source, options: options, isForAnyBytes: true)
        } catch {
            throw TextExpressionError(.invalid(offset: error.offset), error.message)
        }
    }
}

extension Expression: TextExpression {
    func makeSearcher() throws -> any TextExpressionSearcher {
        guard let searcher = Searcher(self) else { throw TextExpressionError(.gaveUp, "there is no memory for it") }
        return searcher
    }
}

extension Expression.Searcher: TextExpressionSearcher {
    /// How many starts are tried before somebody is asked whether to go on.
    private static let smallestWindow = 64
    private static let greatestWindow = 1 << 20

    func match(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, allowsEmpty: Bool, isCancelled: () -> Bool
    ) throws -> [Range<Int>?]? {
        // The bound on the work holds for each start by itself. A long text is searched window by window, which grow as
        // long as they are quick, so that a search can be called off and an ordinary one does not notice.
        var start = start
        var options = allowsEmpty ? 0 : PCRE2_NOTEMPTY_ATSTART
        var window = Self.smallestWindow
        while true {
            let end = min(start + window, bytes.count)
            let begin = ContinuousClock.now
            if let groups = try match(in: bytes, from: start, firstStarts: end, options: options) { return groups }
            guard end < bytes.count else { return nil }
            if isCancelled() { throw TextExpressionError(.cancelled, "the search was called off") }
            let isQuick = ContinuousClock.now - begin < .milliseconds(1)
            window = isQuick ? min(window * 2, Self.greatestWindow) : Self.smallestWindow
            start = Self.boundary(after: end, in: bytes)
            options = 0
        }
    }

    private static func boundary(after offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var next = offset + 1
        while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
        return next
    }

    /// - Parameter firstStarts: the last byte at which a match may begin.
    private func match(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, firstStarts: Int, options: UInt32
    ) throws(TextExpressionError) -> [Range<Int>?]? {
        pcre2_set_offset_limit_8(context, firstStarts)
        let status = run(in: bytes, from: start, options: options)
        if status == PCRE2_ERROR_NOMATCH { return nil }
        guard status >= 0 else { throw TextExpressionError(.gaveUp, PCRE.message(status)) }
        return ranges()
    }
}

internal import CPipelinePCRE
internal import PipelineCore

/// A regular expression over text: PCRE2 with its just-in-time compiler, Unicode properties and bounds on its work.
final class Expression: Sendable {
    /// How often a search may go on trying before it is an error.
    static let matchLimit: UInt32 = 2_000_000
    /// How many KiB a search may use.
    static let heapLimit: UInt32 = 32 << 10

    /// The named groups with their numbers, in the order of the expression.
    let groups: [(name: String, number: Int)]
    /// How many groups there are, the whole match included.
    let groupCount: Int
    /// Compiled code is not changed by matching, so threads may share it.
    private nonisolated(unsafe) let code: OpaquePointer
    private let isForAnyBytes: Bool

    /// - Parameter isForAnyBytes: whether what is searched may be other than UTF-8, and is searched window by window.
    init(
        _ source: String, options: TextExpressionOptions = [], isForAnyBytes: Bool = false
    ) throws(TokenExpression.Failure) {
        var bits = PCRE2_DOLLAR_ENDONLY
        if options.contains(.ignoreCase) { bits |= PCRE2_CASELESS }
        if options.contains(.multiline) { bits |= PCRE2_MULTILINE }
        if options.contains(.dotAll) { bits |= PCRE2_DOTALL }
        if options.contains(.extended) { bits |= PCRE2_EXTENDED }
        if isForAnyBytes { bits |= PCRE2_MATCH_INVALID_UTF | PCRE2_USE_OFFSET_LIMIT }
        let code = try PCRE.compile(source, options: bits, isWhole: false)
        self.isForAnyBytes = isForAnyBytes
        // Without the just-in-time compiler the interpreter does the same, slower.
        _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
        self.code = code
        var count: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        groupCount = Int(count) + 1
        groups = Self.groups(of: code)
    }

    deinit { pcre2_code_free_8(code) }

    /// Each entry of the table is a number in two bytes, most significant first, and a name that ends with a zero.
    private static func groups(of code: OpaquePointer) -> [(name: String, number: Int)] {
        var count: UInt32 = 0
        var size: UInt32 = 0
        var table: UnsafePointer<UInt8>?
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
        guard let table else { return [] }
        return (0..<Int(count)).map { index in
            let entry = table + index * Int(size)
            return (String(cString: entry + 2), Int(entry[0]) << 8 | Int(entry[1]))
        }.sorted { $0.number < $1.number }
    }

    /// Searches texts. One a worker; keeps the buffers.
    final class Searcher {
        private let expression: Expression
        private let data: OpaquePointer
        let context: OpaquePointer

        /// - Returns: `nil` when there is no memory.
        init?(_ expression: Expression) {
            guard let data = pcre2_match_data_create_8(UInt32(expression.groupCount), nil) else { return nil }
            guard let context = pcre2_match_context_create_8(nil) else {
                pcre2_match_data_free_8(data)
                return nil
            }
            pcre2_set_match_limit_8(context, Expression.matchLimit)
            pcre2_set_heap_limit_8(context, Expression.heapLimit)
            self.expression = expression
            self.data = data
            self.context = context
        }

        deinit {
            pcre2_match_context_free_8(context)
            pcre2_match_data_free_8(data)
        }

        /// Calls a function with each match that is not empty, from left to right.
        ///
        /// - Parameter body: is given the byte range of each group, `nil` where it took no part.
        /// - Throws: ``PipelineError`` with code `stage.failed` when the search reaches a bound, or what the function
        ///   throws.
        func forEachMatch(in text: DocumentText, _ body: ([Range<Int>?]) throws -> Void) throws {
            var start = 0
            while start < text.count, let groups = try next(in: text, from: start) {
                guard let whole = groups.first ?? nil else { return }
                if whole.isEmpty {
                    start = Self.boundary(after: whole.upperBound, in: text)
                    continue
                }
                try body(groups)
                start = whole.upperBound
            }
        }

        private static func boundary(after offset: Int, in text: DocumentText) -> Int {
            var next = offset + 1
            while next < text.count, !text.isScalarBoundary(next) { next += 1 }
            return next
        }

        private func next(in text: DocumentText, from start: Int) throws -> [Range<Int>?]? {
            let status = text.bytes.withUnsafeBufferPointer { run(in: $0, from: start) }
            if status == PCRE2_ERROR_NOMATCH { return nil }
            guard status >= 0 else { throw Self.failure(status) }
            return ranges()
        }

        /// Looks for the first match and gives PCRE2's status.
        func run(in bytes: UnsafeBufferPointer<UInt8>, from start: Int, options: UInt32 = 0) -> Int32 {
            // A text that is known to be UTF-8 saves a pass over it for each match.
            let options = options | (expression.isForAnyBytes ? 0 : PCRE2_NO_UTF_CHECK)
            // An empty buffer may have no address, which PCRE2 refuses.
            var empty: UInt8 = 0
            return withUnsafePointer(to: &empty) { fallback in
                let text = bytes.baseAddress ?? fallback
                let status = pcre2_match_8(expression.code, text, bytes.count, start, options, data, context)
                guard status == PCRE2_ERROR_JIT_STACKLIMIT else { return status }
                // Compiled code has little room to remember where to go back to; the interpreter has more.
                return pcre2_match_8(
                    expression.code, text, bytes.count, start, options | PCRE2_NO_JIT, data, context)
            }
        }

        /// The bytes of each group of the match that was found last.
        func ranges() -> [Range<Int>?] {
            guard let vector = pcre2_get_ovector_pointer_8(data) else { return [] }
            return (0..<expression.groupCount).map { group in
                let (first, last) = (vector[2 * group], vector[2 * group + 1])
                // What took no part is −1; \K in a lookahead may put the end before the start.
                return first >= 0 && first <= last ? first..<last : nil
            }
        }

        private static func failure(_ status: Int32) -> PipelineError {
            switch status {
            case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT, PCRE2_ERROR_DEPTHLIMIT:
                PipelineError(
                    .stageFailed, "a regular expression takes too long on this document: \(PCRE.message(status))",
                    remedy: "avoid repetitions within repetitions, such as (a+)+")
            default: PipelineError(.stageFailed, "a regular expression failed: \(PCRE.message(status))")
            }
        }
    }
}

internal import CPipelinePCRE
internal import PipelineCore

/// A regular expression that a whole token must match.
///
/// Runs PCRE2's breadth-first matcher, which never backtracks: the time of a match grows with the token times the
/// expression and no faster. Tokens longer than ``maximumLength`` bytes never match.
final class TokenExpression: Sendable {
    /// What is wrong with an expression.
    struct Failure: Error {
        var message: String
        /// Where, in bytes of the expression.
        var offset = 0
        var remedy: String?
    }

    static let maximumLength = 1024
    private static let workspaceCount = 4096

    /// Compiled code is not changed by matching, so threads may share it.
    private nonisolated(unsafe) let code: OpaquePointer

    init(_ source: String, isCaseless: Bool) throws(Failure) {
        code = try PCRE.compile(source, options: isCaseless ? PCRE2_CASELESS : 0, isWhole: true)
        var references: UInt32 = 0
        pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_BACKREFMAX), &references)
        if references > 0 {
            throw Failure(
                message: "it refers back to a group", remedy: "list the alternatives, or use a stage for expressions")
        }
    }

    deinit { pcre2_code_free_8(code) }

    /// Whether the whole of the bytes matches. What PCRE2 cannot decide within its bounds does not match.
    func matches(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        guard utf8.count <= Self.maximumLength, let data = pcre2_match_data_create_8(1, nil) else { return false }
        defer { pcre2_match_data_free_8(data) }
        return withUnsafeTemporaryAllocation(of: Int32.self, capacity: Self.workspaceCount) { workspace in
            // An empty buffer may have no address, which PCRE2 refuses.
            var empty: UInt8 = 0
            return withUnsafePointer(to: &empty) { fallback in
                pcre2_dfa_match_8(
                    code, utf8.baseAddress ?? fallback, utf8.count, 0, PCRE2_NO_UTF_CHECK, data, nil,
                    workspace.baseAddress, workspace.count) >= 0
            }
        }
    }
}

/// What the uses of PCRE2 share.
enum PCRE {
    /// Compiles an expression over UTF-8 with Unicode properties.
    ///
    /// - Parameter isWhole: whether it must match from the start to the end of the subject.
    static func compile(
        _ source: String, options: UInt32, isWhole: Bool
    ) throws(TokenExpression.Failure) -> OpaquePointer {
        var code: Int32 = 0
        var offset = 0
        var all = options | PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C
        if isWhole { all |= PCRE2_ANCHORED | PCRE2_ENDANCHORED }
        let bytes = Array(source.utf8)
        if let compiled = pcre2_compile_8(bytes, bytes.count, all, &code, &offset, nil) { return compiled }
        let place = String(decoding: bytes.prefix(offset), as: UTF8.self).unicodeScalars.count
        throw TokenExpression.Failure(message: "\(message(code)) after \(place) characters", offset: offset)
    }

    /// What a code of PCRE2 means.
    static func message(_ code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let count = pcre2_get_error_message_8(code, &buffer, buffer.count)
        return count < 0 ? "error \(code)" : String(decoding: buffer.prefix(Int(count)), as: UTF8.self)
    }
}

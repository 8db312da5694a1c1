/// How a regular expression is to be read.
public struct TextExpressionOptions: OptionSet, Hashable, Sendable {
    /// The options as bits.
    public let rawValue: UInt8

    /// Options from bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Capitals and small letters are the same.
    public static let ignoreCase = TextExpressionOptions(rawValue: 1 << 0)
    /// `^` and `$` stand for the start and the end of each line, too.
    public static let multiline = TextExpressionOptions(rawValue: 1 << 1)
    /// `.` stands for line ends, too.
    public static let dotAll = TextExpressionOptions(rawValue: 1 << 2)
    /// White space and what follows `#` do not count.
    public static let extended = TextExpressionOptions(rawValue: 1 << 3)
}

/// What is wrong with a regular expression, or with a search for it.
public struct TextExpressionError: Error, Sendable {
    /// What kind of error it is.
    public enum Kind: Hashable, Sendable {
        /// The expression is wrong; the offset is in bytes of its UTF-8.
        case invalid(offset: Int)
        /// The search reached a bound on its work.
        case gaveUp
        /// The search was called off.
        case cancelled
    }

    /// The kind.
    public var kind: Kind
    /// What is wrong, as the end of a sentence.
    public var message: String

    /// An error.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }
}

/// A compiled regular expression over UTF-8. A value that all workers share.
public protocol TextExpression: Sendable {
    /// The named groups with their numbers, in the order of the expression.
    var groups: [(name: String, number: Int)] { get }
    /// How many groups there are, the whole match included.
    var groupCount: Int { get }

    /// The searcher that one worker uses for all its texts.
    func makeSearcher() throws -> any TextExpressionSearcher
}

/// The working half of a ``TextExpression``. Used by one worker at a time.
public protocol TextExpressionSearcher {
    /// Finds the first match that begins at a byte or after it.
    ///
    /// - Parameters:
    ///   - bytes: the text. What is not UTF-8 in it never matches.
    ///   - start: a byte of the text, or its end.
    ///   - allowsEmpty: whether the match may be empty and begin at the start itself.
    ///   - isCancelled: asked now and then in a long search, which ends when the answer is yes.
    /// - Returns: the bytes of each group, the whole match first, `nil` for a group that took no part.
    /// - Throws: ``TextExpressionError``.
    mutating func match(
        in bytes: UnsafeBufferPointer<UInt8>, from start: Int, allowsEmpty: Bool, isCancelled: () -> Bool
    ) throws -> [Range<Int>?]?
}

/// Compiles regular expressions for scripts, which do not know the engine.
///
/// - Throws: ``TextExpressionError`` of kind `invalid`.
public typealias TextExpressionCompiler =
    @Sendable (_ source: String, _ options: TextExpressionOptions) throws -> any TextExpression

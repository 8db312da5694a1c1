internal import CPipelineLibraries
internal import PipelineCore

/// The encoding of an input.
///
/// A byte order mark always counts: it is left out, and what it says comes before what is named here.
enum Charset: Sendable, Hashable {
    /// UTF-8; what is not becomes U+FFFD when a document is made of it.
    case utf8
    /// What the first 64 kB look like: UTF-16, UTF-8, or else Windows-1252.
    case detected
    /// A name as `iconv -l` lists them.
    case named(String)

    /// The option of readers.
    static let option = Option(
        "encoding", .string,
        "of the input, such as \"windows-1252\"; \"utf-8\" by default; \"detect\" to look at its beginning")

    /// - Throws: ``PipelineError`` for a name that the system does not know.
    init(_ options: Options) throws(PipelineError) {
        guard let name = options.string("encoding") else {
            self = .utf8
            return
        }
        try self.init(name: name, at: options.location)
    }

    /// - Throws: ``PipelineError`` for a name that the system does not know.
    init(name: String, at location: SourceLocation? = nil) throws(PipelineError) {
        switch name.lowercased() {
        case "utf-8", "utf8": self = .utf8
        case "detect": self = .detected
        default:
            guard let decoder = cplib_open_decoder(name) else {
                throw PipelineError(
                    .definitionInvalid, "the system knows no encoding '\(name)'",
                    remedy: "'iconv -l' lists those that it knows", location: location)
            }
            cplib_close_decoder(decoder)
            self = .named(name)
        }
    }

    /// What the beginning of an input that nobody described looks like.
    init(detecting start: ArraySlice<UInt8>) {
        let zeros = start.indices.lazy.filter { start[$0] == 0 }
        let odd = zeros.count { ($0 - start.startIndex) % 2 == 1 }
        let even = zeros.count - odd
        if odd * 4 > start.count, even == 0 {
            self = .named("UTF-16LE")
        } else if even * 4 > start.count, odd == 0 {
            self = .named("UTF-16BE")
        } else {
            self = Self.isUTF8(start) ? .utf8 : .named("WINDOWS-1252")
        }
    }

    /// Whether all characters are whole but perhaps the last, which may go on.
    private static func isUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        if String(validating: bytes, as: UTF8.self) != nil { return true }
        return (1...3).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil && bytes.count > 64 }
    }

    /// The bytes of a source in UTF-8, without a byte order mark.
    func decoded(_ source: any ByteSource, of file: InputFiles.File) throws(PipelineError) -> any ByteSource {
        let source = source as? PeekedSource ?? PeekedSource(source)
        let start = try source.peek(3)
        if start.starts(with: [0xEF, 0xBB, 0xBF]) {
            source.skip(3)
            return source
        }
        if start.starts(with: [0xFF, 0xFE]) { return try Self.named("UTF-16LE").decoding(source, of: file, skip: 2) }
        if start.starts(with: [0xFE, 0xFF]) { return try Self.named("UTF-16BE").decoding(source, of: file, skip: 2) }
        guard self == .detected else { return try decoding(source, of: file, skip: 0) }
        return try Charset(detecting: try source.peek(1 << 16)).decoding(source, of: file, skip: 0)
    }

    private func decoding(
        _ source: PeekedSource, of file: InputFiles.File, skip: Int
    ) throws(PipelineError) -> any ByteSource {
        guard case .named(let name) = self else { return source }
        source.skip(skip)
        guard let decoding = DecodingSource(source, from: name) else {
            throw file.failure("unknown encoding '\(name)'")
        }
        return decoding
    }
}

/// Bytes of a charset, in UTF-8.
final class DecodingSource: ByteSource {
    private let source: any ByteSource
    private let decoder: OpaquePointer
    private var input: ArraySlice<UInt8> = []
    private var isAtEnd = false

    /// `nil` when the system does not know the charset.
    init?(_ source: any ByteSource, from charset: String) {
        guard let decoder = cplib_open_decoder(charset) else { return nil }
        self.decoder = decoder
        self.source = source
    }

    deinit { cplib_close_decoder(decoder) }

    func next() throws(PipelineError) -> [UInt8] {
        while true {
            let output = decode()
            if !output.isEmpty { return output }
            if isAtEnd { return [] }
            let part = try source.next()
            isAtEnd = part.isEmpty
            input += part
        }
    }

    private func decode() -> [UInt8] {
        var consumed = 0
        // No character of any charset is longer than four bytes in UTF-8.
        let output = [UInt8](unsafeUninitializedCapacity: max(input.count * 4, 16)) { output, count in
            guard let start = output.baseAddress else { return }
            input.withUnsafeBufferPointer {
                cplib_decode(decoder, isAtEnd, $0.baseAddress, $0.count, &consumed, start, output.count, &count)
            }
        }
        input = ArraySlice(Array(input.dropFirst(consumed)))
        return output
    }
}

extension Array<UInt8> {
    /// The bytes, which stand in a charset, in UTF-8; `nil` when the system does not know it.
    func decoded(from charset: String) -> [UInt8]? {
        guard let source = DecodingSource(ReadySource(self), from: charset) else { return nil }
        return try? source.readAll()
    }
}

/// Bytes that are there already.
final class ReadySource: ByteSource {
    private var bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func next() throws(PipelineError) -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}

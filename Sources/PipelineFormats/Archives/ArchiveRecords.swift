internal import PipelineCore

/// A record of a web archive.
struct ArchiveRecord: Sendable {
    let header: HeaderFields
    let content: [UInt8]
    /// The header as it came.
    let head: [UInt8]
    /// The line that counts records, from 1.
    let number: Int
    /// How many bytes its content has. The content of one that is too large is not held.
    let size: Int

    /// What identifies it: the record's own identity, the page's address or its number.
    var name: String {
        let name = header["warc-record-id"] ?? header["warc-target-uri"] ?? "\(number)"
        let bare = name.trimmingBrackets
        return bare.hasPrefix("urn:uuid:") ? String(bare.dropFirst(9)) : bare
    }

    /// Whether it is of a kind that holds pages.
    var mayHoldPage: Bool { ["conversion", "response", "resource"].contains(header["warc-type"]?.lowercased()) }

    /// The page that it holds, if it holds one.
    var page: ArchivedPage? {
        switch header["warc-type"]?.lowercased() {
        case "conversion": return ArchivedPage(body: content, isHTML: false, charset: nil)
        case "response": return ArchivedPage(answer: content)
        case "resource":
            let type = HeaderValue(header["content-type"])
            return ArchivedPage(body: content, type: type)
        default: return nil
        }
    }
}

/// A page as a server sent it.
struct ArchivedPage: Sendable {
    let body: [UInt8]
    let isHTML: Bool
    let charset: String?

    init(body: [UInt8], isHTML: Bool, charset: String?) {
        self.body = body
        self.isHTML = isHTML
        self.charset = charset
    }

    /// `nil` if it is neither HTML nor plain text.
    init?(body: [UInt8], type: HeaderValue) {
        let isHTML = type.value == "text/html" || type.value == "application/xhtml+xml"
        guard isHTML || type.value == "text/plain" else { return nil }
        self.init(body: body, isHTML: isHTML, charset: type["charset"])
    }

    /// The page of an HTTP answer; `nil` unless the answer is a page and all went well.
    init?(answer: [UInt8]) {
        var rest = answer[...]
        guard let status = HeaderFields.takeLine(&rest), status.starts(with: Array("HTTP/".utf8)),
            String(decoding: status, as: UTF8.self).split(separator: " ").dropFirst().first?.first == "2"
        else { return nil }
        let header = HeaderFields(taking: &rest)
        var body = Array(rest)
        if header["transfer-encoding"]?.lowercased() == "chunked" { body = Self.joined(rest) ?? body }
        self.init(body: body, type: HeaderValue(header["content-type"]))
    }

    /// Chunks put together; `nil` if these are none, as some crawlers join them and leave the header.
    private static func joined(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var joined: [UInt8] = []
        var rest = bytes
        while let line = HeaderFields.takeLine(&rest) {
            let digits = line.prefix { TransferEncoding.hexadecimal($0) != nil }
            guard !digits.isEmpty, let size = Int(String(decoding: digits, as: UTF8.self), radix: 16),
                size <= rest.count
            else { return nil }
            if size == 0 { return joined }
            joined += rest.prefix(size)
            rest = rest.dropFirst(size)
            _ = HeaderFields.takeLine(&rest)
        }
        return nil
    }
}

/// The records of a web archive (ISO 28500), one after the other.
struct ArchiveRecords {
    /// No header is longer.
    private static let longestHeader = 1 << 20

    private let source: any ByteSource
    private let file: InputFiles.File
    private var buffer: ArraySlice<UInt8> = []
    private var count: Int
    /// How many bytes have come, those in the buffer too.
    private var taken = 0

    /// - Parameter count: how many records came before.
    init(_ source: any ByteSource, of file: InputFiles.File, after count: Int = 0) {
        self.source = source
        self.file = file
        self.count = count
    }

    /// Where the next record begins; `nil` if the source cannot go there.
    var position: InputPosition? {
        source.isSeekable ? InputPosition(offset: taken - buffer.count, count: count) : nil
    }

    /// Goes on where a record began.
    ///
    /// - Throws: ``PipelineError`` when the source cannot be read.
    mutating func go(to position: InputPosition) throws(PipelineError) {
        try source.seek(to: position.offset)
        buffer = []
        taken = position.offset
        count = position.count
    }

    /// The next record.
    ///
    /// - Throws: ``PipelineError`` when the archive cannot be read, or is none.
    mutating func next() throws(PipelineError) -> ArchiveRecord? {
        while buffer.isEmpty || buffer.first == 0x0D || buffer.first == 0x0A {
            if buffer.isEmpty, try !refill() { return nil }
            buffer = buffer.drop { $0 == 0x0D || $0 == 0x0A }
        }
        count += 1
        while !hasHeader {
            guard buffer.count < Self.longestHeader, try refill() else {
                throw failure("record \(count) has no header")
            }
        }
        let whole = buffer
        guard let version = HeaderFields.takeLine(&buffer), version.starts(with: Array("WARC/".utf8)) else {
            throw failure("record \(count) does not begin with WARC/")
        }
        let header = HeaderFields(taking: &buffer)
        guard let length = header["content-length"].flatMap({ Int($0) }), length >= 0 else {
            throw failure("record \(count) has no Content-Length")
        }
        let head = Array(whole.prefix(whole.count - buffer.count))
        let isTooLarge = length > file.limits.largest
        return ArchiveRecord(
            header: header, content: isTooLarge ? try pass(length) : try take(length), head: head, number: count,
            size: length)
    }

    /// Takes what is too large to be held.
    private mutating func pass(_ length: Int) throws(PipelineError) -> [UInt8] {
        var rest = length
        while rest > 0 {
            if buffer.isEmpty, try !refill() { throw failure("the archive ends within record \(count)") }
            let part = min(rest, buffer.count)
            buffer = buffer.dropFirst(part)
            rest -= part
        }
        return []
    }

    private var hasHeader: Bool {
        var last: UInt8 = 0
        for byte in buffer where byte != 0x0D {
            if byte == 0x0A, last == 0x0A { return true }
            last = byte
        }
        return false
    }

    private mutating func take(_ length: Int) throws(PipelineError) -> [UInt8] {
        var content = Array(buffer.prefix(length))
        buffer = buffer.dropFirst(length)
        while content.count < length {
            guard try refill() else { throw failure("the archive ends within record \(count)") }
            let rest = length - content.count
            content += buffer.prefix(rest)
            buffer = buffer.dropFirst(rest)
        }
        return content
    }

    private mutating func refill() throws(PipelineError) -> Bool {
        let part = try source.next()
        taken += part.count
        buffer = buffer.isEmpty ? part[...] : ArraySlice(Array(buffer) + part)
        return !part.isEmpty
    }

    private func failure(_ problem: String) -> PipelineError { file.failure(problem) }
}

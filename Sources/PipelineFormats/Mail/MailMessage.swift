internal import PipelineCore

/// A mail as RFC 5322 and MIME have it: its header, its text and the names of what is attached.
struct MailMessage {
    private static let greatestDepth = 20

    let header: HeaderFields
    private(set) var text = ""
    private(set) var attachments: [String] = []
    /// What the HTML of the mail says of its language, if its text is HTML.
    private(set) var language: String?

    /// - Throws: ``PipelineError`` when the text is HTML and libxml2 is not there.
    init(_ bytes: [UInt8]) throws(PipelineError) {
        var rest = bytes[...]
        // Mailboxes begin a mail with a line of their own.
        if rest.starts(with: Array("From ".utf8)) { _ = HeaderFields.takeLine(&rest) }
        header = HeaderFields(taking: &rest)
        var parts: [(isHTML: Bool, text: String)] = []
        try take(header, body: rest, depth: 0, into: &parts)
        text = parts.map(\.text).joined(separator: "\n\n")
    }

    private mutating func take(
        _ header: HeaderFields, body: ArraySlice<UInt8>, depth: Int, into parts: inout [(isHTML: Bool, text: String)]
    ) throws(PipelineError) {
        let type = HeaderValue(header["content-type"] ?? "text/plain")
        let disposition = HeaderValue(header["content-disposition"])
        if let name = disposition["filename"] ?? type["name"] {
            attachments.append(TransferEncoding.words(name))
            if disposition.value != "inline" { return }
        }
        if type.value.hasPrefix("multipart/"), let boundary = type["boundary"], depth < Self.greatestDepth {
            try takeParts(
                Self.parts(of: body, boundary: boundary), isChoice: type.value == "multipart/alternative",
                depth: depth, into: &parts)
        } else if type.value == "message/rfc822", depth < Self.greatestDepth {
            var rest = body
            let inner = HeaderFields(taking: &rest)
            try take(inner, body: rest, depth: depth + 1, into: &parts)
        } else if type.value == "text/html" || type.value == "text/plain" || type.value.isEmpty {
            let bytes = TransferEncoding.decode(body, header["content-transfer-encoding"])
            if let text = try text(bytes, type) { parts.append((type.value == "text/html", text)) }
        }
    }

    private mutating func takeParts(
        _ bodies: [ArraySlice<UInt8>], isChoice: Bool, depth: Int, into parts: inout [(isHTML: Bool, text: String)]
    ) throws(PipelineError) {
        var found: [(isHTML: Bool, text: String)] = []
        for body in bodies {
            var rest = body
            let header = HeaderFields(taking: &rest)
            try take(header, body: rest, depth: depth + 1, into: &found)
        }
        // Of several forms of one text the plain one is the writer's own.
        if isChoice, let plain = found.first(where: { !$0.isHTML }) ?? found.first { found = [plain] }
        parts += found
    }

    private mutating func text(_ bytes: [UInt8], _ type: HeaderValue) throws(PipelineError) -> String? {
        if type.value == "text/html" {
            let page = try Page(bytes, charset: type["charset"])
            language = language ?? page.about.language
            return page.allText.isEmpty ? nil : page.allText
        }
        let decoded = type["charset"].flatMap { bytes.decoded(from: $0) } ?? bytes
        let text = String(decoding: decoded, as: UTF8.self).replacing("\r\n", with: "\n")
        return text.trimmed.isEmpty ? nil : text
    }

    /// The parts between the lines of a boundary, without the line ends that belong to those.
    private static func parts(of body: ArraySlice<UInt8>, boundary: String) -> [ArraySlice<UInt8>] {
        let mark = Array("--\(boundary)".utf8)
        var parts: [ArraySlice<UInt8>] = []
        var rest = body
        var start: Int?
        while !rest.isEmpty {
            let place = rest.startIndex
            guard let line = HeaderFields.takeLine(&rest) else { break }
            guard line.starts(with: mark) else { continue }
            let ending = line.dropFirst(mark.count)
            guard ending.starts(with: Array("--".utf8)) || ending.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else {
                continue
            }
            if let start { parts.append(trimmed(body[start..<place])) }
            start = ending.isEmpty || ending.first != UInt8(ascii: "-") ? rest.startIndex : nil
            if start == nil { return parts }
        }
        if let start { parts.append(body[start...]) }
        return parts
    }

    private static func trimmed(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let part = part.last == 0x0A ? part.dropLast() : part
        return part.last == 0x0D ? part.dropLast() : part
    }
}

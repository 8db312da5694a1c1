internal import CPipelineView
internal import PipelineCore

/// The page that shows records: a head with style and script, a block of JSON for each record, and the end.
///
/// A file that was cut off after any record is a page as well, so that it can grow like any other output. The page fetches
/// nothing and runs no script but its own, whatever stands in a text: a record can neither end its block, nor would the
/// browser run what it says.
struct ViewPage {
    /// What the page is called.
    let title: String
    /// The unit of the offsets of its records.
    let unit: OffsetUnit

    /// All that stands before the first record.
    var head: [UInt8] {
        let style = Self.bytes(cpipeline_view_style)
        let script = Self.bytes(cpipeline_view_script)
        var bytes = Array(
            """
            <!doctype html>
            <html lang="en" data-theme="auto">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(Self.policy(style: style, script: script))">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="generator" content="Pipeline">
            <title>\(Self.escaped(title))</title>
            <style>
            """.utf8)
        bytes += style + Array("</style>\n<script>".utf8) + script
        bytes += Array("</script>\n</head>\n<body data-offsets=\"\(unit.rawValue)\">\n".utf8)
        return bytes + Self.bytes(cpipeline_view_shell)
    }

    /// All that stands behind the last record.
    static let end = Array("</body>\n</html>\n".utf8)

    /// What a block of JSON holds.
    enum Block: String {
        /// A document.
        case record
        /// What a stage found in all documents.
        case summary
    }

    /// Adds a record, which is a JSON object in UTF-8.
    static func append(_ record: some Collection<UInt8>, as block: Block = .record, to bytes: inout [UInt8]) {
        bytes += Array(#"<script type="application/json" class="\#(block.rawValue)">"#.utf8)
        bytes.reserveCapacity(bytes.count + record.count + 32)
        for byte in record {
            // In JSON it stands in strings alone, where this means the same and cannot end the block.
            if byte == UInt8(ascii: "<") { bytes += Array(#"\u003c"#.utf8) } else { bytes.append(byte) }
        }
        bytes += Array("</script>\n".utf8)
    }

    /// Whether a file begins as pages do.
    static func begins(_ bytes: some Collection<UInt8>) -> Bool {
        let start = String(decoding: bytes.prefix(1024), as: UTF8.self)
        return start.hasPrefix("<!doctype html>") && start.contains(#"<meta name="generator" content="Pipeline">"#)
    }

    private static func policy(style: [UInt8], script: [UInt8]) -> String {
        let sources = [("script", script), ("style", style)].map { kind, bytes in
            "\(kind)-src 'sha256-\(Base64.text(SHA256.hash(bytes)))'"
        }
        let rest = [
            "default-src 'none'", "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'",
        ]
        return (rest + sources).joined(separator: "; ")
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    }

    private static func bytes(_ part: cpipeline_view_part) -> [UInt8] {
        Array(UnsafeBufferPointer(start: part.bytes, count: part.size))
    }
}

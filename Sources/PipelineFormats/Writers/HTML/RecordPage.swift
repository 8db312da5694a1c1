package import PipelineCore
internal import SystemPackage

/// Makes a page of records that were written before.
package struct RecordPage {
    /// The records: a file of JSON lines, compressed or not, or `-` for standard input.
    package var input: String
    /// The unit of their offsets.
    package var unit: OffsetUnit
    /// What the page is called.
    package var title: String
    /// A file with what stages found in all documents, as a run writes it.
    package var summary: String?

    /// A page of the records of a file.
    package init(input: String, unit: OffsetUnit, title: String, summary: String? = nil) {
        self.input = input
        self.unit = unit
        self.title = title
        self.summary = summary
    }

    /// Whether a file may be overwritten unasked: it is a page, or empty, or not there.
    package static func mayReplace(_ path: String) -> Bool {
        guard let file = try? FileDescriptor.open(FilePath(path), .readOnly) else { return true }
        defer { try? file.close() }
        var start = [UInt8](repeating: 0, count: 1024)
        let count = (try? start.withUnsafeMutableBytes { try file.read(into: $0) }) ?? 0
        return count == 0 || ViewPage.begins(start.prefix(count))
    }

    /// Gives the page in parts. Holds one record at a time.
    ///
    /// - Returns: how many records there were.
    /// - Throws: ``PipelineError`` that names the line which is no record.
    package func write(_ body: ([UInt8]) throws -> Void) throws -> Int {
        var bytes = ViewPage(title: title, unit: unit).head
        let count = try append(input, as: .record, to: &bytes, body)
        if let summary { _ = try append(summary, as: .summary, to: &bytes, body) }
        try body(bytes + ViewPage.end)
        return count
    }

    /// Gives the blocks of a file's lines, the first of them behind what `bytes` holds; says how many there were.
    private func append(
        _ path: String, as block: ViewPage.Block, to bytes: inout [UInt8], _ body: ([UInt8]) throws -> Void
    ) throws -> Int {
        guard let file = try InputFiles.expand([path], suffixes: [".jsonl", ".ndjson"]).first else { return 0 }
        var lines = LineSource(try file.open())
        var count = 0
        while let line = try lines.next() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            try check(line, as: block, number: lines.number, in: file)
            ViewPage.append(line, as: block, to: &bytes)
            count += 1
            try body(bytes)
            bytes = []
        }
        return count
    }

    private func check(
        _ line: [UInt8], as block: ViewPage.Block, number: Int, in file: InputFiles.File
    ) throws(PipelineError) {
        let (kind, key, writer) = block == .record ? ("record", "id", "write.jsonl") : ("summary", "stage", "a run")
        func failure(_ problem: String) -> PipelineError {
            PipelineError(
                .fileUnreadable, "not a \(kind): \(problem)",
                remedy: "give a file that \(writer) wrote; see Schemas/\(kind).schema.json",
                location: SourceLocation(file: file.path, line: number), excerpt: "")
        }
        let value: Value
        do {
            value = try JSONParser.parse(line)
        } catch {
            throw failure("not JSON: \(error.message)")
        }
        guard let object = value.object else { throw failure("it is \(value.kind) and no object") }
        guard object[key] != nil else { throw failure("it has no '\(key)'") }
    }
}

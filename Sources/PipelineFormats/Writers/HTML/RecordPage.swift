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

    /// A page of the records of a file.
    package init(input: String, unit: OffsetUnit, title: String) {
        self.input = input
        self.unit = unit
        self.title = title
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
        guard let file = try InputFiles.expand([input], suffixes: [".jsonl", ".ndjson"]).first else { return 0 }
        var lines = LineSource(try file.open())
        var bytes = ViewPage(title: title, unit: unit).head
        var count = 0
        while let line = try lines.next() {
            if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
            try check(line, number: lines.number, in: file)
            ViewPage.append(line, to: &bytes)
            count += 1
            try body(bytes)
            bytes = []
        }
        try body(bytes + ViewPage.end)
        return count
    }

    private func check(_ line: [UInt8], number: Int, in file: InputFiles.File) throws(PipelineError) {
        func failure(_ problem: String) -> PipelineError {
            PipelineError(
                .fileUnreadable, "not a record: \(problem)",
                remedy: "give a file that write.jsonl wrote; see Schemas/record.schema.json",
                location: SourceLocation(file: file.path, line: number), excerpt: "")
        }
        let value: Value
        do {
            value = try JSONParser.parse(line)
        } catch {
            throw failure("not JSON: \(error.message)")
        }
        guard let object = value.object else { throw failure("it is \(value.kind) and no object") }
        guard object["id"] != nil else { throw failure("it has no 'id'") }
    }
}

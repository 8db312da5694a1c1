import ArgumentParser
import PipelineCore
import PipelineFormats
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// `pipeline view`
struct ViewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "view",
        abstract: "Makes a page of records: texts with all that was found in them.",
        discussion: """
            The page is one file that needs no network. It shows the text of each document with its annotations, the names,
            statements, relations, dates and scores that were found, and what the documents say together; with it, what
            stages found in all documents, if the run left a summary beside the records. A definition makes the same page,
            without the summary, with write.html. See Documentation/viewing.md.

            EXAMPLES
              pipeline view out/news.jsonl                   writes out/news.html
              pipeline view out/news.jsonl.gz -o news.html
              pipeline run news.lua -o - | pipeline view - -o news.html
            """)

    @Argument(help: "Records as write.jsonl writes them; - is standard input.")
    var records: String

    @ArgumentParser.Option(
        name: [.short, .customLong("output")], help: "Where the page goes; beside the records if nothing is given.")
    var output: String?

    @ArgumentParser.Option(help: "What the page is called; the file's name if nothing is given.")
    var title: String?

    @ArgumentParser.Option(
        help: "The unit of the records' offsets: scalars, utf8 or utf16, as write.jsonl was told.", transform: unit)
    var offsets: OffsetUnit = .scalars

    @ArgumentParser.Option(
        help: "What stages found in all documents; the records' .summary.jsonl if it is there and nothing is given.")
    var summary: String?

    @Flag(help: "Overwrite a file that is no page.")
    var force = false

    func validate() throws {
        if records == "-", output == nil {
            throw ValidationError("records of standard input have no place: say with -o where the page goes")
        }
    }

    func run() throws {
        let stem = Self.stem(of: records)
        let path = output ?? stem + ".html"
        let name = title ?? (records == "-" ? Self.stem(of: Path.name(of: path)) : Path.name(of: stem))
        let page = RecordPage(input: records, unit: offsets, title: name, summary: summary ?? summaryBeside)
        if path == "-" {
            _ = try page.write { try Self.write($0, to: .standardOutput, path) }
            return
        }
        guard force || RecordPage.mayReplace(path) else {
            throw PipelineError(
                .outputExists, "\(path) is there already and is no page of records",
                remedy: "name another file with -o, or overwrite it with --force", location: SourceLocation(file: path))
        }
        let count = try replace(path, with: page)
        Console.standardError.write("\(count) \(count == 1 ? "document" : "documents"): \(path)")
    }

    /// The summary that a run wrote beside its records, if there is one.
    private var summaryBeside: String? {
        let path = records + ".summary.jsonl"
        return records != "-" && access(path, R_OK) == 0 ? path : nil
    }

    /// Writes beside the place and moves the file there when it is whole.
    private func replace(_ path: String, with page: RecordPage) throws -> Int {
        let draft = path + ".part"
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                FilePath(draft), .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw Self.failure(path, error)
        }
        do {
            let count = try file.closeAfter { try page.write { try Self.write($0, to: file, path) } }
            guard rename(draft, path) == 0 else { throw Self.failure(path, Errno(rawValue: errno)) }
            return count
        } catch {
            unlink(draft)
            throw error
        }
    }

    private static func write(_ bytes: [UInt8], to file: FileDescriptor, _ path: String) throws {
        do {
            _ = try file.writeAll(bytes)
        } catch {
            throw failure(path, error)
        }
    }

    private static func failure(_ path: String, _ error: any Error) -> PipelineError {
        PipelineError(
            .outputFailed, "cannot write \(path): \(String(describing: error))", location: SourceLocation(file: path))
    }

    /// The path without the endings of records and of what compressed them.
    private static func stem(of path: String) -> String {
        var stem = path
        for suffix in [".gz", ".zst", ".jsonl", ".ndjson", ".html"] where stem.hasSuffix(suffix) {
            stem.removeLast(suffix.count)
        }
        return stem
    }

    @Sendable
    private static func unit(_ word: String) throws -> OffsetUnit {
        if let unit = OffsetUnit(rawValue: word) { return unit }
        throw ValidationError("it is one of \(OffsetUnit.allCases.map(\.rawValue).joined(separator: ", "))")
    }
}

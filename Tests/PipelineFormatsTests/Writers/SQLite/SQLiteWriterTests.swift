import PipelineTestSupport
import Testing

@testable import PipelineCore
@testable import PipelineFormats

struct SQLiteWriterTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Finds names and who follows whom; fails and drops.
    private static let stage = ClosureStage("find", assigns: [.layer("entities")]) { document, context in
        let number = Int(document.id.drop { !$0.isNumber }) ?? 0
        if number % 5 == 3 { throw PipelineError(.scriptFailed, "fifth") }
        if number % 7 == 2 { document.drop(reason: "seventh") }
        let by = Provenance(stage: "find", rule: "r")
        let first = try document.annotate(
            bytes: 0..<3, layer: "entities", label: "PER", attributes: ["n": .integer(Int64(number))], provenance: by)
        let second = try document.annotate(bytes: 4..<8, layer: "entities", label: "O'R\"G", provenance: by)
        _ = try document.relate(
            label: "FOLLOWS", arguments: [.init("who", [first]), .init("whom", [first, second])], provenance: by)
        let reasons = [Score.Reason(rule: "x", weight: 1.5, bytes: 0..<3)]
        document.setScore(Score(value: 1.5, level: "high", reasons: reasons), name: "heat")
    }

    private func runner(
        _ files: any FileSystem = SystemFiles(), start: RunStart = .resume, name: String = "o.db", documents: Int = 17,
        writer: ((SQLiteWriter) -> any Writer)? = nil
    ) throws -> Runner {
        let sqlite = SQLiteWriter(path: folder.path(name))
        var runner = Runner(
            pipeline: try DocumentPipeline([Self.stage]),
            reader: InMemoryReader(texts: (0..<documents).map { "Änn said \($0)" }),
            writers: [LineWriter(path: "disk/lines", epilogue: "end\n"), writer?(sqlite) ?? sqlite], workers: 2)
        runner.files = files
        runner.start = start
        runner.commits.documents = 4
        runner.commits.time = .seconds(1000)
        return runner
    }

    private func dump(_ name: String = "o.db") throws -> [String] {
        let database = try SQLiteDatabase(folder.path(name))
        return try ["run"].flatMap { try database.texts("SELECT documents FROM \($0)") }
            + SQLiteTable.allCases.flatMap { table in
                let columns = ["number"] + table.columns
                let list = columns.map { $0 == "number" && table != .documents ? "document" : "\"\($0)\"" }
                return try database.texts(
                    "SELECT '\(table) ' || \(list.map { "quote(\($0))" }.joined(separator: " || ' ' || ")) FROM \(table)"
                )
            } + database.texts("SELECT 'search ' || rowid FROM search WHERE search MATCH 'said' ORDER BY rowid")
            + database.texts("SELECT 'view ' || sql FROM sqlite_master WHERE type = 'view'")
    }

    @Test func tablesHoldWhatWasFound() async throws {
        let summary = try await runner(SimulatedDisk(), documents: 2).run()
        #expect(summary.written == 2)
        let database = try SQLiteDatabase(folder.path("o.db"))
        let rows = try dump()
        #expect(rows.first == "2")
        for row in [
            "documents 1 'd0' NULL NULL NULL 'Änn said 0'",
            #"annotations 1 0 'entities' 'PER' 0 2 'Än' 'find/r' '{"n":0}'"#,
            "annotations 2 1 'entities' 'O''R\"G' 3 7 ' sai' 'find/r' NULL", "relations 2 0 'FOLLOWS' 'find/r' NULL",
            "arguments 1 0 'whom' 1", "scores 1 'heat' 1.5 'high'", "reasons 2 'heat' 'x' 1.5 0 2", "search 2",
        ] { #expect(rows.contains(row), "\(row)") }
        #expect(
            try database.texts("SELECT document_id || ' ' || who || ', ' || whom FROM relation_FOLLOWS")
                == ["d0 Än, Än …  sai", "d1 Än, Än …  sai"])
        #expect(
            try database.texts("SELECT id FROM documents JOIN search ON search.rowid = number WHERE search MATCH '1'")
                == ["d1"])
    }

    @Test func anExistingDatabaseIsOverwrittenOnlyWhenAsked() async throws {
        var first = try runner(start: .create)
        first.writers.removeFirst()
        first.deadLetters = folder.path("dead")
        _ = try await first.run()
        let rows = try dump()
        let error = await #expect(throws: PipelineError.self) { try await first.run() }
        #expect(error?.code == .outputExists)
        first.start = .overwrite
        _ = try await first.run()
        #expect(try dump() == rows)
        first.start = .resume
        #expect(try await first.run().resumed == 17)
        #expect(try dump() == rows)
    }

    /// The rows of a broken run are in the database or not, together with their number.
    @Test func aKillAtAnyEffectLosesNothing() async throws {
        let disk = SimulatedDisk()
        _ = try await runner(disk).run()
        let rows = try dump()
        for index in 0..<disk.effects.count {
            let broken = SimulatedDisk(fault: .kill(at: index, isTorn: true))
            _ = try? await runner(broken, name: "\(index).db").run()
            let second = SimulatedDisk(broken.image)
            _ = try await runner(second, name: "\(index).db").run()
            #expect(try dump("\(index).db") == rows, "killed at effect \(index)")
            #expect(second.image.visible == disk.image.visible)
        }
    }

    /// The same without looking at what is there already: it must be found out.
    @Test func aRunThatForgetsWhatItHasIsFoundOut() async throws {
        let disk = SimulatedDisk()
        _ = try await runner(disk).run()
        let rows = try dump()
        var found = 0
        for index in 0..<disk.effects.count {
            let broken = SimulatedDisk(fault: .kill(at: index))
            let name = "f\(index).db"
            _ = try? await runner(broken, name: name) { Forgetful(base: $0) }.run()
            _ = try? await runner(SimulatedDisk(broken.image), name: name) { Forgetful(base: $0) }.run()
            if try dump(name) != rows { found += 1 }
        }
        #expect(found > 0)
    }

    @Test func rowsComeBackAsTheyWere() {
        let values: [[SQLiteValue]] = [
            [.integer(.min), .null, .number(-0.5)], [.null, .text("é"), .number(.infinity)],
            [.integer(7), .text(""), .null],
        ]
        var rows = SQLiteRows(after: [])
        for row in values { rows.add(.scores, row) }
        var read: [[SQLiteValue]] = []
        let isWhole = SQLiteRows.read(rows.bytes) { read.append($1) }
        #expect(isWhole && read == values)
        for count in 1..<rows.bytes.count {
            var seen = 0
            let isWhole = SQLiteRows.read(Array(rows.bytes.prefix(count))) { _, _ in seen += 1 }
            #expect(seen < 3 && (!isWhole || seen > 0))
        }
        let isNone = SQLiteRows.read([99]) { _, _ in }
        #expect(!isNone)
    }
}

private struct Forgetful: StoreWriter {
    let base: SQLiteWriter
    var path: String { base.path }
    func encode(_ document: Document, into bytes: inout [UInt8]) { base.encode(document, into: &bytes) }
    func open(anew: Bool) throws -> any RecordStore { Store(base: try base.open(anew: anew)) }

    final class Store: RecordStore {
        let base: any RecordStore
        init(base: any RecordStore) { self.base = base }
        private var isFirst = true
        /// When it is asked for the second time, as if it never had anything.
        var documents: Int {
            defer { isFirst = false }
            return isFirst ? base.documents : 0
        }
        func write(_ record: [UInt8]) throws { try base.write(record) }
        func commit(documents: Int) throws { try base.commit(documents: documents) }
        func finish() throws { try base.finish() }
        func close() throws { try base.close() }
    }
}

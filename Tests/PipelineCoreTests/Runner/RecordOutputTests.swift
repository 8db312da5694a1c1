import PipelineTestSupport
import Testing

@testable import PipelineCore

struct RecordOutputTests {
    /// A store that writes down what it is asked.
    private final class Store: RecordStore {
        let documents: Int
        var calls: [String] = []

        init(documents: Int) { self.documents = documents }
        func write(_ record: [UInt8]) { calls.append(String(decoding: record, as: UTF8.self)) }
        func commit(documents: Int) { calls.append("commit \(documents)") }
        func finish() { calls.append("finish") }
        func close() { calls.append("close") }
    }

    private struct Writer: StoreWriter {
        let path = "store"
        let documents: Int
        func encode(_ document: Document, into bytes: inout [UInt8]) {}
        func open(anew: Bool) -> any RecordStore { Store(documents: anew ? 0 : documents) }
    }

    @Test func aStoreIsGivenWhatItDoesNotHave() throws {
        let store = Store(documents: 3)
        let output = RecordOutput.store(store)
        for document in 2..<5 { try output.write([0x30 + UInt8(document)], of: document) }
        try output.write([], of: 5)
        try output.sync(2)
        try output.sync(6)
        try output.finish([0x65])
        try output.close()
        #expect(store.calls == ["3", "4", "commit 6", "finish", "close"])
        #expect(output.isStore && output.length == 0)
    }

    @Test func aStoreMayHaveMoreThanTheJournalSaysAndNotLess() throws {
        let disk = SimulatedDisk()
        _ = try RecordOutput(Writer(documents: 5), in: disk, keeping: 0, of: 4)
        _ = try RecordOutput(Writer(documents: 5), in: disk, keeping: 0, of: 0)
        let error = #expect(throws: PipelineError.self) {
            try RecordOutput(Writer(documents: 3), in: disk, keeping: 0, of: 4)
        }
        #expect(error?.code == .resumeRefused)
        #expect(error?.message == "store has 3 documents, and the run had written 4")
    }

    @Test func aFileGrows() throws {
        let disk = SimulatedDisk()
        let output = try RecordOutput(LineWriter(path: "out", prologue: "<"), in: disk, keeping: 0, of: 0)
        try output.write([0x61], of: 0)
        try output.sync(1)
        try output.finish([0x3E])
        try output.close()
        #expect(disk.image.visible == ["out": "<a>"] && !output.isStore && output.length == 3)
    }
}

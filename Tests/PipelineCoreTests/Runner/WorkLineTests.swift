@testable import PipelineCore
import PipelineTestSupport
import Testing

struct WorkLineTests {
    private struct FailingWriter: Writer {
        let path = "out"
        func encode(_ document: Document, into bytes: inout [UInt8]) throws {
            bytes += Array("half".utf8)
            if document.id.hasSuffix("#1") { throw CancellationError() }
        }
    }

    private func outcome(
        _ raw: RawDocument, _ stages: [any Stage] = [], writers: [any Writer] = [LineWriter(path: "out")]
    ) throws -> Outcome {
        var line = try WorkLine(index: 0, pipeline: DocumentPipeline(stages), writers: writers)
        return line.process(raw)
    }

    private func raw(_ bytes: [UInt8] = Array("text".utf8)) -> RawDocument {
        RawDocument(name: "a.txt", input: bytes) { Document(id: "a", text: DocumentText(bytes)) }
    }

    private let split = ClosureStage("split") { document, _ in
        document.derive(text: "child", metadata: [:])
        document.warn("split in two")
    }

    @Test func encodesForEachWriter() throws {
        let outcome = try outcome(raw(), [split], writers: [LineWriter(path: "x"), LineWriter(path: "y")])
        #expect(
            outcome.records.map { String(decoding: $0, as: UTF8.self) } == [
                "a text {}\na#1 child {}\n", "a text {}\na#1 child {}\n",
            ])
        #expect(outcome.written == 2 && outcome.dropped == 0 && outcome.bytes == 4 && !outcome.isRepaired)
        #expect(outcome.error == nil && outcome.deadLetter == nil)
        #expect(outcome.warnings.map(\.document) == ["a"] && outcome.warnings.map(\.message) == ["split in two"])
    }

    @Test func countsRepairedAndDroppedDocuments() throws {
        let outcome = try outcome(
            raw([0x61, 0xFF]), [ClosureStage("drop") { document, _ in document.drop(reason: "r") }])
        #expect(outcome.isRepaired && outcome.dropped == 1 && outcome.written == 0 && outcome.records == [[]])
    }

    @Test func aDocumentThatCannotBeReadIsADeadLetter() throws {
        let raw = RawDocument(name: "a.txt") { throw PipelineError(.fileUnreadable, "gone") }
        let outcome = try outcome(raw)
        #expect(outcome.error?.document == "a.txt" && outcome.error?.code == .fileUnreadable)
        #expect(outcome.deadLetter != nil && outcome.bytes == 0)
        let strange = try self.outcome(RawDocument(name: "b.txt") { throw CancellationError() })
        #expect(strange.error?.code == .documentUnreadable)
    }

    @Test func aFailedDocumentWritesNothing() throws {
        let outcome = try outcome(raw(), [split], writers: [LineWriter(path: "x"), FailingWriter()])
        #expect(outcome.records == [[], []])
        #expect(outcome.written == 0 && outcome.dropped == 0 && outcome.bytes == 4)
        #expect(outcome.error?.document == "a" && outcome.error?.code == .stageFailed)
    }
}

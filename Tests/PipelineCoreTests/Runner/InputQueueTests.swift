@testable import PipelineCore
import PipelineTestSupport
import Testing

struct InputQueueTests {
    private func queue(
        _ reader: any Reader, limit: Int? = nil, control: RunControl = RunControl()
    ) throws -> InputQueue {
        try InputQueue(reader, limit: limit, control: control)
    }

    private func names(_ queue: InputQueue) async throws -> [String] {
        var names: [String] = []
        while let item = try await queue.next() {
            #expect(item.sequence == names.count)
            names.append(item.raw.name)
        }
        return names
    }

    @Test func handsDocumentsOutInOrder() async throws {
        #expect(try await names(queue(InMemoryReader(texts: ["a", "b", "c"]))) == ["d0", "d1", "d2"])
        #expect(try await names(queue(InMemoryReader(texts: []))) == [])
    }

    @Test(arguments: [(0, 0), (2, 2), (3, 3), (9, 3)])
    func endsAtTheLimit(limit: Int, count: Int) async throws {
        #expect(try await names(queue(InMemoryReader(texts: ["a", "b", "c"]), limit: limit)).count == count)
    }

    @Test func endsWhenAsked() async throws {
        let control = RunControl()
        let queue = try queue(InMemoryReader(texts: ["a", "b"]), control: control)
        _ = try await queue.next()
        #expect(await !queue.wasStopped)
        control.requestStop()
        #expect(try await queue.next() == nil)
        #expect(await queue.wasStopped)
    }

    @Test func aStopAfterTheEndIsNone() async throws {
        let control = RunControl()
        let queue = try queue(InMemoryReader(texts: ["a"]), control: control)
        _ = try await names(queue)
        control.requestStop()
        #expect(try await queue.next() == nil)
        #expect(await !queue.wasStopped)
    }

    /// A terminal that has said "end" once would otherwise be asked again by every worker.
    @Test func asksAnEndedSourceNoMore() async throws {
        struct Once: Reader, DocumentSource {
            var hasEnded = false
            func open() -> any DocumentSource { self }
            mutating func next() -> RawDocument? {
                #expect(!hasEnded, "the source is asked after its end")
                hasEnded = true
                return nil
            }
        }
        let queue = try queue(Once())
        for _ in 0..<3 { #expect(try await queue.next() == nil) }
    }

    @Test func asksAFailedSourceNoMore() async throws {
        let failure = PipelineError(.fileUnreadable, "gone")
        let queue = try queue(InMemoryReader(texts: ["a"], failure: failure))
        _ = try await queue.next()
        await #expect(throws: PipelineError.self) { try await queue.next() }
        #expect(try await queue.next() == nil)
    }

    @Test(arguments: [nil, InputPosition(offset: 2), InputPosition(offset: 1, documents: 1)])
    func passesOverWhatHasBeenDealtWith(_ position: InputPosition?) async throws {
        let queue = try queue(InMemoryReader(texts: ["a", "b", "c"]))
        try await queue.skip(2, to: position)
        let item = try await queue.next()
        #expect(item?.sequence == 2 && item?.raw.name == "d2")
    }

    @Test(arguments: [nil, InputPosition(offset: 2, documents: 3)])
    func refusesAnInputThatHasLessThanHasBeenDealtWith(_ position: InputPosition?) async throws {
        let queue = try queue(InMemoryReader(texts: ["a", "b", "c"]))
        let error = await #expect(throws: PipelineError.self) { try await queue.skip(5, to: position) }
        #expect(error?.message == "the input has 3 documents, and the run had dealt with 5")
    }

    @Test func readsFromTheBeginningWhereTheSourceCannotGo() async throws {
        struct Plain: Reader, DocumentSource {
            var number = 0
            func open() -> any DocumentSource { self }
            mutating func next() -> RawDocument? {
                number += 1
                return RawDocument(name: "\(number)") { Document(id: "", text: DocumentText("")) }
            }
        }
        let queue = try queue(Plain())
        try await queue.skip(4, to: InputPosition(offset: 2))
        #expect(try await queue.next()?.raw.name == "5")
    }

    @Test func handsNothingOutOnceClosed() async throws {
        let queue = try queue(InMemoryReader(texts: ["a"]))
        await queue.close()
        #expect(try await queue.next() == nil)
        #expect(await !queue.wasStopped)
    }
}

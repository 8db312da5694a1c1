@testable import PipelineCore
import PipelineTestSupport
import SystemPackage
import Testing

/// The worker's side without its locks, which would hold for the tests too. The command's tests run it with them.
struct WorkerProcessTests {
    private func serve(
        _ stages: [any Stage], _ documents: [Document], writers: [any Writer] = [LineWriter(path: "out")]
    ) throws -> [Outcome] {
        let (requests, answers) = (try Pipes(), try Pipes())
        defer { for pipes in [requests, answers] { pipes.closeEndsOfParent() } }
        for (index, document) in documents.enumerated() {
            try requests.input.writing.writeAll(WorkerFrame(document: document, number: index + 1).bytes)
        }
        try requests.input.writing.close()
        let task = WorkerProcess.Task(pipeline: try DocumentPipeline(stages), writers: writers)
        var line = try task.makeLine(StagePage(descriptor: -1))
        let channel = WorkerChannel(input: requests.input.reading, output: answers.input.writing)
        var fold = WorkerFold(task.pipeline)
        try WorkerProcess.serve(channel, &line, &fold, StagePage(descriptor: -1))
        try answers.input.writing.close()
        let answering = WorkerChannel(input: answers.input.reading, output: .standardError)
        return try documents.map { document in
            let frame = try #require(try answering.receive())
            var outcome = Outcome(writers: writers.count)
            let isTaken = outcome.take(frame, for: RawDocument(name: document.id) { document }, document)
            #expect(isTaken)
            return outcome
        }
    }

    @Test func saysWhatItIs() throws {
        let task = WorkerProcess.Task(
            pipeline: try DocumentPipeline([ClosureStage("one"), ClosureStage("two")]), writers: [], description: "it")
        #expect(task.ready == ["description": "it", "stages": ["one", "two"], "folds": false])
    }

    @Test func worksAsALineOfWorkDoes() throws {
        let stage = ClosureStage("odd") { document, _ in
            if document.id == "d1" { throw PipelineError(.scriptFailed, "no") }
            if document.id == "d2" { document.drop(reason: "no") }
            document.warn("seen")
            document.derive(text: "child", metadata: [:])
        }
        let documents = (0..<4).map { Document(id: "d\($0)", text: DocumentText("text \($0)")) }
        let writers = [LineWriter(path: "a"), LineWriter(path: "b")]
        let outcomes = try serve([stage], documents, writers: writers)
        for (document, outcome) in zip(documents, outcomes) {
            var line = try WorkLine(index: 0, pipeline: DocumentPipeline([stage]), writers: writers)
            let expected = line.process(RawDocument(name: document.id) { document })
            #expect(outcome.records == expected.records && outcome.written == expected.written)
            #expect(outcome.dropped == expected.dropped && outcome.deadLetter == expected.deadLetter)
            #expect(outcome.warnings.map(\.message) == expected.warnings.map(\.message))
        }
    }
}

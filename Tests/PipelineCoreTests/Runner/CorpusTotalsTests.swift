@testable import PipelineCore
import PipelineTestSupport
import Synchronization
import Testing

/// Writes down what it is given, so that the order shows; adds up numbers, whose sum depends on the order.
private struct Journal: StageAccumulator {
    var problem: String?
    var isBrokenAtTheEnd = false
    private var text = ""
    private var sum = 0.0

    init(problem: String? = nil, isBrokenAtTheEnd: Bool = false) {
        self.problem = problem
        self.isBrokenAtTheEnd = isBrokenAtTheEnd
    }

    mutating func add(_ contribution: Contribution) throws {
        if contribution.document == problem { throw PipelineError(.scriptFailed, "cannot add") }
        text += " \(contribution.document)"
        sum += contribution.value.double ?? 0
    }

    mutating func finish() throws -> Value {
        if isBrokenAtTheEnd { throw PipelineError(.scriptFailed, "cannot finish") }
        return ["order": .string(text), "sum": .number(sum)]
    }
}

private struct JournalStage: Stage, StageInstance {
    var name = "journal"
    var journal = Journal()
    var body: @Sendable (inout Document) throws -> Void = { _ in }

    func process(_ document: inout Document, _ context: StageContext) throws {
        let number = Double(document.id.filter(\.isNumber)) ?? 0
        pause(microseconds: Int(number * 7919) % 300)
        document.contribute(.number(1 / (number + 3)), as: context)
        try body(&document)
    }

    let contributes = true

    func makeAccumulator(for worker: Worker) -> (any StageAccumulator)? { journal }
}

struct CorpusTotalsTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func runner(_ stages: [any Stage], count: Int = 3, workers: Int = 2) throws -> Runner {
        var runner = Runner(
            pipeline: try DocumentPipeline(stages), reader: InMemoryReader(texts: (0..<count).map(String.init)),
            writers: [LineWriter(path: folder.path("out"), epilogue: "end\n")], workers: workers)
        runner.start = .overwrite
        return runner
    }

    private var summary: String? { folder.text("out.summary.jsonl") }

    @Test func foldsInInputOrderForAnyNumberOfWorkers() async throws {
        var stage = JournalStage()
        stage.body = { document in
            guard let number = Int(document.id.dropFirst()) else { return }
            if number % 7 == 0 { document.derive(text: "child", metadata: [:]) }
            if number % 5 == 0 { document.drop(reason: "fifth") }
            if number % 3 == 0 { throw CancellationError() }
        }
        var summaries: Set<String?> = []
        for workers in [1, 2, 8] {
            let summary = try await runner([stage, stage], count: 200, workers: workers).run()
            #expect(summary.summarized == 2)
            summaries.insert(self.summary)
        }
        let lines = try #require(summaries.first??.split(separator: "\n"))
        #expect(summaries.count == 1 && lines.count == 2)
        // The second stage sees the children that the first one made, right after their parents, and no dropped document.
        #expect(lines[0].hasPrefix(#"{"stage":"journal","documents":133,"value":{"order":" d1 d2 d4 d5 d7 d8 "#))
        #expect(lines[1].contains(" d2 d4 d7 d7#1 d8 "))
        #expect(!lines[1].contains(" d5 "))
    }

    @Test func aLineStandsThereAlsoWithoutDocuments() async throws {
        _ = try await runner([JournalStage()], count: 0).run()
        #expect(summary == #"{"stage":"journal","documents":0,"value":{"order":"","sum":0.0}}"# + "\n")
    }

    @Test func thereIsNoFileWithoutSuchAStage() async throws {
        try folder.write("somebody's", to: "out.summary.jsonl")
        let summary = try await runner([ClosureStage("plain")]).run()
        #expect(summary.summarized == 0)
        #expect(self.summary == "somebody's")
    }

    @Test func aStageMayContributeSeveralTimes() async throws {
        let stage = ClosureStage("twice") { _, _ in }
        var totals = try CorpusTotals(try DocumentPipeline([stage, JournalStage()]), for: Worker())
        let twice = [1, 2].map { Contribution(document: "d", stage: 1, value: $0) }
        #expect(totals.add(twice).isEmpty && totals.add(twice).isEmpty)
        #expect(totals.add([Contribution(document: "d", stage: 0, value: 1)]).isEmpty)
        let lines = try totals.finish().map(\.json)
        #expect(lines == [#"{"stage":"journal","documents":2,"value":{"order":" d d d d","sum":6.0}}"#])
    }

    @Test func aFailureToFinishComesAfterAllRecords() async throws {
        try folder.write("old", to: "out.summary.jsonl")
        let stages = [
            JournalStage(name: "a", journal: Journal(isBrokenAtTheEnd: true)), JournalStage(name: "b"),
            JournalStage(name: "c", journal: Journal(isBrokenAtTheEnd: true)),
        ]
        let error = await #expect(throws: PipelineError.self) { try await runner(stages).run() }
        #expect(error?.message == "cannot finish" && error?.stage == "a" && error?.others.map(\.stage) == ["c"])
        #expect(folder.text("out") == "d0 0 {}\nd1 1 {}\nd2 2 {}\nend\n")
        #expect(summary == nil)
    }

    @Test func aFailureToAddNamesTheDocument() async throws {
        let told = Mutex<[String]>([])
        let stages = [JournalStage(name: "a", journal: Journal(problem: "d1")), JournalStage(name: "b")]
        let runner = try runner(stages)
        let error = await #expect(throws: PipelineError.self) {
            try await runner.run { event in
                if case .warning(let document, let message) = event {
                    told.withLock { $0.append("\(document) \(message)") }
                }
            }
        }
        #expect(error?.message == "cannot add" && error?.stage == "a" && error?.document == "d1")
        let messages = told.withLock { $0 }
        #expect(messages == ["d1 there will be no summary of stage 'a': cannot add"])
        #expect(folder.text("out") == "d0 0 {}\nd1 1 {}\nd2 2 {}\nend\n")
        #expect(summary == nil)
    }

    /// Who stops a run gets the summary of what has been written.
    @Test func aStoppedRunHasItsSummary() async throws {
        let control = RunControl()
        var stage = JournalStage()
        stage.body = { document in if document.id == "d5" { control.requestStop() } }
        let summary = try await runner([stage], count: 500).run(control: control)
        #expect(summary.isStopped && summary.summarized == 1)
        #expect(self.summary?.contains(#""documents":\#(summary.read),"#) == true)
    }

    @Test func theSummaryStandsBesideTheFirstOutput() throws {
        #expect(Runner.defaultCorpusSummary(for: "out/news.jsonl") == "out/news.jsonl.summary.jsonl")
        #expect(Runner.defaultCorpusSummary(for: "-") == "pipeline.summary.jsonl")
    }
}

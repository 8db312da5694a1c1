import PipelineTestSupport
import Testing

@testable import PipelineCore

struct RunOutputsTests {
    private let disk = SimulatedDisk()

    private func outputs(_ start: RunStart = .resume, folds: Bool = true) throws -> RunOutputs {
        var runner = Runner(
            pipeline: try DocumentPipeline([]), reader: InMemoryReader(texts: []),
            writers: [LineWriter(path: "out", prologue: "<"), LineWriter(path: "two")])
        runner.files = disk
        runner.start = start
        return try RunOutputs(runner, inputs: [], isRepeatable: true, folds: folds)
    }

    private func position(_ matches: (SimulatedDisk.Effect) -> Bool) -> Int? { disk.effects.lastIndex(where: matches) }

    @Test func syncsWhatItWroteBeforeItSaysSo() throws {
        var outputs = try outputs()
        try outputs.records[1].write([0x61], of: 0)
        try outputs.deadLetters?.write([0x62])
        let begun = disk.effects.count
        try outputs.commit(1, RunSummary())
        var written = Set<Int>()
        var journal: Int?
        for effect in disk.effects[begun...] {
            switch effect {
            case .write(let node, _, let bytes):
                if bytes.count > 8 { journal = node } else { written.insert(node) }
                #expect(journal == nil || written.isEmpty, "the journal comes when all else is safe")
            case .sync(let node): written.remove(node)
            default: break
            }
        }
        #expect(journal != nil && disk.image.visible == ["out": "<", "two": "a", "out.dead.jsonl": "b"])
    }

    @Test func writesNothingBeforeTheNamesAreSafe() throws {
        var outputs = try outputs()
        try outputs.records[0].write([0x61], of: 0)
        try outputs.commit(1, RunSummary())
        let node = try #require(
            disk.effects.compactMap { if case .create(name: "out", let node) = $0 { node } else { nil } }.first)
        let written = try #require(position { if case .write(node, _, _) = $0 { true } else { false } })
        for folder in [".", "./.out.run"] {
            let synced = disk.effects.firstIndex { if case .syncFolder(folder) = $0 { true } else { false } }
            #expect(try #require(synced) < written)
        }
    }

    @Test func aSmallRunSyncsFourTimes() throws {
        var outputs = try outputs(folds: false)
        try outputs.records[0].write([0x61], of: 0)
        try outputs.commit(1, RunSummary(), isEnd: true)
        let syncs = disk.effects.filter { effect in
            switch effect {
            case .sync, .syncFolder: true
            default: false
            }
        }
        #expect(syncs.count == 4, "the folder of the run, the one around it, the records and the journal")
    }

    @Test func cutsOffWhatTheJournalDoesNotKnow() throws {
        do {
            var first = try outputs()
            try first.records[0].write(Array("good".utf8), of: 0)
            try first.commit(4, RunSummary())
            try first.records[0].write(Array("bad".utf8), of: 4)
            try first.deadLetters?.write(Array("bad".utf8))
            try first.records[0].flush()
            try first.deadLetters?.flush()
            #expect(disk.image.visible["out"] == "<goodbad")
        }
        let second = try outputs()
        #expect(second.earlier.documents == 4)
        #expect(disk.image.visible == ["out": "<good", "two": ""])
    }

    @Test func commitsWhenItIsTimeTo() throws {
        var runner = Runner(
            pipeline: try DocumentPipeline([]), reader: InMemoryReader(texts: []), writers: [LineWriter(path: "out")])
        runner.files = disk
        runner.commits.documents = 3
        runner.commits.time = .seconds(1000)
        var outputs = try RunOutputs(runner, inputs: [], isRepeatable: true, folds: false)
        let begun = disk.effects.count
        try outputs.commitIfDue(2, RunSummary())
        #expect(disk.effects.count == begun)
        try outputs.commitIfDue(3, RunSummary())
        let after = disk.effects.count
        #expect(after > begun)
        try outputs.commitIfDue(3, RunSummary())
        try outputs.commitIfDue(5, RunSummary())
        #expect(disk.effects.count == after)
    }

    @Test func givesContributionsAgain() throws {
        let given = (0..<5).map { number in
            [
                Contribution(
                    document: "d\(number)", stage: number, value: ["a": .number(0.1), "b": .integer(Int64(number))])
            ]
        }
        do {
            var first = try outputs()
            for contributions in given { try first.keep(contributions) }
            try first.keep([])
            try first.commit(5, RunSummary())
            try first.keep(given[0])
            try first.contributions?.flush()
        }
        var again: [[Contribution]] = []
        try outputs().repeatContributions { again.append($0) }
        #expect(again == given)
    }

    @Test func aRunWithoutAnEndCannotBeTakenForOneWithIt() throws {
        do {
            var first = try outputs()
            try first.commit(2, RunSummary(), isEnd: true)
        }
        do {
            let second = try outputs()
            #expect(second.earlier.isEnd && second.records.isEmpty)
        }
        #expect(try !outputs(.overwrite).earlier.isEnd)
    }
}

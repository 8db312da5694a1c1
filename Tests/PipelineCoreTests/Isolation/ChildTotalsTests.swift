@testable import PipelineCore
import PipelineTestSupport
import Testing

/// A worker that answers rightly is tested with the command.
struct ChildTotalsTests {
    private let fake: FakeWorker
    private let contributions = (0..<300).map { Contribution(document: "d\($0)", stage: 0, value: 1) }

    init() throws { fake = try FakeWorker() }

    @Test func nothingIsAskedWhereNoStageFolds() throws {
        var totals = try ChildTotals(fake.isolation("ready; cat > /dev/null"))
        #expect(totals.isEmpty)
        #expect(totals.add(contributions).isEmpty)
        #expect(try totals.finish() == [])
    }

    @Test(arguments: ["exit 3", "head -c 1 > /dev/null; echo garbage garbage garbage; cat > /dev/null"])
    func aWorkerThatFailsCostsTheSummary(_ script: String) throws {
        var totals = try ChildTotals(fake.isolation("ready; \(script)", folds: true))
        #expect(!totals.isEmpty)
        let errors = totals.add(contributions)
        #expect(errors.count == 1 && [.workerCrashed, .workerInvalid].contains(errors[0].code))
        #expect(totals.add(contributions).isEmpty)
        #expect(throws: PipelineError.self) { try totals.finish() }
    }
}

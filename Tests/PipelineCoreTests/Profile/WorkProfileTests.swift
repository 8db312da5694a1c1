import Testing

@testable import PipelineCore

struct WorkProfileTests {
    @Test func measuresWhatFailsToo() {
        let work = WorkProfile(Profiler(), worker: 0)
        let place = work.addPart(.read)
        #expect(throws: PipelineError.self) { try work.measure(place) { throw PipelineError(.stageFailed, "no") } }
        #expect(work.measure(place) { 3 } == 3)
        #expect(work.parts[place].errors == 1 && work.parts[place].times.count == 2)
    }

    @Test func countsRules() {
        let work = WorkProfile(Profiler(), worker: 0)
        _ = work.addPart(.read)
        let first = work.addRules(["a", "b"], of: "find")
        work.add(rule: first + 1, since: WorkProfile.now, matches: 2)
        #expect(work.parts[first + 1].name == "b" && work.parts[first + 1].stage == "find")
        #expect(work.parts[first + 1].matches == 2 && work.parts[first].times.count == 0)
    }

    @Test func measuresRules() {
        let work = WorkProfile(Profiler(), worker: 0)
        let rule = work.addRules(["a"], of: "find")
        work.measure(rule: rule) { 3 }
        #expect(throws: PipelineError.self) {
            try work.measure(rule: rule) { throw PipelineError(.stageFailed, "no") }
        }
        #expect(work.parts[rule].matches == 3 && work.parts[rule].times.count == 2 && work.parts[rule].errors == 1)
    }

    @Test func keepsTheSlowestDocuments() {
        let work = WorkProfile(Profiler(), worker: 0)
        for number in 0..<30 { work.measure(document: "d\(number)") {} }
        #expect(work.documents.count == 30 && work.slowest.count == 20)
    }
}

import Testing

@testable import PipelineCore

struct WorkerLogTests {
    @Test func whatWasAddedIsTakenOnce() {
        let log = WorkerLog()
        log.add(LogEntry(.info, "a"))
        log.add(LogEntry(.error, "b", document: "d"))
        #expect(log.take(document: "d").map(\.message) == ["a", "b"])
        #expect(log.take(document: "d").isEmpty)
    }

    @Test(arguments: LogLevel.allCases) func whatMattersLessThanTheLevelIsNotKept(_ level: LogLevel) {
        let log = WorkerLog(level: level)
        for level in LogLevel.allCases { log.add(LogEntry(level, level.rawValue)) }
        #expect(log.take(document: "").map(\.level) == LogLevel.allCases.filter { $0 >= level })
    }

    @Test(arguments: [(101, "… and 1 more message"), (1000, "… and 900 more messages")])
    func manyAreCounted(_ count: Int, _ last: String) {
        let log = WorkerLog()
        for number in 0..<count { log.add(LogEntry(.info, "\(number)")) }
        let taken = log.take(document: "d")
        #expect(taken.count == 101)
        #expect(taken.last == LogEntry(.warn, last, document: "d"))
        log.add(LogEntry(.info, "next"))
        #expect(log.take(document: "e").map(\.message) == ["next"])
    }

    @Test func muchIsCountedAndLittleStillFits() {
        let log = WorkerLog()
        let large = String(repeating: "x", count: 20 << 10)
        log.add(LogEntry(.info, large))
        log.add(LogEntry(.info, "", fields: ["text": .string(large)]))
        log.add(LogEntry(.info, "small"))
        #expect(log.take(document: "d").map(\.message) == [large, "small", "… and 1 more message"])
    }
}

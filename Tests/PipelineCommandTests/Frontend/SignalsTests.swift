import Foundation
import PipelineTestSupport
import Testing

@Suite("Signals")
struct SignalsTests {
    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func aSignalEndsTheRunInGoodOrder(_ signal: Int32, _ status: Int32) throws {
        let session = try RunSession(countingDefinition)
        defer { session.end() }
        kill(session.process, signal)
        // A document goes in and its record comes out until the program has taken notice and ends.
        var records = 1
        while session.input.write(line: #"{"text":"More."}"#), let record = session.output.readLine() {
            records += 1
            #expect(record.hasPrefix("{\"id\":\"-:\(records)\",") && record.hasSuffix("}"))
        }
        #expect(Program.wait(for: session.process) == status)
        let noun = records == 1 ? "1 document, 1 record" : "\(records) documents, \(records) records"
        #expect(session.folder.text("messages")?.hasPrefix("\(noun) written in ") == true)
    }

    /// Nothing comes in any more, so the first signal alone would wait.
    @Test func theSecondSignalEndsItAtOnce() throws {
        let session = try RunSession(countingDefinition)
        defer { session.end() }
        var status: Int32?
        while status == nil {
            kill(session.process, SIGINT)
            sched_yield()
            status = Program.poll(session.process)
        }
        #expect(status == 130)
    }

    @Test func withoutASignalTheEndOfInputIsTheEnd() throws {
        let session = try RunSession(countingDefinition)
        close(session.input.writing)
        #expect(session.output.readLine() == nil)
        #expect(Program.wait(for: session.process) == 0)
        close(session.output.reading)
    }
}

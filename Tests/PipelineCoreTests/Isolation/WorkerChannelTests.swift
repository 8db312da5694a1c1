@testable import PipelineCore
import SystemPackage
import Testing

struct WorkerChannelTests {
    @Test func framesComeOneAfterTheOther() throws {
        let pipes = try Pipes()
        let channel = WorkerChannel(input: pipes.input.reading, output: pipes.input.writing)
        try channel.send(WorkerFrame(head: ["number": 1], body: [1, 2]))
        try channel.send(WorkerFrame(head: ["number": 2]))
        #expect(try channel.receive()?.body == [1, 2])
        #expect(try channel.receive()?.number == 2)
        try pipes.input.writing.close()
        #expect(try channel.receive() == nil)
        for descriptor in [pipes.input.reading, pipes.output.reading, pipes.output.writing] { try descriptor.close() }
    }

    @Test(arguments: ["half", "this is no frame and never was", "\u{2}\0\0\0\0\0\0\0\0\0\0\0{"])
    func whatIsNoFrameIsAnError(_ text: String) throws {
        let pipes = try Pipes()
        let channel = WorkerChannel(input: pipes.input.reading, output: pipes.output.writing)
        try pipes.input.writing.writeAll(text.utf8)
        try pipes.input.writing.close()
        #expect(throws: PipelineError.self) { try channel.receive() }
        for descriptor in [pipes.input.reading, pipes.output.reading, pipes.output.writing] { try descriptor.close() }
    }
}

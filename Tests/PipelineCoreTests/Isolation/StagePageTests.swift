@testable import PipelineCore
import SystemPackage
import Testing

struct StagePageTests {
    @Test func aMarkIsSeenFromOutside() throws {
        let pipes = try Pipes()
        defer {
            pipes.closeEndsOfChild()
            pipes.closeEndsOfParent()
        }
        let page = StagePage(descriptor: try pipes.page.duplicate().rawValue)
        #expect(page.mark == 0)
        page.mark = 7
        var byte: [UInt8] = [0]
        _ = try byte.withUnsafeMutableBytes { try pipes.page.read(fromAbsoluteOffset: 0, into: $0) }
        #expect(page.mark == 7 && byte == [7])
    }

    @Test func withoutAPageMarksAreNowhere() {
        let page = StagePage(descriptor: -1)
        page.mark = 7
        #expect(page.mark == 0)
    }
}

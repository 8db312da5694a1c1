@testable import PipelineCore
import SystemPackage
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

struct PipesTests {
    @Test func nobodyElseInheritsThemAndTheParentNeverBlocks() throws {
        let pipes = try Pipes()
        let mine = [pipes.input.writing, pipes.output.reading, pipes.errors.reading]
        for descriptor in pipes.endsOfChild + mine.map(\.rawValue) {
            #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0)
        }
        for descriptor in mine { #expect(fcntl(descriptor.rawValue, F_GETFL) & O_NONBLOCK != 0) }
        #expect(fcntl(pipes.input.reading.rawValue, F_GETFL) & O_NONBLOCK == 0)
        #expect(Set(pipes.endsOfChild).count == 4)
        pipes.closeEndsOfChild()
        pipes.closeEndsOfParent()
    }
}

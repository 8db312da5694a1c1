import PipelineCore
import Testing

struct ProcessorsTests {
    @Test func thereIsOne() {
        #expect(Processors.count >= 1)
    }
}

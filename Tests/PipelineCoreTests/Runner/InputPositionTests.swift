import Testing

@testable import PipelineCore

struct InputPositionTests {
    @Test func comesBackAsItWas() {
        let position = InputPosition(file: 3, offset: 1 << 40, count: 7, documents: 2)
        #expect(InputPosition(position.value) == position)
    }

    @Test(
        arguments: [
            nil, 1, [:], ["file": 0, "offset": -1, "count": 0, "documents": 0],
            ["file": 0, "offset": 1.5, "count": 0, "documents": 0], ["file": 0, "offset": 1, "count": 0],
        ] as [Value])
    func whatIsNoneIsNone(_ value: Value) {
        #expect(InputPosition(value) == nil)
        #expect(InputPosition(nil) == nil)
    }
}

import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct MarkTableTests {
    @Test func isADictionary() {
        var random = Seeded(3)
        var table = MarkTable()
        for _ in 0..<3 {
            table.reset(count: 100_000)
            var expected: [UInt32: UInt32] = [:]
            for value in 0..<2000 {
                let mark = UInt32(random.next(random.next(2) == 0 ? 2000 : 100_000))
                table.insert(mark, UInt32(value))
                expected[mark] = UInt32(value)
            }
            #expect((0..<100_000).allSatisfy { table.find($0) == expected[$0] })
        }
    }
}

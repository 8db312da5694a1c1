import PipelineCore
import Testing

struct SourceLocationTests {
    @Test func describesAsMuchAsIsKnown() {
        #expect(SourceLocation(file: "config.lua").description == "config.lua")
        #expect(SourceLocation(file: "config.lua", line: 3).description == "config.lua:3")
        #expect(SourceLocation(file: "config.lua", line: 3, column: 7, length: 2).description == "config.lua:3:7")
    }
}

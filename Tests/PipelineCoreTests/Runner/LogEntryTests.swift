import PipelineCore
import Testing

struct LogEntryTests {
    @Test func levelsAreInOrder() {
        #expect(LogLevel.allCases.sorted() == [.debug, .info, .warn, .error])
        #expect(LogLevel.debug < .info && LogLevel.warn < .error && !(LogLevel.error < .error))
    }

    @Test func anEntryIsALine() {
        #expect(LogEntry(.info, "kept").description == "info: kept")
        let entry = LogEntry(
            .warn, "odd", fields: ["n": 3, "of": ["a", nil]], stage: "desk", document: "a1",
            location: SourceLocation(file: "news.lua", line: 4))
        #expect(entry.description == #"warn: odd n=3 of=["a",null] (stage desk, document a1, news.lua:4)"#)
    }

    @Test(arguments: [
        ("a\nb", #"info: a\nb"#), ("\u{1B}[2Jx", #"info: \u{1B}[2Jx"#), ("tab\there", #"info: tab\there"#),
        ("é👍 ünï", "info: é👍 ünï"), ("\u{9B}31m", #"info: \u{009B}31m"#),
    ])
    func controlCharactersDoNotReachATerminal(_ message: String, _ line: String) {
        #expect(LogEntry(.info, message).description == line)
    }
}

import Testing

@testable import PipelineCommand

@Suite("Patterns over several lines")
struct PatternEntryTests {
    @Test(arguments: [
        "\"to\" <LOC/>", "[lemma=\"say|(\"]", "'don\\'t'", "( a:[] )", "/[(]/", "\"to\" )", "x:(<PER/>)", "<PER/>+",
        "$A? $",
    ])
    func whole(_ text: String) { #expect(PatternEntry.isComplete(text)) }

    @Test(arguments: [
        "(", "[lemma=", "\"to", "( \"a\"\n", "<PER/> |", "who:", "[upos=\"X\" &", "/ab", "[]{2,", "\"a\" \\",
    ])
    func goesOn(_ text: String) { #expect(!PatternEntry.isComplete(text)) }
}

import PipelineTestSupport
import Testing

@Suite("Plugin speakers")
struct SpeakersPluginTests {
    /// Quotations, and for each `“…,” SOURCE said` a statement.
    private static let stages = #"""
        require "aliases" {},
        pipeline.extract.patterns(pipeline.rules {
          { phase = "quotes", policy = "priority", within = "paragraph",
            { name = "closed", priority = 2, pattern = [[ "“" [text != "”" & text != "“"]+ "”" ]], emit = { label = "QUOTE", layer = "quotes" } },
            { name = "open", priority = 1, pattern = [[ "“" [text != "”" & text != "“"]+ $ ]],
              emit = { label = "QUOTE", layer = "quotes", attributes = { unclosed = true } } } },
          { phase = "statements", within = "paragraph", layer = "statements",
            { name = "said", claim = "content",
              pattern = [[ content:<quotes/> (source:[!is_punct & lower != "said"]{1,8} "and")? source:[!is_punct & lower != "said"]{1,8}
                           cue:"said" ]],
              emit = { relation = "STATEMENT", "source", "cue", "content" } },
            { name = "said-colon", claim = "content", pattern = [[ source:<PER/> cue:"said" ":" content:<quotes/> ]],
              emit = { relation = "STATEMENT", "source", "cue", "content" } } },
        }),
        pipeline.stage { name = "no-mentions", assigns = { "mentions" }, process = function() end },
        require "speakers" {},
        """#

    private func speakers(_ marked: MarkedText) throws -> [String] {
        try PluginRun(marked, stages: Self.stages).speakers
    }

    @Test func aNameSpeaksWithTitleAndArticle() throws {
        #expect(
            try speakers("“A,” Ms. [PER Ana Ilic] said. “B,” the [ORG Sea League] said. “C,” Ilic said.") == [
                "“A,” — Ana Ilic", "“B,” — Sea League", "“C,” — Ana Ilic",
            ])
    }

    @Test func aPronounIsWhoSpokeLastOrStandsFirst() throws {
        #expect(
            try speakers(
                """
                “A,” [PER Ana Ilic] said. [PER Leo Brandt] came with [PER Eva Sand]. “B,” he said.
                “C,” he said.

                It rained.

                “D,” he said.
                """) == ["“A,” — Ana Ilic", "“B,” — Leo Brandt", "“C,” — Leo Brandt", "“D,” — nobody"])
    }

    @Test func aTitleTellsWhoIsMeantByHeOrShe() throws {
        #expect(
            try speakers("Ms. [PER Ana Ilic] came. Mr. [PER Leo Brandt] left. “A,” she said. “B,” he said.") == [
                "“A,” — Ana Ilic", "“B,” — Leo Brandt",
            ])
    }

    @Test func aPersonInAQuotationDoesNotSpeak() throws {
        #expect(
            try speakers("[PER Ana Ilic] came. “[PER Leo Brandt] left,” she said.") == ["“Leo Brandt left,” — Ana Ilic"]
        )
    }

    @Test func anOfficialIsWhoWasNamedBefore() throws {
        #expect(
            try speakers("[PER Ana Ilic] came.\nIt rained.\n“A,” the Russian official said. “B,” an official said.")
                == [
                    "“A,” — Ana Ilic", "“B,” — nobody",
                ])
    }

    @Test func aBodySpeaksInItsPapersAndAsIt() throws {
        #expect(
            try speakers(
                "The [ORG Sea League] met. “A,” it said. “B,” a statement on its website said. “C,” they said.")
                == ["“A,” — Sea League", "“B,” — Sea League", "“C,” — nobody"])
    }

    @Test func aPartOfAPhraseDoesNotSpeak() throws {
        #expect(try speakers("“A,” a spokesman for the [ORG Sea League] said.") == ["“A,” — nobody"])
    }

    @Test func severalNamesAreAList() throws {
        #expect(
            try speakers("“A,” [PER Ana Ilic] and the [ORG Sea League] said.") == [
                "“A,” — [\"Ana Ilic\",\"Sea League\"]"
            ])
    }

    @Test func anUnclosedQuotationGoesOnInTheNextParagraph() throws {
        #expect(
            try speakers("“A,” [PER Ana Ilic] said.\n“B.”\n") == ["“A,” — Ana Ilic"],
            "a quotation that was closed has ended")
        #expect(
            try speakers("[PER Ana Ilic] said: “A.\n“B.\n“C.”\n“D.”\n")
                == ["“A. — Ana Ilic", "“B. — Ana Ilic", "“C.” — Ana Ilic"])
    }
}

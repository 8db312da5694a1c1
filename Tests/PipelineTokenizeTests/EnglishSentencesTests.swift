import PipelineTokenize
import Testing

@Suite("English sentences and paragraphs")
struct EnglishSentencesTests {
    @Test func marksEndSentencesWithWhatClosesAfterThem() {
        #expect(
            sentences("He left. \"Did he?\" (Yes, he did.) He did!")
                == ["He left .", "\" Did he ? \"", "( Yes , he did . )", "He did !"])
    }

    @Test func aSentenceEndsInsideAQuotation() {
        #expect(
            sentences("“We waited. Nobody came,” she said.") == ["“ We waited .", "Nobody came , ” she said ."])
    }

    @Test func lowerCaseAfterAQuotationGoesOn() {
        #expect(sentences("\"Why now?\" he asked. \"Stop!\" they cried.").count == 2)
        #expect(sentences("It was... well, late. It was… late.").count == 2)
    }

    @Test(arguments: [
        ("Dr. Grey met Mr. Blue. They spoke.", 2),
        ("He lives in the U.S. The house is big.", 2),
        ("The U.S. Senate met Acme Inc. Chairman Jo Grey. It voted.", 2),
        ("J. K. Rowling wrote it. I read it.", 2),
        ("It rose 3.5 percent in Sept. Oil fell.", 2),
        ("On Sept. 11 it rained.", 1),
        ("We met at 5 p.m. on Monday at St. Mary's.", 1),
        ("Use fruit, e.g. Apples, at No. 5 Hill Rd. in town.", 1),
        ("1. Open the door. 2. Close it.", 2),
        ("Was it he? No. Who then?", 3),
        ("He said no.The end.", 2),
        ("Visit example.org. Then leave.", 2),
        ("See http://example.org Then leave.", 2),
        ("See http://example.org for more, or ask a@example.org Nobody else knows.", 2),
        ("I will be there. Thanks, Lena", 3),
        ("Many thanks, Lena Thank you, Bob", 2),
        ("Thanks, but no.", 1),
        ("Lena Orlova 01/26/2001 09:37 AM we met him at 09:37 AM there.", 2),
        ("First part ---------- second part", 2),
    ])
    func abbreviations(_ text: String, _ count: Int) {
        #expect(sentences(text).count == count, "\(sentences(text))")
    }

    @Test func headlinesWithoutAStopAreSentencesAndParagraphs() {
        let text = "Storm hits the coast\n\nThe storm hit at night. Nobody slept.\n\nMore soon"
        #expect(
            sentences(text) == ["Storm hits the coast", "The storm hit at night .", "Nobody slept .", "More soon"])
        #expect(paragraphs(text).count == 3)
    }

    @Test func aHeadlineOnALineOfItsOwn() {
        let text = """
            Storm hits the coast
            The storm reached the coast on Tuesday night and took with it \
            two bridges, a church tower and the old pier, which had stood there since the war; nobody was hurt.
            """
        #expect(sentences(text).first == "Storm hits the coast")
    }

    @Test func wrappedLinesAreOneParagraph() {
        let text = """
            The committee said on Tuesday that it would look again into the
            accounts of the harbour company after a report by the Grey Foundation
            had shown that large sums were paid to firms which did not exist
            at all. The company denies it.

            It said that all payments had been checked by the auditors of Blue
            and Partners.
            """
        #expect(sentences(text).count == 3)
        #expect(paragraphs(text).count == 2)
    }

    @Test func linesThatAreParagraphs() {
        let long = "The committee said on Tuesday that it would look again into the accounts of the harbour company "
        let text =
            "\(long)and of its owners, as many had asked it to do\n\(long)and so on and so forth, without an end\n"
        #expect(sentences(text).count == 2)
        #expect(paragraphs(text).count == 2)
    }

    @Test func listItemsAreSentences() {
        let text = "What to bring:\n- a coat\n- two pairs of shoes\n* some food\n1) money\n"
        #expect(sentences(text).count == 5)
    }

    @Test func carriageReturnsAndSeparatorsEndLines() {
        #expect(paragraphs("One\r\n\r\nTwo\u{2029}Three").count == 3)
        #expect(paragraphs("One\r\rTwo").count == 2)
    }
}

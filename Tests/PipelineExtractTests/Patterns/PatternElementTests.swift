import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineExtract

@Suite struct PatternElementTests {
    func texts(_ pattern: String, _ document: Document) throws -> [String] {
        try found(pattern, in: document).map { document.text($0.tokens) }
    }

    @Test func wordsAreFoldedOrExact() throws {
        let document = try Document.whitespaceTokenized("Bank bank BANK banks")
        #expect(try texts(#""bank""#, document) == ["Bank", "bank", "BANK"])
        #expect(try texts(#""Bank""#, document) == ["Bank", "bank", "BANK"])
        #expect(try texts("'Bank'", document) == ["Bank"])
        #expect(try texts("/[Bb]anks?/", document) == ["Bank", "bank", "banks"])
        #expect(try texts("/bank/i", document) == ["Bank", "bank", "BANK"])
        #expect(try texts(#""bank|banks""#, document) == ["Bank", "bank", "BANK", "banks"])
    }

    @Test func stringsOfSeveralWordsAreSplit() throws {
        let document = try Document.whitespaceTokenized("in New York and new york state")
        #expect(try texts(#""new york""#, document) == ["New York", "new york"])
        #expect(try texts("'New York'", document) == ["New York"])
        #expect(try texts(#""new york"{2}"#, document) == [])
    }

    @Test(arguments: [
        (#"[upos = "NOUN"]"#, ["dogs", "cat"]), (#"[upos != "NOUN"]"#, ["The", "chase", "the"]),
        (#"[lemma = "dog|cat"]"#, ["dogs", "cat"]), (#"[lemma in {"dog", "the"}]"#, ["The", "dogs", "the"]),
        (#"[lemma not in {"dog", "the"}]"#, ["chase", "cat"]),
        (#"[upos = "NOUN" & !(lemma = "dog")]"#, ["cat"]), (#"[lemma = "dog" | text = "The"]"#, ["The", "dogs"]),
        (#"[length > 3]"#, ["dogs", "chase"]), (#"[length <= 3 & is_lower]"#, ["the", "cat"]),
        (#"[is_title]"#, ["The"]), (#"[shape = "xxx"]"#, ["the", "cat"]), (#"[lower = "the"]"#, ["The", "the"]),
        (#"[text ~ /c.*/]"#, ["chase", "cat"]), (#"[text !~ /[a-z]+/]"#, ["The"]),
        (#"[norm = "the"]"#, ["The", "the"]),
        (#"[length = 3 & length = "3"]"#, ["The", "the", "cat"]),
    ])
    func testsOfOneToken(_ pattern: String, _ expected: [String]) throws {
        let document = try Document.tagged("The/DET/the dogs/NOUN/dog chase/VERB/chase the/DET/the cat/NOUN/cat")
        #expect(try texts(pattern, document) == expected)
    }

    @Test func featuresEntitiesAndColumns() throws {
        var document = try Document.marked("[PER Lena Orlova] left [LOC Paris] early")
        document.assign("Number=Sing|Tense=Past", to: .feats, at: 2)
        document.assign("7", to: .custom("weight"), at: 4)
        #expect(try texts(#"[feats.Tense = "Past"]"#, document) == ["left"])
        #expect(try texts(#"[ent = "PER"]+"#, document) == ["Lena Orlova"])
        #expect(try texts(#"[in(PER)]"#, document) == ["Lena", "Orlova"])
        #expect(try texts(#"[!in(entities)]"#, document) == ["left", "early"])
        #expect(try texts(#"[weight > 5]"#, document) == ["early"])
        #expect(try texts(#"[weight = 7]"#, document) == ["early"])
    }

    @Test func annotationsAreOneElement() throws {
        var document = try Document.marked("[PER Lena Orlova] met [PER Ann] in [LOC New [LOC York]]")
        let first = try #require(document.annotations.first { $0.label == "PER" && $0.tokens.count == 2 })
        document.updateAttributes(of: first.id) { $0["id"] = "Q7" }
        #expect(try texts("<PER/>", document) == ["Lena Orlova", "Ann"])
        #expect(try texts(#"<entities label="LOC"/>"#, document) == ["New York"])
        #expect(try texts(#"<PER id="Q7"/> "met" <PER/>"#, document) == ["Lena Orlova met Ann"])
        #expect(try texts(#"<PER id!="Q7"/>"#, document) == ["Ann"])
        #expect(try texts(#""in" [] <LOC/>"#, document) == ["in New York"])
        #expect(try texts(#"<PER text ~ /A.*/ />"#, document) == ["Ann"])
        #expect(try texts("<ORG/>", document) == [])
    }

    @Test func listsAndMacros() throws {
        let document = try Document.whitespaceTokenized("flew to New York City from Bonn")
        let lists = ["places": PhraseList([("new york", "Q60"), ("New York City", nil), ("bonn", "Q1")])]
        let matches = try found("p:%places", in: document, lists: lists)
        #expect(matches.map { document.text($0.tokens) } == ["New York City", "Bonn"])
        let shorter = try found(#"%places "city""#, in: document, lists: lists)
        #expect(shorter.map { document.text($0.tokens) } == ["New York City"])
        let macros = ["TO": #"("to"|"from")"#, "WAY": #"$TO %places"#]
        let ways = try found("$WAY", in: document, lists: lists, macros: macros)
        #expect(ways.map { document.text($0.tokens) } == ["to New York City", "from Bonn"])
        #expect(
            try found("[lower in %places]", in: document, lists: lists).map { document.text($0.tokens) } == ["Bonn"])
    }

    @Test func capturesAndLoops() throws {
        let document = try Document.whitespaceTokenized("a x1 , x2 , x3 b")
        let match = try #require(try found(#"all:(item:/x./ (","  item:/x./)*)"#, in: document).first)
        #expect(match["all"] == [1..<6])
        #expect(match["item"] == [1..<2, 3..<4, 5..<6])
        #expect(match.captures.map(\.name) == ["all", "item"])
        let run = try #require(try found(#"(?<x>/x./) ","  y:[]+"#, in: document).first)
        #expect(run["x"] == [1..<2])
        #expect(run["y"] == [3..<7])
        let lazy = try #require(try found(#"y:[]+? "b""#, in: document).first)
        #expect(lazy["y"] == [0..<6])
        #expect(try found(#"x:"zz"? "a""#, in: document).first?.captures == [])
    }

    @Test func quantifiersPreferAsPerlDoes() throws {
        let document = try Document.whitespaceTokenized("a a a a b")
        #expect(try texts(#""a"{2}"#, document) == ["a a", "a a"])
        #expect(try texts(#""a"{2,3}"#, document) == ["a a a"])
        #expect(try texts(#""a"{2,}"#, document) == ["a a a a"])
        #expect(try texts(#""a"{2,3}?"#, document) == ["a a", "a a"])
        #expect(try texts(#""a"*? "b""#, document) == ["a a a a b"])
        #expect(try texts(#""a"+? []"#, document) == ["a a", "a a"])
        #expect(try texts(#"("a" | "a" "a") []?? "#, document) == ["a", "a", "a", "a"])
        #expect(try texts(#"("a" "a" | "a")"#, document) == ["a a", "a a"])
    }

    @Test func lookaroundAndEdges() throws {
        let document = try Document.whitespaceTokenized("x a b a c\na d")
        #expect(try found(#""a" (?= "b")"#, in: document).map(\.tokens) == [1..<2])
        #expect(try found(#""a" (?! "b")"#, in: document).map(\.tokens) == [3..<4, 5..<6])
        #expect(try found(#"(?<= "b") "a""#, in: document).map(\.tokens) == [3..<4])
        #expect(try found(#"(?<! "b" | "x" []*) "a""#, in: document).map(\.tokens) == [5..<6])
        #expect(try found(#"^ "a""#, in: document).map(\.tokens) == [5..<6])
        #expect(try found(#"[] $"#, in: document).map(\.tokens) == [4..<5, 6..<7])
        #expect(try found(#""a" (?= [] $)"#, in: document).map(\.tokens) == [3..<4, 5..<6])
        #expect(try found(#""a" (?= "b" (?= "a" (?! "d")))"#, in: document).map(\.tokens) == [1..<2])
        #expect(try found(#"(?<= ^ []) "a""#, in: document).map(\.tokens) == [1..<2])
        #expect(try found(#""b" (?= "a" "c" "a")"#, in: document).isEmpty)
        #expect(try found(#""b" (?= "a" "c" "a")"#, in: document, within: .document).map(\.tokens) == [2..<3])
    }

    @Test func claimsLeaveTheContextToOthers() throws {
        let document = try Document.whitespaceTokenized("a x a x a")
        #expect(try found(#""a" "x" "a""#, in: document).map(\.tokens) == [0..<3])
        let claimed = try found(#""a" c:"x" "a""#, in: document, claim: "c")
        #expect(claimed.map(\.claim) == [1..<2, 3..<4])
        #expect(claimed.map(\.tokens) == [0..<3, 2..<5])
    }

    @Test func unitsBoundAMatch() throws {
        var document = try Document.whitespaceTokenized("a b\nc d")
        #expect(try found("[]+", in: document).map(\.tokens) == [0..<2, 2..<4])
        #expect(try found("[]+", in: document, within: .document).map(\.tokens) == [0..<4])
        try document.annotate(tokens: 1..<3, layer: "quotes", label: "Q", provenance: Provenance(stage: "test"))
        #expect(try found("[]+", in: document, within: .layer("quotes")).map(\.tokens) == [1..<3])
    }
}

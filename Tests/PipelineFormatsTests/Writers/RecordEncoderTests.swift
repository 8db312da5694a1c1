import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Records")
struct RecordEncoderTests {
    private let tagger = Provenance(stage: "tag.english", rule: "entities")

    private func record(_ document: Document, _ change: (inout RecordFormat) -> Void = { _ in }) -> String {
        var format = RecordFormat()
        change(&format)
        var encoder = RecordEncoder(document, format: format)
        return String(decoding: encoder.encode(), as: UTF8.self)
    }

    @Test func whatIsEmptyIsAbsent() {
        #expect(record(Document(id: "a", text: "")) == #"{"id":"a","text":""}"#)
        #expect(record(Document(id: "a", text: "x")) { $0.hasText = false } == #"{"id":"a"}"#)
        #expect(record(Document(id: "a", text: "x")) { $0.hasTokens = true } == #"{"id":"a","text":"x"}"#)
    }

    @Test func theKeysHaveOneOrder() throws {
        var document = try Document.whitespaceTokenized("Lena said no", id: "a1")
        document.source = "in/a1.txt"
        document.language = "en"
        document.metadata = ["z": 1, "a": [1.0, nil, [:]]]
        document.assign("say", to: .lemma, at: 1)
        document.assign("VERB", to: .upos, at: 1)
        let lena = try document.annotate(tokens: 0..<1, layer: "entities", label: "PER", provenance: tagger)
        let said = try document.annotate(
            tokens: 1..<2, layer: "events", label: "SAY", attributes: ["sure": true],
            provenance: Provenance(stage: "s", phase: "p", rule: "r"))
        try document.relate(
            label: "ACT", arguments: [.init("who", [lena]), .init("parts", [lena, said])], attributes: ["n": 1],
            provenance: Provenance(stage: "s"))
        document.setScore(Score(value: 7.5, level: "high"), name: "tension")
        #expect(
            record(document) { $0.hasTokens = true }
                == [
                    #"{"id":"a1","source":"in/a1.txt","language":"en","meta":{"z":1,"a":[1.0,null,{}]},"text":"Lena said no","#,
                    #""tokens":[{"start":0,"end":4},{"start":5,"end":9,"lemma":"say","upos":"VERB"},{"start":10,"end":12}],"#,
                    #""sentences":[[0,12]],"#,
                    #""annotations":[{"id":0,"layer":"entities","label":"PER","start":0,"end":4,"text":"Lena","#,
                    #""by":"tag.english/entities"},{"id":1,"layer":"events","label":"SAY","start":5,"end":9,"text":"said","#,
                    #""by":"p/r","attributes":{"sure":true}}],"#,
                    #""relations":[{"id":0,"label":"ACT","arguments":{"who":0,"parts":[0,1]},"attributes":{"n":1},"by":"s"}],"#,
                    #""scores":{"tension":{"value":7.5,"level":"high"}}}"#,
                ].joined())
    }

    /// One scalar of four bytes, one of two, and an emoji of seven scalars stand before the span.
    @Test(arguments: [(OffsetUnit.scalars, 11, 12, 15), (.utf8, 33, 34, 37), (.utf16, 16, 17, 20)])
    func offsetsComeInThreeUnits(_ unit: OffsetUnit, _ wordEnd: Int, _ start: Int, _ end: Int) throws {
        var document = try Document.whitespaceTokenized("a👍é👨‍👩‍👧‍👦z Bob\nend")
        try document.annotate(tokens: 1..<2, layer: "entities", label: "PER", provenance: tagger)
        document.setScore(
            Score(value: 1, reasons: [.init(rule: "r", weight: 1, bytes: document.tokens[1])]), name: "s")
        let text = record(document) {
            $0.unit = unit
            $0.hasTokens = true
        }
        let place = "\"start\":\(start),\"end\":\(end)"
        #expect(text.contains(#""label":"PER",\#(place),"text":"Bob""#))
        #expect(text.contains(#""rule":"r","weight":1,\#(place)}"#))
        #expect(text.contains(#""sentences":[[0,\#(end)],"#))
        #expect(text.contains(#""tokens":[{"start":0,"end":\#(wordEnd)},{\#(place)},"#))
    }

    @Test func numbersBeginAfreshAfterARemoval() throws {
        var document = try Document.whitespaceTokenized("a b c")
        let ids = try (0..<3).map { index in
            try document.annotate(tokens: index..<index + 1, layer: "l", label: "L", provenance: tagger)
        }
        try document.relate(label: "GONE", arguments: [.init("x", [ids[0], ids[1]])], provenance: tagger)
        try document.relate(label: "KEPT", arguments: [.init("x", [ids[2], ids[1]])], provenance: tagger)
        document.remove(ids[0])
        let text = record(document)
        #expect(text.contains(#""annotations":[{"id":0,"layer":"l","label":"L","start":2"#))
        #expect(text.contains(#"{"id":1,"layer":"l","label":"L","start":4"#))
        #expect(text.contains(#""relations":[{"id":0,"label":"KEPT","arguments":{"x":[1,0]}"#))
        #expect(!text.contains("GONE"))
    }

    @Test func scoresAreSortedAndTellTheirReasons() {
        var document = Document(id: "a", text: "abc")
        document.setScore(Score(value: 0.1, reasons: [.init(rule: "q\"", weight: 0.1)]), name: "b")
        document.setScore(
            Score(
                value: -2, level: "low",
                reasons: [.init(rule: "x", weight: -3, bytes: 0..<2), .init(rule: "y", weight: 1)]),
            name: "a")
        #expect(
            record(document) { $0.hasText = false }
                == [
                    #"{"id":"a","scores":{"a":{"value":-2,"level":"low","because":[{"rule":"x","weight":-3,"start":0,"end":2},"#,
                    #"{"rule":"y","weight":1}]},"b":{"value":0.1,"because":[{"rule":"q\"","weight":0.1}]}}}"#,
                ].joined())
    }

    @Test func textIsEscapedOnlyWhereItMustBe() {
        let document = Document(id: "a\n", text: "\"\\\t\u{1}\u{7F}é👍/\u{2028}")
        #expect(record(document) == "{\"id\":\"a\\n\",\"text\":\"\\\"\\\\\\t\\u0001\\u007fé👍/\u{2028}\"}")
    }
}

import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

@Suite("Records read back")
struct RecordDecoderTests {
    private static func sample() throws -> Document {
        var document = try Document.whitespaceTokenized("Zoë Orlova said no . She 👍 left .", id: "a1")
        document.metadata = ["a": 1]
        document.assign("say", to: .lemma, at: 2)
        document.assign("sad", to: TokenColumn("mood"), at: 3)
        let rule = Provenance(stage: "statements", rule: "said/that")
        let who = try document.annotate(tokens: 0..<2, layer: "entities", label: "PER", provenance: rule)
        let what = try document.annotate(
            bytes: 1..<9, layer: "odd", label: "X", attributes: ["n": 2.0], provenance: Provenance(stage: "s"))
        try document.relate(
            label: "R", arguments: [.init("who", [who]), .init("both", [what, who])], attributes: ["k": nil],
            provenance: rule)
        document.setScore(
            Score(
                value: 2.5, level: "high",
                reasons: [.init(rule: "a", weight: 2, bytes: 0..<4), .init(rule: "b", weight: 0.5)]), name: "tension")
        return document
    }

    @Test(arguments: OffsetUnit.allCases)
    func aRecordComesOutAsItWas(_ unit: OffsetUnit) throws {
        var format = RecordFormat()
        format.hasTokens = true
        format.unit = unit
        var encoder = RecordEncoder(try Self.sample(), format: format)
        let bytes = encoder.encode()
        var mapping = JSONMapping()
        mapping.assigns = [.tokens]
        mapping.unit = unit
        let file = InputFiles.File(path: "-", stem: "stdin")
        let read = try mapping.document(bytes, line: 1, file: file, called: "a line")
        #expect(read.metadata.keys == ["a"])
        var again = RecordEncoder(read, format: format)
        #expect(String(decoding: again.encode(), as: UTF8.self) == String(decoding: bytes, as: UTF8.self))
        #expect(read.annotations[1].tokens == 0..<2)
    }

    @Test(
        arguments: [
            (#""tokens":5"#, "'tokens' of the record is not an array"),
            (#""tokens":[{"start":0,"end":9}]"#, "tokens[0] of the record is not a part of the text"),
            (
                #""tokens":[{"start":0,"end":2},{"start":1,"end":3}]"#,
                "tokens[1] of the record is not behind the token before it"
            ),
            (#""tokens":[{"start":0,"end":1,"lemma":5}]"#, "tokens[0].lemma of the record is not a string"),
            (#""tokens":[{"start":0,"end":1}],"sentences":[[0]]"#, "sentences[0] of the record is not a pair"),
            (
                #""tokens":[{"start":0,"end":1},{"start":1,"end":2}],"sentences":[[1,2]]"#,
                "sentences[0] of the record is not a run of tokens behind the sentence before it"
            ),
            (#""annotations":[5]"#, "annotations[0] of the record is not an object"),
            (#""annotations":[{"start":0,"end":1,"label":"X"}]"#, "annotations[0].layer of the record is not a string"),
            (
                #""relations":[{"label":"R","arguments":{"a":0}}]"#,
                "relations[0].arguments.a of the record is not the number of an annotation"
            ),
            (#""scores":{"t":{}}"#, "scores.t of the record is not a score"),
        ])
    func whatIsNoRecordIsNamed(_ part: String, _ message: String) throws {
        var mapping = JSONMapping()
        mapping.assigns = [.tokens]
        let file = InputFiles.File(path: "in.jsonl", stem: "in")
        let line = Array(#"{"text":"abc",\#(part)}"#.utf8)
        let error = try #require(throws: PipelineError.self) {
            try mapping.document(line, line: 3, file: file, called: "a line")
        }
        #expect(error.message == message && error.location?.line == 3)
    }

    @Test func theReaderSaysWhatRecordsBring() throws {
        let component = try #require(Formats.readers["jsonl"])
        let reader = try component.make(
            from: Setting.Table(items: ["a.jsonl"], fields: ["assigns": ["tokens", "entities"]]))
        #expect(reader.assigns == [.tokens, "entities", .sentences])
    }
}

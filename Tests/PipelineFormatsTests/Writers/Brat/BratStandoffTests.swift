import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineFormats

struct BratStandoffTests {
    private static let by = Provenance(stage: "test")

    /// A document with spans, given as the texts that they cover.
    private func document(_ text: String, _ spans: [(text: String, layer: String, label: String)]) throws -> Document {
        var document = Document(id: "d", text: DocumentText(text))
        for span in spans {
            let place = try #require(text.firstRange(of: span.text))
            let start = text.utf8.distance(from: text.startIndex, to: place.lowerBound)
            try document.annotate(
                bytes: start..<start + span.text.utf8.count, layer: span.layer, label: span.label, provenance: Self.by)
        }
        return document
    }

    private func lines(_ document: Document, layers: [String]? = nil) -> [String] {
        var standoff = BratStandoff(document, layers: layers)
        return String(decoding: standoff.encode(), as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func offsetsCountCharactersAndLineEndsDivide() throws {
        let document = try document("Zoë 🙂 met Änn\r\n Lee.", [("met", "e", "V"), ("Änn\r\n Lee", "e", "PER x:y")])
        #expect(lines(document) == ["T1\tV 6 9\tmet", "T2\tPER_x_y 10 13;15 19\tÄnn  Lee"])
    }

    @Test func layersCanBeChosen() throws {
        var document = try document("Ann met Bo", [("Ann", "entities", "PER"), ("met", "events", "MEET")])
        let ids = document.annotations.map(\.id)
        _ = try document.relate(
            label: "R", arguments: [.init("a", [ids[0]]), .init("b", [ids[1]])], provenance: Self.by)
        #expect(lines(document).count == 3)
        #expect(lines(document, layers: ["events"]) == ["T1\tMEET 4 7\tmet", "E1\tR:T1 b:T1"])
        #expect(lines(document, layers: ["none"]).isEmpty)
    }

    @Test func relationsAreWhatBratHasForThem() throws {
        var document = try document("Ann met Bo in Oslo", [("Ann", "e", "P"), ("met", "e", "V"), ("Bo", "e", "P")])
        let ids = document.annotations.map(\.id)
        func relate(_ label: String, _ arguments: [(String, [Int])]) throws -> Int {
            try document.relate(
                label: label, arguments: arguments.map { .init($0.0, $0.1.map { ids[$0] }) }, provenance: Self.by)
        }
        _ = try relate("KNOWS", [("who", [0]), ("whom", [2])])
        _ = try relate("MEET", [("trigger", [1]), ("agent", [0, 2])])
        _ = try relate("SAY", [("source", [0]), ("cue", [1]), ("content", [2])])
        let same = try relate("SAME", [("member", [0, 2])])
        document.updateAttributes(ofRelation: same) { $0["lost"] = true }
        #expect(
            lines(document).dropFirst(3) == [
                "R1\tKNOWS who:T1 whom:T3", "E1\tMEET:T2 agent:T1 agent:T3", "E2\tSAY:T1 source:T1 cue:T2 content:T3",
                "*\tSAME T1 T3",
            ])
    }

    @Test func attributesAreLines() throws {
        var document = try document("Ann", [("Ann", "e", "P")])
        document.updateAttributes(of: document.annotations[0].id) { attributes in
            attributes["entity"] = "Ann Lee"
            attributes["known"] = true
            attributes["sure"] = 0.5
            attributes["no"] = ""
            attributes["note"] = "two\nlines"
            attributes["reference"] = "Wikidata:Q1"
        }
        #expect(
            lines(document).dropFirst() == [
                "A1\tentity T1 Ann Lee", "A2\tknown T1", "A3\tsure T1 0.5", "#1\tAnnotatorNotes T1\ttwo lines",
                "N1\tReference T1 Wikidata:Q1\tWikidata:Q1",
            ])
    }
}

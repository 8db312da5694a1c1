import PipelineCore
import PipelineTestSupport
import Testing

struct DocumentAnnotationsTests {
    private let stage = Provenance(stage: "test", rule: "r")

    private func document() throws -> Document { try .whitespaceTokenized("Lena Orlova saw Zoë today") }

    private func expectInvalid(_ message: String, _ body: () throws -> Void) {
        let error = #expect(throws: PipelineError.self, performing: body)
        #expect(error?.code == .documentInvalid)
        #expect(error?.message == message)
    }

    @Test func annotatesTokens() throws {
        var document = try document()
        let id = try document.annotate(
            tokens: 0..<2, layer: "entities", label: "PER", attributes: ["entity": "Lena Orlova"], provenance: stage)
        let annotation = try #require(document.annotation(id))
        #expect(annotation.bytes == 0..<11)
        #expect(annotation.tokens == 0..<2)
        #expect(annotation.attributes["entity"] == "Lena Orlova")
        #expect(annotation.provenance.by == "test/r")
        #expect(document.spans(in: "entities") == MarkedText("[PER Lena Orlova] saw").spans)
    }

    @Test func annotatesBytesThatCutTokens() throws {
        var document = try document()
        let id = try document.annotate(bytes: 2..<6, layer: "parts", label: "X", provenance: stage)
        #expect(document.annotation(id)?.tokens == 0..<2)
        let gap = try document.annotate(bytes: 4..<5, layer: "parts", label: "GAP", provenance: stage)
        #expect(document.annotation(gap)?.tokens.isEmpty == true)
    }

    @Test(arguments: [0..<0, 3..<6, 5..<6, -1..<1])
    func refusesTokensThatAreNoSpan(run: Range<Int>) throws {
        var document = try document()
        expectInvalid("tokens \(run.lowerBound)..<\(run.upperBound) are not a span of 5 tokens") {
            try document.annotate(tokens: run, layer: "l", label: "A", provenance: stage)
        }
    }

    @Test(arguments: [0..<0, 0..<99, -1..<2, 0..<19, 19..<20])
    func refusesBytesThatAreNoSpan(range: Range<Int>) throws {
        var document = try document()
        expectInvalid("bytes \(range.lowerBound)..<\(range.upperBound) are not a span of a text of 26 bytes") {
            try document.annotate(bytes: range, layer: "l", label: "A", provenance: stage)
        }
        #expect(document.annotations.isEmpty)
    }

    @Test func refusesAnAnnotationWithoutLayerOrLabel() throws {
        var document = try document()
        for (layer, label) in [("", "A"), ("l", "")] {
            expectInvalid("an annotation needs a layer and a label") {
                try document.annotate(tokens: 0..<1, layer: layer, label: label, provenance: stage)
            }
        }
    }

    @Test func givesAnnotationsInTextOrder() throws {
        var document = try document()
        for (run, label) in [(3..<4, "c"), (0..<1, "b"), (0..<2, "a"), (0..<1, "b2")] {
            try document.annotate(tokens: run, layer: "l", label: label, provenance: stage)
        }
        try document.annotate(tokens: 1..<2, layer: "other", label: "a", provenance: stage)
        #expect(document.annotations(in: "l").map(\.label) == ["a", "b", "b2", "c"])
        #expect(document.annotations(label: "a").map(\.layer) == ["l", "other"])
        #expect(document.annotations(in: "l", label: "c").map(\.tokens) == [3..<4])
        #expect(document.annotations().count == 5)
        #expect(document.annotations(in: "none").isEmpty)
    }

    @Test func updatesAttributes() throws {
        var document = try document()
        let id = try document.annotate(tokens: 0..<1, layer: "l", label: "A", provenance: stage)
        document.updateAttributes(of: id) { $0["id"] = "Q1" }
        #expect(document.annotation(id)?.attributes["id"] == "Q1")
        document.remove(id)
        document.updateAttributes(of: id) { $0["id"] = "Q2" }
        #expect(document.annotation(id) == nil)
    }

    @Test func removesAnAnnotationWithItsRelations() throws {
        var document = try document()
        let ids = try (0..<4).map {
            try document.annotate(tokens: $0..<$0 + 1, layer: "l", label: "A", provenance: stage)
        }
        try document.relate(
            label: "R", arguments: [.init("x", [ids[0]]), .init("y", [ids[1], ids[2]])], provenance: stage)
        let kept = try document.relate(label: "R", arguments: [.init("x", [ids[0]])], provenance: stage)
        document.remove(ids[2])
        #expect(document.relations.map(\.id) == [kept])
        #expect(document.annotations.map(\.id) == [ids[0], ids[1], ids[3]])
        let next = try document.annotate(tokens: 2..<3, layer: "l", label: "A", provenance: stage)
        #expect(next.number == 4, "identities are never used again")
        document.remove(ids[2])
        #expect(document.annotations.count == 4)
    }
}

struct DocumentRelationsTests {
    private let stage = Provenance(stage: "test")

    private func expectInvalid(_ message: String, _ body: () throws -> Void) {
        let error = #expect(throws: PipelineError.self, performing: body)
        #expect(error?.code == .documentInvalid)
        #expect(error?.message == message)
    }

    @Test func refusesRelationsThatNameNothing() throws {
        var document = try Document.whitespaceTokenized("one two")
        let one = try document.annotate(tokens: 0..<1, layer: "l", label: "A", provenance: stage)
        let gone = try document.annotate(tokens: 1..<2, layer: "l", label: "A", provenance: stage)
        document.remove(gone)
        for (label, arguments) in [("", [Relation.Argument("x", [one])]), ("R", [])] {
            expectInvalid("a relation needs a label and at least one argument") {
                try document.relate(label: label, arguments: arguments, provenance: stage)
            }
        }
        expectInvalid("relation R has two arguments of one name") {
            try document.relate(label: "R", arguments: [.init("x", [one]), .init("x", [one])], provenance: stage)
        }
        for annotations in [[], [gone], [one, gone]] {
            expectInvalid("argument 'y' of relation R names no annotation of the document") {
                try document.relate(
                    label: "R", arguments: [.init("x", [one]), .init("y", annotations)], provenance: stage)
            }
        }
        #expect(document.relations.isEmpty)
    }

    @Test func updatesAndRemovesRelations() throws {
        var document = try Document.whitespaceTokenized("one two")
        let one = try document.annotate(tokens: 0..<1, layer: "l", label: "A", provenance: stage)
        let first = try document.relate(label: "R", arguments: [.init("x", [one])], provenance: stage)
        document.updateAttributes(ofRelation: first) { $0["kind"] = "direct" }
        #expect(document.relations[0].attributes["kind"] == "direct")
        document.removeRelation(first)
        document.updateAttributes(ofRelation: first) { $0["kind"] = "indirect" }
        #expect(document.relations.isEmpty && document.annotations.count == 1)
        #expect(try document.relate(label: "R", arguments: [.init("x", [one])], provenance: stage) == 1)
    }

    /// Identities ascend and have gaps where something was removed.
    @Test(arguments: 0..<20) func findsByIdentityWhatIsThere(_ seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        var document = try Document.whitespaceTokenized("one two")
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            let id = try document.annotate(tokens: 0..<1, layer: "l", label: "A", provenance: stage)
            try document.relate(label: "R", arguments: [.init("x", [id])], provenance: stage)
        }
        for id in 0..<document.nextAnnotationID.number where Bool.random(using: &generator) {
            document.removeRelation(id)
            if Bool.random(using: &generator) { document.remove(AnnotationID(number: id)) }
        }
        for number in -1...45 {
            let id = AnnotationID(number: number)
            #expect(document.relation(number) == document.relations.first { $0.id == number })
            #expect(document.annotation(id) == document.annotations.first { $0.id == id })
            #expect(Array(document.annotations(from: id)) == document.annotations.filter { $0.id >= id })
        }
    }

    @Test func tellsItsFate() {
        var document = Document(id: "a", source: "a.txt", language: "de", text: "text")
        document.derive(text: "one", metadata: ["part": 1])
        document.derive(text: "two", metadata: [:])
        document.warn("careful")
        document.drop(reason: "empty")
        #expect(document.derived.map(\.id) == ["a#1", "a#2"])
        #expect(document.derived.map(\.source) == ["a.txt", "a.txt"])
        #expect(document.derived[0].language == "de" && document.derived[0].metadata["part"] == 1)
        #expect(document.isDropped && document.dropReason == "empty")
        #expect(document.warnings == ["careful"])
    }
}

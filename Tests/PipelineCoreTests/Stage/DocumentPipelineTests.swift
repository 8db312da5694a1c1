@testable import PipelineCore
import PipelineTestSupport
import Testing

struct DocumentPipelineTests {
    private func messages(
        _ stages: [any Stage], provided: [Feature] = [], provider: (Feature) -> String? = { _ in nil }
    ) -> [String] {
        do throws(PipelineError) {
            _ = try DocumentPipeline(stages, provided: provided, provider: provider)
            return []
        } catch {
            return ([error] + error.others).map { [$0.message, $0.remedy].compactMap { $0 }.joined(separator: " | ") }
        }
    }

    @Test func isContentWhenNeedsAreMet() {
        let stages = [
            ClosureStage("tokenize", assigns: [.tokens, .sentences]),
            ClosureStage("tag", requires: [.tokens], assigns: ["lemma"]),
            ClosureStage("extract", requires: ["lemma", .tokens, .metadata]),
        ]
        #expect(messages(stages).isEmpty)
        #expect(messages([stages[2]], provided: [.tokens, "lemma"]).isEmpty)
        #expect(messages([]).isEmpty)
    }

    @Test func namesTheStageThatComesTooLate() {
        let stages = [
            ClosureStage("tag.english", requires: [.tokens]), ClosureStage("tokenize.english", assigns: [.tokens]),
        ]
        #expect(
            messages(stages) == [
                "'tag.english' requires 'tokens', which no earlier stage assigns"
                    + " | move 'tokenize.english', which assigns it, before 'tag.english'"
            ])
    }

    @Test func namesTheStageThatIsMissing() {
        let stage = ClosureStage("extract", requires: ["entities", "mood"])
        #expect(
            messages([stage]) { $0 == "entities" ? "tag.english" : nil } == [
                "'extract' requires 'entities', which no earlier stage assigns"
                    + " | add 'tag.english', which assigns it, before 'extract'",
                "'extract' requires 'mood', which no earlier stage assigns",
            ])
    }

    @Test func aStageDoesNotMeetItsOwnNeeds() {
        #expect(messages([ClosureStage("s", requires: ["x"], assigns: ["x"])]).count == 1)
    }

    @Test func saysWhereTheStageIsWritten() {
        let place = SourceLocation(file: "config.lua", line: 9)
        let error = #expect(throws: PipelineError.self) {
            try DocumentPipeline([ClosureStage("s", requires: ["x"], location: place)])
        }
        #expect(error?.code == .requirementUnmet && error?.stage == "s" && error?.location == place)
    }

    @Test func getsTheWorkerReadyFirst() throws {
        final class Host: ScriptHost {
            func call(_: ScriptFunction, match: Match, on: inout Document, stage: String) -> Value { .null }
        }
        struct Scripted: Stage {
            let name = "scripted"
            func makeInstance(for worker: Worker) throws -> any StageInstance {
                #expect(worker.scripts != nil)
                return ClosureStage("scripted")
            }
        }
        _ = try DocumentPipeline([Scripted()], prepare: { $0.scripts = Host() }).makeInstance()
        let broken = try DocumentPipeline([], prepare: { _ in throw CancellationError() })
        #expect(throws: CancellationError.self) { try broken.makeInstance() }
    }

    @Test func namesTheStageThatCannotGetReady() throws {
        struct Broken: Stage {
            let name = "broken"
            let location: SourceLocation? = SourceLocation(file: "config.lua", line: 2)
            func makeInstance(for worker: Worker) throws -> any StageInstance { throw CancellationError() }
        }
        let pipeline = try DocumentPipeline([Broken()])
        let error = #expect(throws: PipelineError.self) { try pipeline.makeInstance() }
        #expect(error?.stage == "broken" && error?.code == .stageFailed && error?.location?.line == 2)
    }
}

struct PipelineInstanceTests {
    private struct Failure: Error {}

    private func process(_ document: Document, _ stages: [any Stage]) throws -> [Document] {
        var instance = try DocumentPipeline(stages).makeInstance()
        return try instance.process(document)
    }

    private func step(_ name: String) -> ClosureStage {
        ClosureStage(name) { document, _ in
            document.metadata["path"] = .string((document.metadata["path"]?.string ?? "") + name)
        }
    }

    @Test func sendsADocumentThroughAllStages() throws {
        #expect(try process(Document(id: "a", text: ""), [step("1"), step("2")])[0].metadata["path"] == "12")
        #expect(try process(Document(id: "a", text: ""), []).map(\.id) == ["a"])
    }

    /// Derived documents go through the later stages alone and follow their parent, depth first.
    @Test func derivedDocumentsGoOnFromWhereTheyWereMade() throws {
        let split = ClosureStage("split") { document, _ in
            for part in 1...2 { document.derive(text: DocumentText("part \(part)"), metadata: [:]) }
        }
        let documents = try process(
            Document(id: "a", source: "f", text: "x"), [step("1"), split, step("2"), split, step("3")])
        #expect(documents.map(\.id) == ["a", "a#1", "a#1#1", "a#1#2", "a#2", "a#2#1", "a#2#2", "a#3", "a#4"])
        #expect(documents.map { $0.metadata["path"]?.string } == ["123", "23", "3", "3", "23", "3", "3", "3", "3"])
        #expect(documents.allSatisfy { $0.derived.isEmpty && $0.source == "f" })
    }

    @Test func aDroppedDocumentGoesNoFurther() throws {
        let drop = ClosureStage("drop") { document, _ in
            if document.id == "a" {
                document.derive(text: "kept", metadata: [:])
                document.drop(reason: "too short")
            }
        }
        let documents = try process(Document(id: "a", text: ""), [step("1"), drop, step("2")])
        #expect(documents.map(\.id) == ["a", "a#1"])
        #expect(documents.map(\.dropReason) == ["too short", nil])
        #expect(documents.map { $0.metadata["path"]?.string } == ["1", "2"])
    }

    @Test func namesStageAndDocumentOfAFailure() {
        let split = ClosureStage("split") { document, _ in document.derive(text: "", metadata: [:]) }
        let fail = ClosureStage("fail") { document, _ in if document.id == "a#1" { throw Failure() } }
        let error = #expect(throws: PipelineError.self) { try process(Document(id: "a", text: ""), [split, fail]) }
        #expect(error?.stage == "fail" && error?.document == "a#1" && error?.code == .stageFailed)
    }

    @Test func isReadyForTheNextDocumentAfterAFailure() throws {
        let fail = ClosureStage("fail") { document, _ in if document.id == "a" { throw Failure() } }
        var instance = try DocumentPipeline([step("1"), fail]).makeInstance()
        #expect(throws: PipelineError.self) { try instance.process(Document(id: "a", text: "")) }
        #expect(try instance.process(Document(id: "b", text: ""))[0].metadata["path"] == "1")
    }
}

struct RollbackTests {
    private static let provenance = Provenance(stage: "spoil")

    /// Every part of a document that a stage can change, as text.
    private func picture(_ document: Document) -> String {
        let columns = document.tokens.assignedColumns.map { column in
            "\(column.name)=\((0..<document.tokens.count).map { document.value(of: column, at: $0) ?? "" })"
        }
        let parts: [Any] = [
            document.id, document.source ?? "", document.language ?? "", Value.object(document.metadata).json,
            document.tokens.starts, document.tokens.ends, columns, document.sentences.ranges,
            document.paragraphs.ranges, document.strings.count, document.annotations.map { "\($0)" },
            document.relations.map { "\($0)" }, document.scores.sorted { $0.key < $1.key }.map { "\($0)" },
            document.dropReason ?? "", document.derived.map(\.id), document.warnings, document.contributions,
        ]
        return parts.map { "\($0)" }.joined(separator: "\n")
    }

    @Sendable private static func spoil(_ document: inout Document) throws {
        document.source = "elsewhere"
        document.language = "xx"
        document.metadata["new"] = 1
        document.assign("spoilt", to: .lemma, at: 0)
        document.assign("spoilt", to: .custom("mood"), at: 1)
        let id = try document.annotate(tokens: 1..<2, layer: "l", label: "B", provenance: provenance)
        try document.relate(label: "R", arguments: [.init("x", [id])], provenance: provenance)
        document.updateAttributes(of: document.annotations[0].id) { $0["spoilt"] = true }
        document.updateAttributes(ofRelation: 0) { $0["spoilt"] = true }
        document.addReason(.init(rule: "r", weight: 2), toScore: "tension")
        document.derive(text: "child", metadata: [:])
        document.warn("spoilt")
        document.contribute("spoilt", as: StageContext(stage: "spoil"))
        document.drop(reason: "spoilt")
        document.remove(document.annotations[0].id)
    }

    private func document() throws -> Document {
        var document = try Document.whitespaceTokenized("one two\nthree")
        document.language = "en"
        document.metadata = ["k": [1, ["n": nil]]]
        document.assign("one", to: .lemma, at: 0)
        let id = try document.annotate(tokens: 0..<1, layer: "l", label: "A", provenance: Self.provenance)
        try document.relate(label: "R", arguments: [.init("x", [id])], provenance: Self.provenance)
        document.addReason(.init(rule: "r", weight: 1), toScore: "tension")
        document.warn("kept")
        return document
    }

    /// The pipeline throws the document away with the error, so the test runs the one stage and looks at what it leaves.
    @Test func aStageThatThrowsLeavesNoTrace() throws {
        let before = try document()
        let spoiling = ClosureStage("spoil") { document, _ in
            try Self.spoil(&document)
            throw CancellationError()
        }
        var instance = try DocumentPipeline([spoiling]).makeInstance()
        var after = before
        #expect(throws: PipelineError.self) { try instance.run(0, on: &after) }
        #expect(picture(after) == picture(before))
        let next = try after.annotate(tokens: 0..<1, layer: "l", label: "A", provenance: Self.provenance)
        #expect(next.number == 1, "the running numbers are those of before")
        after.derive(text: "", metadata: [:])
        #expect(after.derived.map(\.id) == ["test#1"])
    }

    @Test func theTestSpoilsEveryPart() throws {
        let before = try document()
        var after = before
        try Self.spoil(&after)
        let changed = zip(picture(before).split(separator: "\n"), picture(after).split(separator: "\n")).count {
            $0 != $1
        }
        #expect(changed >= 10)
    }
}

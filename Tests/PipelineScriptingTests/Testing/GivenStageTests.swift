import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

struct GivenStageTests {
    private func test(_ text: String) throws -> TestCase {
        var test = TestCase(name: "a", location: nil)
        test.marks = try TestMarks(text)
        return test
    }

    @Test func documentsGetWhatTheyComeWith() throws {
        let test = try test("[=PER Lena] of [=bodies/ORG Bank] in [LOC Oslo]")
        let stage = try #require(GivenStage([test]))
        #expect(stage.assigns == [.layer("bodies"), .layer("entities")])
        var document = test.document
        try stage.process(&document, StageContext(stage: stage.name))
        #expect(document.annotations.map { "\($0.layer)/\($0.label)" } == ["entities/PER", "bodies/ORG"])
        #expect(document.annotations.map { document.text[$0.bytes] } == ["Lena", "Bank"])
    }

    @Test func thereIsNoneWhereNothingIsGiven() throws {
        #expect(GivenStage([try test("[PER Lena]")]) == nil)
    }
}

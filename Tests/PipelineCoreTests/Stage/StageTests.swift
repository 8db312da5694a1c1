import PipelineCore
import PipelineTestSupport
import Testing

struct StageTests {
    private final class Owner {}
    private final class Shared {}

    @Test func asksNothingUnlessItSays() {
        struct Plain: Stage, StageInstance {
            let name = "plain"
            func process(_ document: inout Document, _ context: StageContext) {}
        }
        #expect(Plain().requires.isEmpty && Plain().assigns.isEmpty && Plain().location == nil)
        #expect(Plain().makeInstance(for: Worker()) is Plain)
    }

    @Test func aWorkerKeepsOneObjectForEachOwner() {
        let worker = Worker(index: 3)
        let (one, two) = (Owner(), Owner())
        var made = 0
        func object(_ owner: Owner) -> Shared {
            worker.object(for: owner) {
                made += 1
                return Shared()
            }
        }
        #expect(object(one) === object(one))
        #expect(object(one) !== object(two))
        #expect(made == 2 && worker.index == 3 && worker.scripts == nil)
    }

    @Test func tellsAStageItsName() throws {
        let names = try DocumentPipeline([ClosureStage("desk") { $0.metadata["stage"] = .string($1.stage) }])
        var instance = try names.makeInstance()
        #expect(try instance.process(Document(id: "a", text: ""))[0].metadata["stage"] == "desk")
    }
}

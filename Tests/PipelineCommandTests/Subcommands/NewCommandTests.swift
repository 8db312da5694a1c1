import PipelineTestSupport
import Testing

@Suite("pipeline new")
struct NewCommandTests {
    @Test func aProjectRunsAndPassesItsTestsAtOnce() throws {
        let folder = try TemporaryFolder()
        let made = try Program.run("new", "ships", in: folder)
        #expect(made.status == 0, "\(made.messages)")
        #expect(made.output.contains("ships/config.lua\n"))
        let check = try Program.run("check", "ships/config.lua", in: folder)
        #expect(check.output.hasSuffix("no mistakes found\n"), "\(check.messages)")
        let run = try Program.run("run", "ships/config.lua", in: folder)
        #expect(run.status == 0, "\(run.messages)")
        #expect(run.output.contains("VISIT       visitor: Lena Orlova · place: Oslo"), "\(run.output)")
        let test = try Program.run("test", "ships", in: folder)
        #expect(test.status == 0, "\(test.output)")
        #expect(test.output.contains("3 passed"))
        #expect(!test.output.contains("never fired"))
        #expect(folder.text("ships/.luarc.json")?.contains("[\".pipeline\"]") == true)
        #expect(folder.text("ships/.pipeline/pipeline.lua")?.contains("---@meta") == true)
    }

    @Test func aPluginPassesItsTestsAtOnce() throws {
        let folder = try TemporaryFolder()
        #expect(try Program.run("new", "plugin", "acronyms", in: folder).status == 0)
        let test = try Program.run("test", "acronyms", in: folder)
        #expect(test.status == 0, "\(test.output)")
        #expect(test.output.contains("2 passed"))
    }

    @Test func nothingIsOverwritten() throws {
        let folder = try TemporaryFolder(["ships/config.lua": "mine"])
        let result = try Program.run("new", "ships", in: folder)
        #expect(result.status == 2)
        #expect(result.messages.contains("there is a 'ships' already"))
        #expect(folder.text("ships/config.lua") == "mine")
    }

    @Test(arguments: [["9lives"], ["a b"], ["plugin"], ["x", "y"], [""]])
    func aNameThatIsNoneIsRefused(_ words: [String]) throws {
        #expect(try Program.run(["new"] + words, in: try TemporaryFolder()).status == 2)
    }
}

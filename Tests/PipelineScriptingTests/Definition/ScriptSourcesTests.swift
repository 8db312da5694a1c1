import Foundation
import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Script sources")
struct ScriptSourcesTests {
    private let folder = try? TemporaryFolder([
        "main.lua": "return 'text'", "a.lua": "", "sub/a.lua": "", "sub/b/c.lua": "", "p/plugin.lua": "",
        "roots/one/r.lua": "", "roots/two/r.lua": "", "roots/two/only/plugin.lua": "", "roots/two/a.lua": "",
        "folder.lua/x": "",
    ])

    private func sources() throws -> (sources: ScriptSources, folder: TemporaryFolder) {
        let folder = try #require(folder)
        return (ScriptSources(roots: [folder.path("roots/one"), folder.path("roots/two")]), folder)
    }

    @Test(arguments: [
        ("a", "main.lua", "a.lua"), ("a", "sub/x.lua", "sub/a.lua"), ("b.c", "sub/x.lua", "sub/b/c.lua"),
        ("sub.b.c", "main.lua", "sub/b/c.lua"), ("p", "main.lua", "p/plugin.lua"), ("r", "main.lua", "roots/one/r.lua"),
        ("only", "main.lua", "roots/two/only/plugin.lua"), ("a", "p/plugin.lua", "roots/two/a.lua"),
        ("sub/a", "main.lua", "sub/a.lua"),
    ])
    func aModuleIsFoundBesideItsFileThenInTheRoots(_ name: String, _ file: String, _ found: String) throws {
        let (sources, folder) = try sources()
        guard case .found(let file) = sources.module(name, requiredBy: folder.path(file)) else {
            Issue.record("\(name) is not found")
            return
        }
        #expect(folder.relative(file.path) == found)
    }

    @Test(arguments: [
        "", ".", "..", ".a", "a.", "a..b", "/etc/hosts", "../main", "a//b", "a\0", "sub/../main", "sub/./a",
    ])
    func aNameThatLeadsElsewhereIsNotLookedFor(_ name: String) throws {
        let (sources, folder) = try sources()
        guard case .refused = sources.module(name, requiredBy: folder.path("sub/x.lua")) else {
            Issue.record("\(name) is looked for")
            return
        }
    }

    @Test(arguments: ["none", "folder"])
    func whatIsNotThereTellsWhereItWasLookedFor(_ name: String) throws {
        let (sources, folder) = try sources()
        guard case .missing(let tried) = sources.module(name, requiredBy: folder.path("main.lua")) else {
            Issue.record("\(name) is found")
            return
        }
        #expect(
            tried.map(folder.relative)
                == ["", "roots/one/", "roots/two/"].flatMap {
                    ["\($0)\(name).lua", "\($0)\(name)/plugin.lua"]
                })
    }

    @Test func aModuleIsTheSameForAllWorkersWhateverComesLater() throws {
        let (sources, folder) = try sources()
        let first = sources.module("r", requiredBy: folder.path("main.lua"))
        try folder.write("return 'nearer'", to: "r.lua")
        guard case .found(let before) = first,
            case .found(let after) = sources.module("r", requiredBy: folder.path("main.lua"))
        else {
            Issue.record("r is not found")
            return
        }
        #expect(before.path == after.path)
        try folder.link("linked.lua", to: "main.lua")
        guard case .found = sources.module("linked", requiredBy: folder.path("main.lua")) else {
            Issue.record("a link is not followed")
            return
        }
    }

    @Test func aFileIsReadOnce() throws {
        let (sources, folder) = try sources()
        let path = folder.path("main.lua")
        #expect(sources.map(path)?.file.path == nil)
        let first = try sources.file(path)
        try folder.write("return 'changed'", to: "main.lua")
        #expect(try sources.file(path).bytes == first.bytes)
        #expect(sources.map(path)?.literal("text")?.bytes == 8..<12)
        #expect(throws: PipelineError.self) { try sources.file(folder.path("none.lua")) }
    }

    /// An isolated worker made the state of `merge` when it could no longer see the lists of its plugins.
    @Test func aManifestIsCheckedOnce() throws {
        let (sources, folder) = try sources()
        try folder.write(#"{"name":"p","version":"1.0.0","api":"1.0","lists":["l.tsv"]}"#, to: "p/plugin.json")
        try folder.write("", to: "p/l.tsv")
        #expect(try sources.plugin(in: folder.path("p")).lists == ["l.tsv"])
        try FileManager.default.removeItem(atPath: folder.path("p/l.tsv"))
        #expect(try sources.plugin(in: folder.path("p")).lists == ["l.tsv"])
    }
}

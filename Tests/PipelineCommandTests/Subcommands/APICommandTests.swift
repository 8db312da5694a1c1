import Foundation
import PipelineTestSupport
import Testing

@Suite("pipeline api")
struct APICommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func api(_ arguments: String...) throws -> Program.Result {
        try Program.run(["api"] + arguments, in: folder)
    }

    @Test func everythingIsListedOneLineEach() throws {
        let result = try api()
        #expect(result.status == 0 && result.messages.isEmpty)
        let names = result.records.map { $0.prefix { $0 != " " } }
        for name in [
            "Document", "doc:annotate", "token.lemma", "pipeline.json.encode", "pipeline.extract.patterns", "Rule",
        ] {
            #expect(names.contains(name[...]), "\(name)")
        }
        #expect(Set(names).count == names.count)
        #expect(result.records.allSatisfy { $0.contains("  ") })
    }

    @Test(arguments: ["doc:annotate", "Document.annotate", "doc.annotate", "annotate", "Document:annotate"])
    func aMethodIsFoundByEachOfItsNames(_ name: String) throws {
        let result = try api(name)
        #expect(result.status == 0)
        #expect(
            result.output.hasPrefix(
                "doc:annotate { label, layer?, first?, last?, start?, stop?, span?, attributes?, rule? } → Span\n"
                    + "  adds a span to a layer (since 0.1)\n\n"
                    + "  label        string                the label\n"))
        #expect(result.output.hasSuffix("attributes = { id = \"Q585\" } }\n"))
    }

    @Test(arguments: [
        ("token.lemma", "token.lemma: string (writable)\n  the dictionary form (since 0.1)\n"),
        ("Token.lemma", "token.lemma: string (writable)\n"),
        ("lemma", "token.lemma: string (writable)\n"),
        ("m.captures", "m.captures: Captures\n  the captures alone, whatever their names are (since 0.2)\n"),
        ("extract.patterns", "pipeline.extract.patterns { rules?, layer?, label?, name? } → Stage\n"),
        ("pipeline.json", "pipeline.json\n  JSON text\n"),
        ("json.decode", "pipeline.json.decode(text) → Value\n"),
        ("doc:spans", "doc:spans(label?) or { label?, layer? } → Span[]\n"),
        ("doc:relate", "doc:relate { label, attributes?, rule?, … } → Relation\n"),
        ("Rule", "Rule { … }\n  a pattern with what is made of its matches\n\n  name       string"),
        ("pipeline.stage", "pipeline.stage { name, requires?, assigns?, columns?, "),
        ("read.text", "pipeline.read.text { path?, language?, encoding?, name? } → Reader\n"),
    ])
    func aNameIsExplained(_ name: String, _ expected: String) throws {
        let result = try api(name)
        #expect(result.status == 0)
        #expect(result.output.hasPrefix(expected), "\(result.output)")
    }

    @Test func aNameOfSeveralThingsExplainsAll() throws {
        let output = try api("text").output
        for signature in ["doc.text: string", "token.text: string", "span.text: string", "pipeline.text"] {
            #expect("\n\(output)".contains("\n\(signature)\n"), "\(signature)")
        }
    }

    @Test(arguments: [
        ("doc:anotate", "did you mean 'doc:annotate'?"), ("token.lema", "did you mean 'token.lemma'?"),
        ("extract.pattern", "did you mean 'extract.patterns'?"), ("zzzzzz", "`pipeline api` lists everything"),
    ])
    func anUnknownNameIsStatusTwo(_ name: String, _ remedy: String) throws {
        let result = try api(name)
        #expect(result.status == 2)
        #expect(result.output.isEmpty)
        #expect(result.messages == "error: the script API has no '\(name)'\n  help: \(remedy)\n")
    }

    @Test func theWholeIsJSON() throws {
        let all = try JSONSerialization.jsonObject(with: Data(try api("--json").output.utf8)) as? [[String: Any]]
        #expect(all?.count == (try api().records.count))
        let one = try JSONSerialization.jsonObject(with: Data(try api("--json", "doc:drop").output.utf8))
        let entry = try #require((one as? [[String: Any]])?.first)
        #expect(entry["signature"] as? String == "doc:drop(reason)")
        #expect(entry["since"] as? String == "0.1")
        #expect((entry["members"] as? [[String: Any]])?.first?["name"] as? String == "reason")
        #expect(try api("--json", "nothing").status == 2)
    }

    @Test func optionsThatDoNotGoTogetherAreRefused() throws {
        #expect(try api("--definition", "a.lua").status == 2)
        #expect(try api("--stubs", "x", "doc").status == 2)
    }

    // MARK: - Files

    private static let declared = "run `make api`: the declarations of the script API have changed"

    @Test func theStubsAreThoseOfTheDeclarations() throws {
        #expect(try api("--stubs", "stubs").output == "stubs/pipeline.lua\nstubs/.luarc.json\n")
        for name in ["pipeline.lua", ".luarc.json"] {
            let committed = try? Repository.text("Documentation/stubs/\(name)")
            #expect(folder.text("stubs/\(name)") == committed, "\(Self.declared)")
        }
    }

    @Test func thePagesAreThoseOfTheDeclarations() throws {
        let names = try api("--markdown", "pages").records.map { $0.dropFirst("pages/".count) }
        #expect(names.count == 8)
        let committed = Repository.files(in: "Documentation/api", ".md").map {
            $0.dropFirst("Documentation/api/".count)
        }
        #expect(committed.sorted() == names.sorted(), "\(Self.declared)")
        for name in names {
            let page = try? Repository.text("Documentation/api/\(name)")
            #expect(folder.text("pages/\(name)") == page, "\(Self.declared)")
        }
    }

    @Test func theStubsKnowWhatADefinitionSays() throws {
        try folder.write(
            """
            local pipeline = require "pipeline"
            return pipeline.define { stages = {
              pipeline.stage {
                name = "money", columns = { "tone" }, attributes = { money = { amount = "number", unit = "string" } },
                arguments = { PAID = { "who", "what" } }, process = function() end,
              },
            } }
            """, to: "a.lua")
        #expect(try api("--stubs", ".", "--definition", "a.lua").status == 0)
        let stubs = try #require(folder.text("pipeline.lua"))
        for line in [
            "---@field tone string a column of a stage",
            "---@class pipeline.attributes.money", "---@field amount? number", "---@field unit? string",
            "---@class pipeline.span.money: pipeline.Span", "---@field attributes pipeline.attributes.money",
            "---@class pipeline.relation.PAID: pipeline.Relation", "---@field what? pipeline.Span|pipeline.Span[]",
            "---@overload fun(self: pipeline.Document, label: \"PAID\"): pipeline.relation.PAID[]",
        ] {
            #expect(stubs.contains("\(line)\n"), "\(line)")
        }
        #expect(try api("--stubs", ".", "--definition", "none.lua").status == 2)
    }

    @Test func settingsOfAPersonStay() throws {
        try folder.write("{}", to: "mine/.luarc.json")
        let result = try api("--stubs", "mine")
        #expect(result.output == "mine/pipeline.lua\n")
        #expect(result.messages == "mine/.luarc.json is there already and was not changed\n")
        #expect(folder.text("mine/.luarc.json") == "{}")
        #expect(try api("--stubs", "mine").output.isEmpty)
    }
}

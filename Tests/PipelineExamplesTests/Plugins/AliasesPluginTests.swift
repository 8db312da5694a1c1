import Pipeline
import PipelineScripting
import PipelineTestSupport
import Testing

@Suite("Plugin aliases")
struct AliasesPluginTests {
    private static let names = "require \"aliases\" {},"

    /// Names, then a ROLE for "…, the energy minister" and "…, head of …", then role nouns.
    private static let roles = #"""
        require "aliases" {},
        pipeline.extract.patterns(pipeline.rules {
          { phase = "roles", { name = "after-name", claim = "role",
            pattern = [[ person:<PER/> "," "the"? role:([lower = "energy"]? [lower = "minister|head"]) ( "of" "the" body:<ORG/> )? ]],
            emit = { relation = "ROLE", layer = "roles", "person", "role", organisation = "body" } } },
        }),
        require "aliases" { name = "role-nouns", ties = { "roles" } },
        """#

    @Test func aSurnameANicknameAndAShortNameAreTied() throws {
        let run = try PluginRun(
            """
            [PER Salem "Abu" Trabelwi] met [PER Anna Ruiz-Paz] at [ORG Halden Bank] and the [ORG Electoral Commission]. \
            Trabelwi, or Abu, told Ruiz-Paz that Halden and the Commission were late.
            """, stages: Self.names)
        #expect(
            Set(run.entities()).isSuperset(of: [
                "Salem \"Abu\" Trabelwi = Salem Trabelwi", "Trabelwi = Salem Trabelwi", "Abu = Salem Trabelwi",
                "Ruiz-Paz = Anna Ruiz-Paz", "Halden = Halden Bank", "Commission = Electoral Commission",
            ]))
        #expect(run.relations("ALIAS").contains("name: Halden, of: Halden Bank"))
    }

    @Test func aSurnameOfTwoPeopleIsTiedToNeither() throws {
        let run = try PluginRun("[PER Anna Ruiz] and [PER Leo Ruiz] came. Ruiz left.", stages: Self.names)
        #expect(run.entities() == ["Anna Ruiz = Anna Ruiz", "Leo Ruiz = Leo Ruiz"])
    }

    @Test func anAcronymInBracketsIsTheBody() throws {
        let run = try PluginRun(
            "The [ORG Sea Rescue League] ([ORG SRL]) sailed. SRL boats came back.", stages: Self.names)
        #expect(run.entities().filter { $0.hasPrefix("SRL") } == Array(repeating: "SRL = Sea Rescue League", count: 2))
    }

    @Test func aRoleNounIsTheLastPersonWithTheOffice() throws {
        let run = try PluginRun(
            """
            [PER Ana Ilic], the energy minister, met Dr. [PER Leo Brandt]. The minister left, the energy minister said, \
            and the doctor stayed. The minister of trade did not come, nor did the health minister.
            """, stages: Self.roles)
        #expect(
            run.entities("mentions") == [
                "The minister = Ana Ilic", "the energy minister = Ana Ilic", "the doctor = Leo Brandt",
            ])
    }

    @Test func anotherNounForTheSameOfficeIsARole() throws {
        let run = try PluginRun(
            """
            [PER Ana Ilic], head of the [ORG Federal Intelligence Service], spoke. The Director of Federal Intelligence \
            left before the director of the Opera came.
            """, stages: Self.roles)
        #expect(run.entities("mentions") == ["The Director of Federal Intelligence = Ana Ilic"])
        #expect(run.relations("ROLE").last == "person: Ana Ilic, role: Director of Federal Intelligence")
    }

    @Test func anUnknownTieIsAMistakeOfTheDefinition() throws {
        let error = try #require(throws: PipelineError.self) {
            try PluginRun("a", stages: "require \"aliases\" { ties = { \"nicknames\" } },")
        }
        #expect(error.message.contains("unknown tie 'nicknames'"))
    }
}

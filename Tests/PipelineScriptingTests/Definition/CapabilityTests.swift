import PipelineCore
import Testing

@testable import PipelineScripting

struct CapabilityTests {
    @Test(
        arguments: [
            ("read:data/", .readTree("data")), ("read:./data//inner/", .readTree("data/inner")),
            ("read:./", .readTree("")),
            ("read:names.txt", .readFile("names.txt")), ("env:HOME", .environment("HOME")),
            ("env:a:b", .environment("a:b")),
        ] as [(String, Capability)])
    func aCapabilityIsRead(_ text: String, _ capability: Capability) throws {
        #expect(try Capability(text) == capability)
        #expect(try Capability(capability.description) == capability)
    }

    @Test(arguments: [
        ("data/", "'data/' is no capability"), ("read:", "'read:' is no capability"), ("", "'' is no capability"),
        ("raed:x", "there is no capability 'raed'"), ("write:x", "there is no capability 'write'"),
        ("read:/etc/", "'read:/etc/' leads out of the definition's folder"),
        ("read:../x", "'read:../x' leads out of the definition's folder"),
        ("read:a/../../x/", "'read:a/../../x/' leads out of the definition's folder"),
        ("read:a\0b", "'read:a\0b' leads out of the definition's folder"),
        ("read:.", "'read:.' leads out of the definition's folder"),
        ("env:A=B", "'A=B' is no name of an environment variable"),
    ])
    func whatIsWrongIsSaid(_ text: String, _ message: String) throws {
        #expect(try #require(throws: PipelineError.self) { try Capability(text) }.message == message)
    }

    @Test func aTreeAllowsWhatIsInIt() throws {
        let tree = try Capability("read:data/")
        #expect(tree.allowsReading("data/a") && tree.allowsReading("data/a/b"))
        #expect(!tree.allowsReading("data") && !tree.allowsReading("data2/a") && !tree.allowsReading("a"))
        #expect(try Capability("read:./").allowsReading("a/b"))
        #expect(try Capability("read:a").allowsReading("a"))
        #expect(try !Capability("read:a").allowsReading("a/b"))
        #expect(try !Capability("env:a").allowsReading("a"))
    }

    @Test(arguments: [
        ("read:data/", "read:data/", true), ("read:data/", "read:data/x/", true), ("read:data/", "read:data/x", true),
        ("read:./", "read:any", true), ("read:data/x/", "read:data/", false), ("read:data/", "read:database/", false),
        ("env:A", "env:A", true), ("env:A", "env:B", false), ("read:A", "env:A", false), ("read:a", "read:a/", false),
    ])
    func aGrantCoversWhatIsLess(_ grant: String, _ need: String, _ covers: Bool) throws {
        #expect(try Capability(grant).covers(Capability(need)) == covers)
    }
}

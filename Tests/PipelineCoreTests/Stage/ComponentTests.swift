import PipelineCore
import Testing

struct ComponentTests {
    private func component(_ name: String, summary: String = "") -> Component<String> {
        Component(name: name, summary: summary, options: [Option("list", .string, "the list")], positional: "list") {
            "\(name):\($0.string("list") ?? "-")"
        }
    }

    @Test func makesFromATable() throws {
        #expect(try component("extract.phrases").make(from: .init()) == "extract.phrases:-")
        #expect(try component("x").make(from: .init(items: [.value("a.tsv")])) == "x:a.tsv")
        #expect(throws: PipelineError.self) { try component("x").make(from: .init(fields: ["lst": .value("a")])) }
    }

    @Test func refusesAPositionalOptionThatIsNone() async {
        await #expect(processExitsWith: .failure) {
            _ = Component(name: "x", summary: "", positional: "list") { _ in 0 }
        }
    }
}

struct RegistryTests {
    private func component(_ name: String, _ result: Int) -> Component<Int> {
        Component(name: name, summary: "") { _ in result }
    }

    @Test func findsComponentsByName() {
        let registry = Registry([component("b", 1), component("a", 2)])
        #expect(registry.names == ["a", "b"])
        #expect(registry.all.map(\.name) == ["a", "b"])
        #expect(registry["c"] == nil)
        #expect(Registry<Int>().names.isEmpty)
    }

    @Test func laterComponentsTakeTheirPlace() throws {
        let registry = Registry([component("a", 1), component("b", 1)])
        let more = registry.adding([component("b", 2), component("c", 2)])
        #expect(more.names == ["a", "b", "c"])
        #expect(try more["b"]?.make(from: .init()) == 2)
        #expect(try registry["b"]?.make(from: .init()) == 1)
    }
}

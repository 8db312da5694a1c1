import PipelineCore
import Testing

struct OptionsTests {
    private static let function = Setting.function(ScriptFunction(path: "f", location: nil))
    private static let place = SourceLocation(file: "config.lua", line: 7)

    private func options(
        _ fields: [String: Setting] = [:], items: [Setting] = [], options: [Option], positional: String? = nil,
        directory: String = "."
    ) throws -> Options {
        let table = Setting.Table(items: items, fields: fields, location: Self.place, directory: directory)
        let component = Component(
            name: "extract.test", summary: "", options: options, positional: positional, make: { $0 })
        return try component.make(from: table)
    }

    /// All mistakes as `message | remedy`.
    private func complaints(
        _ fields: [String: Setting] = [:], items: [Setting] = [], _ declared: Option..., positional: String? = nil
    ) -> [String] {
        let error = #expect(throws: PipelineError.self) {
            try options(fields, items: items, options: declared, positional: positional)
        }
        guard let error else { return [] }
        let all = [error] + error.others
        #expect(all.allSatisfy { $0.code == .definitionInvalid && $0.location == Self.place })
        return all.map { [$0.message, $0.remedy].compactMap { $0 }.joined(separator: " | ") }
    }

    @Test(
        arguments: [
            (.string, .value("a"), .value(1), "a string, not integer"),
            (.path, .value("a"), .table(.init()), "a string, not table"),
            (.integer, .value(2.0), .value(2.5), "an integer, not number"),
            (.integer, .value(2), .value("2"), "an integer, not string"),
            (.number, .value(2), .value("2"), "a number, not string"),
            (.boolean, .value(true), .value(1), "true or false, not integer"),
            (
                .strings, .value("a"), .table(.init(items: [.value("a"), .value(1)])),
                "a string or a list of strings, not table"
            ),
            (
                .strings, .table(.init()), .table(.init(fields: ["a": .value("b")])),
                "a string or a list of strings, not table"
            ),
            (.table, .table(.init()), .value("a"), "a table, not string"),
            (.script, .value("a.lua"), .value(true), "the path of a Lua file or a table, not boolean"),
            (.script, .table(.init()), function, "the path of a Lua file or a table, not function"),
            (.function, function, .value("f"), "a function, not string"),
            (.value, .value(nil), function, "a plain value, not function"),
            (.choice(["first", "best"]), .value("best"), .value(1), #"one of "first", "best", not integer"#),
            (
                .choice(["first", "best"]), .value("first"), .value("bset"),
                #"one of "first", "best", not "bset" | did you mean "best"?"#
            ),
        ] as [(Option.Kind, Setting, Setting, String)])
    func checksTheKindOfValue(kind: Option.Kind, good: Setting, bad: Setting, complaint: String) throws {
        #expect(try options(["o": good], options: [Option("o", kind, "")]).has("o"))
        #expect(complaints(["o": bad], Option("o", kind, "")) == ["extract.test: option 'o' takes \(complaint)"])
    }

    @Test func suggestsOptions() {
        let label = Option("label", .string, "")
        #expect(
            complaints(["lable": .value("a")], label) == ["extract.test has no option 'lable' | did you mean 'label'?"])
        #expect(complaints(["q": .value("a")], label) == ["extract.test has no option 'q' | there is 'label', 'name'"])
        #expect(complaints(["nam": .value("a")]) == ["extract.test has no option 'nam' | did you mean 'name'?"])
    }

    @Test func asksForWhatIsRequired() {
        let list = Option("list", .path, "the file with the phrases", isRequired: true)
        #expect(complaints([:], list) == ["extract.test needs the option 'list': the file with the phrases"])
    }

    @Test func tellsAllMistakesTogether() {
        let declared = [Option("list", .path, "the file", isRequired: true), Option("fold", .boolean, "")]
        let error = #expect(throws: PipelineError.self) {
            try options(["zz": .value(1), "fold": .value("yes")], items: [.value("a")], options: declared)
        }
        #expect(
            [error?.message].compactMap { $0 } + (error?.others.map(\.message) ?? []) == [
                "extract.test: takes no value without a name",
                "extract.test: option 'fold' takes true or false, not string", "extract.test has no option 'zz'",
                "extract.test needs the option 'list': the file",
            ])
    }

    @Test func takesAName() throws {
        #expect(try options(["name": .value("places")], options: []).name == "places")
        #expect(try options(options: []).name == "extract.test")
        #expect(complaints(["name": .value(1)]) == ["extract.test: option 'name' takes a string, not integer"])
    }

    @Test func placesValuesWithoutAName() throws {
        let path = Option("path", .path, "")
        #expect(try options(items: [.value("a")], options: [path], positional: "path").string("path") == "a")
        #expect(
            complaints(items: [.value("a"), .value("b")], path, positional: "path")
                == ["extract.test: takes one value without a name, not 2"])
        #expect(
            complaints(["path": .value("b")], items: [.value("a")], path, positional: "path")
                == ["extract.test: 'path' is given twice, with and without its name"])
        #expect(complaints(items: [.value("a")], path) == ["extract.test: takes no value without a name"])
    }

    @Test func gathersSeveralValuesInAList() throws {
        let parts = Option("parts", .strings, "")
        let many = try options(items: [.value("pos"), .value("lemma")], options: [parts], positional: "parts")
        #expect(many.strings("parts") == ["pos", "lemma"])
        let one = try options(items: [.value("pos")], options: [parts], positional: "parts")
        #expect(one.strings("parts") == ["pos"])
        #expect(one.strings("other") == nil)
    }

    /// A path in rules that are written in place is relative to the file around them.
    @Test func keepsThePlaceOfValuesWithoutAName() throws {
        let rules = Option("rules", .script, "")
        let made = try options(
            ["name": .value("r")], items: [.table(.init())], options: [rules], positional: "rules", directory: "desk")
        #expect(made.table("rules")?.directory == "desk")
        #expect(made.table("rules")?.location == Self.place)
        #expect(made.table("rules")?.items.count == 1)
        #expect(made.table("rules")?.fields.isEmpty == true)
    }

    @Test func readsOptions() throws {
        let declared = ["s", "i", "n", "b", "f", "t", "v"].map { Option($0, .value, "") }
        let kinds: [Option] = [Option("f", .function, ""), Option("t", .table, "")]
        let made = try options(
            [
                "s": .value("a.tsv"), "i": .value(3), "n": .value(2.5), "b": .value(true), "v": .value([1]),
                "f": Self.function,
                "t": .table(.init(items: [.value(1)])),
            ],
            options: kinds + declared.filter { !["f", "t"].contains($0.name) }, directory: "rules")
        #expect(made.string("s") == "a.tsv" && made.path("s") == "rules/a.tsv")
        #expect(made.integer("i") == 3 && made.number("n") == 2.5 && made.number("i") == 3 && made.boolean("b") == true)
        #expect(made.setting("v")?.value == [1] && made.function("f") != nil && made.table("t")?.items.count == 1)
        #expect(!made.has("z") && made.setting("z") == nil && made.path("z") == nil)
        #expect(made.directory == "rules" && made.location == Self.place)
    }

    @Test func wordsErrorsOfItsOwn() throws {
        let error = try options(options: []).error("the list is empty", remedy: "add a line")
        #expect(error.description == "config.lua:7: extract.test: the list is empty")
        #expect(error.remedy == "add a line" && error.code == .definitionInvalid)
    }
}

struct PathTests {
    @Test func resolves() {
        #expect(Path.resolve("a.txt", in: "rules") == "rules/a.txt")
        #expect(Path.resolve("/a.txt", in: "rules") == "/a.txt")
        #expect(Path.resolve("-", in: "rules") == "-")
        #expect(Path.resolve("a.txt", in: ".") == "a.txt")
        #expect(Path.resolve("a.txt", in: "") == "a.txt")
    }

    @Test func takesApart() {
        #expect(["a/b/c", "a", "/a", "/", "a/"].map(Path.directory(of:)) == ["a/b", ".", "/", "/", "a"])
        #expect(["a/b/c", "a", "/a"].map(Path.name(of:)) == ["c", "a", "a"])
    }
}

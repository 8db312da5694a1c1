import PipelineCore
import Testing

struct SettingTests {
    @Test func readsWhatItHolds() {
        let function = ScriptFunction(path: "stages.1.process", location: nil)
        #expect(Setting.value("a").string == "a" && Setting.value("a").value == "a" && Setting.value(1).string == nil)
        #expect(Setting.table(.init()).table?.items.isEmpty == true && Setting.value(1).table == nil)
        #expect(Setting.function(function).function == function && Setting.table(.init()).function == nil)
        #expect(
            [Setting.value(nil), .table(.init()), .function(function)].map(\.kind) == ["null", "table", "function"])
    }
}

struct SourceMapTests {
    private let map: SourceMap = {
        let text = #"{ name = "a", [[ x "b" ]] , 'b', name = "c", "b" }"#
        let file = SourceFile(path: "rules.lua", bytes: Array(text.utf8))
        return SourceMap(
            file: file,
            literals: [
                .init(content: "a", bytes: 10..<11, isVerbatim: true),
                .init(content: " x \"b\" ", bytes: 16..<23, isVerbatim: true),
                .init(content: "b", bytes: 29..<30, isVerbatim: false),
                .init(content: "c", bytes: 41..<42, isVerbatim: true),
                .init(content: "b", bytes: 46..<47, isVerbatim: true),
            ])
    }()

    @Test func findsTheLiteralAfterAnAnchor() {
        #expect(map.literal("b")?.bytes == 29..<30)
        #expect(map.literal("b", after: "c")?.bytes == 46..<47)
        #expect(map.literal("a", after: "c")?.bytes == 10..<11)
        #expect(map.literal("b", after: "gone")?.bytes == 29..<30)
        #expect(map.literal("gone") == nil)
    }

    @Test func findsTheLiteralNearestToAnother() {
        #expect(map.literal("b", near: "a")?.bytes == 29..<30)
        #expect(map.literal("b", near: "c")?.bytes == 29..<30)
        #expect(map.literal("a", near: "gone")?.bytes == 10..<11)
        #expect(map.literal("gone", near: "a") == nil)
    }

    @Test func pointsIntoALiteral() throws {
        let pattern = try #require(map.literal(" x \"b\" "))
        #expect(
            map.location(of: 3..<6, in: pattern) == SourceLocation(file: "rules.lua", line: 1, column: 20, length: 3))
        #expect(map.location(of: 3..<3, in: pattern).length == 1)
        #expect(map.location(in: pattern) == SourceLocation(file: "rules.lua", line: 1, column: 17, length: 7))
        let escaped = try #require(map.literal("b"))
        #expect(map.location(of: 0..<1, in: escaped).column == 30)
    }

    @Test func oneStringIsAListOfStrings() {
        let list = Setting.Table(items: [.value("a"), .value("b")])
        #expect(Setting.value("a").strings == ["a"])
        #expect(Setting.table(list).strings == ["a", "b"])
        #expect(Setting.table(Setting.Table()).strings == [])
        #expect(Setting.table(Setting.Table(items: [.value("a"), .value(5)])).strings == nil)
        #expect(Setting.table(Setting.Table(items: list.items, fields: ["x": .value("c")])).strings == nil)
        #expect(Setting.value(5).strings == nil)
    }
}

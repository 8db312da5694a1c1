import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScore

@Suite("Weights from a definition")
struct WeightsSettingTests {
    private func weights(_ fields: [String: Setting], _ entries: [Setting]) throws -> Weights {
        try Weights(Setting.Table(items: entries, fields: fields, location: SourceLocation(file: "w.lua", line: 3)))
    }

    @Test func allThatCanBeSaidIsTaken() throws {
        let weights = try weights(
            ["name": "tension", "levels": ["high": 4, "some": 1.5], "lowest": "none", "within": "document"],
            [
                ["name": "armed", "pattern": "gun", "weight": 3, "cap": 2, "claim": "x", "within": "paragraph"],
                ["pattern": "war", "weight": -0.5, "per": "document"],
                ["name": "people", "label": "PER", "weight": 1, "per": "match"],
                ["name": "events", "layer": "events", "weight": 1],
                ["name": "ties", "relation": "ALIAS", "weight": 1],
            ])
        #expect(weights.name == "tension")
        #expect(weights.lowest == "none")
        #expect(weights.levels == [.init("some", from: 1.5), .init("high", from: 4)])
        #expect(weights.entries.map(\.name) == ["armed", "entry 2", "people", "events", "ties"])
        #expect(weights.entries.map(\.weight) == [3, -0.5, 1, 1, 1])
        #expect(weights.entries.map(\.cap) == [2, 1, .max, .max, .max])
        #expect(
            weights.entries.map { describe($0.evidence) } == [
                "gun paragraph x", "war document", "entities PER", "events", "ALIAS",
            ])
    }

    private func describe(_ evidence: Weights.Evidence) -> String {
        switch evidence {
        case .pattern(let source):
            [source.pattern.string, source.within, source.claim].compactMap(\.self).joined(separator: " ")
        case .annotations(let layer, let label): [layer, label].compactMap(\.self).joined(separator: " ")
        case .relations(let label): label
        }
    }

    @Test(
        arguments: [
            ([:], "w.lua:3: the weights need a name: it becomes the name of the score"),
            (["name": ""], "w.lua:3: the weights need a name: it becomes the name of the score"),
            (["name": 5], "w.lua:3: the weights need a name: it becomes the name of the score"),
            (["name": "t", "level": [:]], "w.lua:3: a weights file has no key 'level' (did you mean 'levels'?)"),
            (["name": "t", "levels": 5], "w.lua:3: 'levels' is a table of names with their least value"),
            (["name": "t", "levels": ["a"]], "w.lua:3: 'levels' is a table of names with their least value"),
            (["name": "t", "levels": ["a": "x"]], "w.lua:3: level 'a' is string, not a number"),
            (
                ["name": "t", "levels": ["b": true, "a": "x", "c": "y"]],
                "w.lua:3: level 'a' is string, not a number; w.lua:3: level 'b' is boolean, not a number; "
                    + "w.lua:3: level 'c' is string, not a number"
            ),
            (
                ["name": "t", "levels": ["a": 1, "b": 1]],
                "w.lua:3: levels 'a' and 'b' begin at the same value"
            ),
            (["name": "t", "lowest": 5], "w.lua:3: 'lowest' of the weights is a string, not integer"),
            (["name": "t", "within": 5], "w.lua:3: 'within' of the weights is a string, not integer"),
        ] as [([String: Setting], String)])
    func aMistakeInTheHeadIsNamed(_ fields: [String: Setting], _ message: String) throws {
        try expect(message) { try weights(fields, []) }
    }

    @Test(
        arguments: [
            ("x", "w.lua:3: entry 1 of the weights is string, not a table"),
            (["name": "a", "pattern": "x"], "w.lua:3: 'a' needs a weight"),
            (["pattern": "x", "weight": "3"], "w.lua:3: 'entry 1' needs a weight"),
            (["name": "a", "weight": 1], "w.lua:3: 'a' needs exactly one of pattern, layer or relation"),
            (
                ["name": "a", "weight": 1, "pattern": "x", "relation": "R"],
                "w.lua:3: 'a' needs exactly one of pattern, layer or relation"
            ),
            (
                ["name": "a", "weight": 1, "pattern": "x", "label": "L"],
                "w.lua:3: 'a' needs exactly one of pattern, layer or relation"
            ),
            (
                ["name": "a", "weight": 1, "relation": "x", "layer": "L"],
                "w.lua:3: 'a' needs exactly one of pattern, layer or relation"
            ),
            (["name": "a", "pattern": "x", "weight": 1, "cap": 0], "w.lua:3: 'a': cap is at least 1"),
            (["name": "a", "pattern": "x", "weight": 1, "cap": 1.5], "w.lua:3: 'a': cap is an integer"),
            (["name": "a", "pattern": "x", "weight": 1, "cap": "2"], "w.lua:3: 'a': cap is an integer"),
            (
                ["name": "a", "pattern": "x", "weight": 1, "per": "sentence"],
                "w.lua:3: 'a': per is \"match\" or \"document\""
            ),
            (["name": "a", "pattern": "x", "weight": 1, "per": 1], "w.lua:3: 'a': per is \"match\" or \"document\""),
            (
                ["name": "a", "pattern": 5, "weight": 1],
                "w.lua:3: 'pattern' of 'a' is a string or a table, not integer"
            ),
            (["name": 5, "pattern": "x", "weight": 1], "w.lua:3: 'name' of 'entry 1' is a string, not integer"),
            (
                ["name": "a", "pattern": "x", "claim": 1, "weight": 1],
                "w.lua:3: 'claim' of 'a' is a string, not integer"
            ),
            (
                ["name": "a", "patern": "x", "label": "L", "weight": 1],
                "w.lua:3: 'a' has no key 'patern' (did you mean 'pattern'?)"
            ),
        ] as [(Setting, String)])
    func aMistakeInAnEntryIsNamed(_ entry: Setting, _ message: String) throws {
        try expect(message) { try weights(["name": "t"], [entry]) }
    }

    @Test func allMistakesComeTogether() throws {
        try expect(
            "w.lua:3: a weights file has no key 'x'; w.lua:3: 'a' needs a weight; w.lua:3: 'b': cap is at least 1"
        ) {
            try weights(
                ["name": "t", "x": 1],
                [["name": "a", "label": "L"], ["name": "b", "label": "L", "weight": 1, "cap": -1]])
        }
    }

    @Test func aMistakePointsAtTheEntrysName() throws {
        let file = SourceFile(path: "w.lua", bytes: Array("x\n  { name = \"armed\" }".utf8))
        let literals = [SourceMap.Literal(content: "armed", bytes: 14..<19, isVerbatim: true)]
        var table = Setting.Table(items: [["name": "armed"]], fields: ["name": "t"])
        table.sourceMap = SourceMap(file: file, literals: literals)
        let error = try #require(throws: PipelineError.self) { try Weights(table) }
        #expect("\(error)" == "w.lua:2:13: 'armed' needs a weight")
    }

    private func expect(_ message: String, _ body: () throws -> Weights) throws {
        let error = try #require(throws: PipelineError.self) { _ = try body() }
        let parts = ([error] + error.others).map { error in
            let hint = error.remedy.flatMap { $0.hasPrefix("did") ? " (\($0))" : nil } ?? ""
            return "\(error)\(hint)"
        }
        #expect(parts.joined(separator: "; ") == message)
        #expect(error.code == .definitionInvalid)
    }
}

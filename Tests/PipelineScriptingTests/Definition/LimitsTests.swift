import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

@Suite("Limits")
struct LimitsTests {
    private func limits(_ fields: [String: Setting]) throws -> Limits {
        let setting = Setting.table(Setting.Table(fields: fields))
        return try Limits(setting, of: "stage 'x'", over: Limits(), at: SourceLocation(file: "main.lua", line: 3))
    }

    @Test func thereAreLimitsWithoutAWord() {
        let limits = Limits()
        #expect(limits.time == .seconds(2) && limits.memory == 67_108_864 && limits.output == 16_777_216)
    }

    @Test(arguments: [
        ("2s", Duration.seconds(2)), ("500ms", .milliseconds(500)), ("0.5s", .milliseconds(500)), ("2 s", .seconds(2)),
        ("1.5m", .seconds(90)), ("0.001ms", .microseconds(1)), ("1440m", .seconds(86_400)),
    ])
    func aTimeHasAUnit(_ text: String, _ expected: Duration) throws {
        #expect(try limits(["time": .value(.string(text))]).time == expected)
    }

    @Test(arguments: [("512KB", 524_288), ("64MB", 67_108_864), ("1.5GB", 1_610_612_736), ("1024GB", 1 << 40)])
    func aSizeHasAUnit(_ text: String, _ expected: Int) throws {
        let limits = try limits(["memory": .value(.string(text)), "output": .value("1KB")])
        #expect(limits.memory == expected && limits.output == 1024 && limits.time == .seconds(2))
    }

    @Test(
        arguments: [
            ("time", 2, "is a number without a unit", "say \"2s\" or \"2ms\""),
            ("time", 0.5, "is a number without a unit", "say \"0.5s\" or \"0.5ms\""),
            ("memory", 64, "is a number without a unit", "say \"64MB\" or \"64KB\""),
            ("time", "2h", "is \"2h\", which cannot be read", "a time is a number with ms, s or m, such as \"500ms\""),
            (
                "time", "64MB", "is \"64MB\", which cannot be read",
                "a time is a number with ms, s or m, such as \"500ms\""
            ),
            ("time", "s", "is \"s\", which cannot be read", "a time is a number with ms, s or m, such as \"500ms\""),
            (
                "time", "-1s", "is \"-1s\", which cannot be read",
                "a time is a number with ms, s or m, such as \"500ms\""
            ),
            (
                "time", "1e3s", "is \"1e3s\", which cannot be read",
                "a time is a number with ms, s or m, such as \"500ms\""
            ),
            (
                "time", "1..2s", "is \"1..2s\", which cannot be read",
                "a time is a number with ms, s or m, such as \"500ms\""
            ),
            ("output", "5", "is \"5\", which cannot be read", "a size is a number with KB, MB or GB, such as \"64MB\""),
            (
                "output", "2mb", "is \"2mb\", which cannot be read",
                "a size is a number with KB, MB or GB, such as \"64MB\""
            ),
            (
                "output", true, "is a boolean, which cannot be read",
                "a size is a number with KB, MB or GB, such as \"64MB\""
            ),
            ("time", "0s", "is nothing; a script could not begin", nil),
            ("memory", "0.0001KB", "is nothing; a script could not begin", nil),
            ("time", "25000m", "is more than a limit can be", "at most \"1440m\""),
            ("memory", "9999999999999999999999GB", "is more than a limit can be", "at most \"1024GB\""),
        ] as [(String, Value, String, String?)])
    func whatIsNoLimitIsRefused(_ key: String, _ value: Value, _ problem: String, _ remedy: String?) throws {
        let error = try #require(throws: PipelineError.self) { try limits([key: .value(value)]) }
        #expect(error.message == "limit '\(key)' of stage 'x' \(problem)")
        #expect(error.remedy == remedy && error.location?.line == 3 && error.code == .definitionInvalid)
    }

    @Test func keysAreKnown() throws {
        let error = try #require(throws: PipelineError.self) { try limits(["tim": .value("2s")]) }
        #expect(error.message == "stage 'x' has no limit 'tim'" && error.remedy == "did you mean 'time'?")
    }

    /// A stage overrides the definition, which overrides what holds without a word.
    @Test func aStageOverridesTheDefinition() throws {
        let folder = try TemporaryFolder([
            "main.lua": """
            local pipeline = require "pipeline"
            local function process() end
            return pipeline.define {
              stages = {
                pipeline.stage { name = "a", process = process },
                pipeline.stage { name = "b", process = process, limits = { time = "1s", output = "1MB" } },
              },
              limits = { time = "5s", memory = "1MB" },
            }
            """
        ])
        let definition = try definition(folder)
        #expect(definition.limits.time == .seconds(5) && definition.limits.memory == 1 << 20)
        #expect(definition.limits.output == 16 << 20)
        let stages = definition.pipeline.stages.compactMap { $0 as? LuaStage }
        #expect(stages.map(\.limits.time) == [.seconds(5), .seconds(1)])
        #expect(stages.map(\.limits.memory) == [1 << 20, 1 << 20])
        #expect(stages.map(\.limits.output) == [16 << 20, 1 << 20])
    }
}

import Testing

@testable import PipelineCore

struct ProfileTests {
    private var profile: Profile {
        var profile = Profile()
        profile.parts = [
            Profile.Part(.read), Profile.Part(.stage, name: "find"), Profile.Part(.rule, name: "r", stage: "find"),
        ]
        profile.parts[0].times.add(1000)
        profile.parts[1].times.add(3000)
        profile.parts[2].times.add(2000)
        profile.parts[2].matches = 7
        profile.events = [Profile.Event(part: 1, document: "d \"1\"", worker: 2, start: 5000, nanoseconds: 3000)]
        return profile
    }

    @Test func rulesArePartOfTheirStage() {
        #expect(profile.nanoseconds == 4000)
        let parts = profile.value.object?["parts"]?.array?.compactMap(\.object) ?? []
        #expect(parts.map { $0["share"] } == [0.25, 0.75, 0.5])
        #expect(parts[2]["matches"] == 7 && parts[2]["stage"] == "find" && parts[0]["matches"] == nil)
    }

    @Test func theTraceIsJSON() throws {
        let events = try #require(try JSONParser.parse(Array(profile.trace.utf8)).array)
        #expect(events.count == 1)
        #expect(events[0].object?["name"] == "find" && events[0].object?["dur"]?.json == "3.0")
        #expect(try JSONParser.parse(Array(Profile().trace.utf8)) == [])
    }

    @Test func keepsTheSlowest() {
        var profile = Profile()
        for number in 0..<50 { profile.add(slow: [Profile.Slow(document: "d\(number)", nanoseconds: number)]) }
        #expect(profile.slowest.count == 20 && profile.slowest.first?.nanoseconds == 49)
    }
}

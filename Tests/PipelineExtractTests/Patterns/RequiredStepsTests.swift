import Testing

@testable import PipelineExtract

@Suite struct RequiredStepsTests {
    /// The required steps of a pattern, each with how far it is from the one before.
    private func steps(_ pattern: String) throws -> [String] {
        let program = try compiled(pattern).program
        return RequiredSteps(program.code, program.rules[0].program).steps.map { step in
            let gap = step.gap
            let far = gap.upperBound >= RequiredSteps.unbounded ? "∞" : "\(gap.upperBound)"
            return "\(program.code[step.index].operation) \(gap.lowerBound)…\(far)"
        }
    }

    @Test func whatNothingLeadsPastIsRequired() throws {
        #expect(try steps("'a' [] 'b'") == ["token 0…0", "any 1…1", "token 1…1"])
        #expect(try steps("'a'? 'b'") == ["token 0…1"])
        #expect(try steps("('a' | 'b' 'c') 'd'") == ["token 1…2"])
        #expect(try steps("'a'+ 'b'") == ["token 0…0", "token 1…∞"])
        #expect(try steps("'a' []{2,5} 'b'") == ["token 0…0", "any 1…1", "any 1…1", "token 1…4"])
        #expect(try steps("'a' <P/> 'b'") == ["token 0…0", "edge 1…1", "token 1…∞"])
        #expect(try steps("x:('a' 'b'?) (?= 'c') ^ 'd'") == ["token 0…0", "token 1…2"])
        #expect(try steps("('a' 'b'*)* 'c' 'd'") == ["token 0…∞", "token 1…1"])
    }

    @Test func distancesAddUp() throws {
        let program = try compiled("'a'? 'b' []{0,3} 'c' 'd'* 'e'").program
        let steps = RequiredSteps(program.code, program.rules[0].program)
        #expect(steps.distance(from: nil, to: 0) == 0...1)
        #expect(steps.distance(from: nil, to: 1) == 1...5)
        #expect(steps.distance(from: 0, to: 1) == 1...4)
        #expect(steps.distance(from: 1, to: 1) == 0...0)
        #expect(steps.distance(from: 0, to: 2) == 2...RequiredSteps.unbounded)
    }
}

import Testing

@testable import PipelineExtract

@Suite struct PolicyTests {
    private func candidates(_ random: inout Seeded) -> [Candidate] {
        (0..<random.next(8)).map { index in
            let start = random.next(10)
            return Candidate(
                claim: start..<start + 1 + random.next(4), priority: random.next(3), score: Double(random.next(4)) / 2,
                rule: index)
        }
    }

    private func overlaps(_ left: Candidate, _ right: Candidate) -> Bool { left.claim.overlaps(right.claim) }

    @Test func bestIsTheBestOfAllSets() {
        var random = Seeded(11)
        for _ in 0..<2000 {
            let all = candidates(&random)
            let taken = Policy.best.resolve(all).map { all[$0] }
            #expect(zip(taken, taken.dropFirst()).allSatisfy { $0.claim.upperBound <= $1.claim.lowerBound })
            var best = 0.0
            for set in 0..<(1 << all.count) {
                let members = all.indices.filter { set >> $0 & 1 == 1 }.map { all[$0] }
                let isFree = members.indices.allSatisfy { i in
                    members.indices.allSatisfy { j in i >= j || !overlaps(members[i], members[j]) }
                }
                if isFree { best = max(best, members.reduce(0) { $0 + $1.score }) }
            }
            #expect(taken.reduce(0) { $0 + $1.score } == best)
        }
    }

    /// A candidate counts just when no better one that counts overlaps it.
    @Test(arguments: [Policy.longest, .priority, .first])
    func greedyPoliciesAreStable(_ policy: Policy) {
        var random = Seeded(13)
        for _ in 0..<2000 {
            let all = candidates(&random)
            let order = all.sorted { key($0, policy).lexicographicallyPrecedes(key($1, policy)) }
            var expected: [Candidate] = []
            for candidate in order where !expected.contains(where: { overlaps($0, candidate) }) {
                expected.append(candidate)
            }
            let found = policy.resolve(all).map { all[$0].rule }
            #expect(found == expected.sorted { $0.claim.lowerBound < $1.claim.lowerBound }.map(\.rule))
        }
    }

    private func key(_ candidate: Candidate, _ policy: Policy) -> [Int] {
        let (length, start) = (-candidate.claim.count, candidate.claim.lowerBound)
        return switch policy {
        case .priority: [-candidate.priority, length, start, candidate.rule]
        case .first: [start, length, -candidate.priority, candidate.rule]
        default: [length, -candidate.priority, start, candidate.rule]
        }
    }

    @Test func allKeepsEverythingInTextOrder() {
        let all = [(3, 5), (0, 4), (0, 2)].enumerated().map {
            Candidate(claim: $1.0..<$1.1, priority: 0, score: 1, rule: $0)
        }
        #expect(Policy.all.resolve(all) == [2, 1, 0])
    }
}

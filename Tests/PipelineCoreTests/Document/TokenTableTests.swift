import PipelineCore
import PipelineTestSupport
import Testing

struct TokenTableTests {
    private func table(_ ranges: [Range<Int>]) -> TokenTable {
        var table = TokenTable()
        for range in ranges { table.append(range) }
        return table
    }

    @Test func keepsTokensInOrder() {
        let table = table([0..<3, 3..<4, 6..<9])
        #expect(table.count == 3)
        #expect(!table.isEmpty)
        #expect((0..<3).map { table[$0] } == [0..<3, 3..<4, 6..<9])
        #expect(table.starts == [0, 3, 6])
        #expect(table.ends == [3, 4, 9])
    }

    @Test func refusesTokensOutOfOrder() async {
        await #expect(processExitsWith: .failure) {
            var table = TokenTable()
            table.append(0..<3)
            table.append(2..<4)
        }
        await #expect(processExitsWith: .failure) {
            var table = TokenTable()
            table.append(3..<3)
        }
    }

    @Test func takesAllTokensAtOnce() async {
        let table = TokenTable(starts: [0, 3, 6], ends: [3, 4, 9])
        #expect((0..<3).map { table[$0] } == [0..<3, 3..<4, 6..<9])
        #expect(TokenTable(starts: [], ends: []).isEmpty)
        await #expect(processExitsWith: .failure) { _ = TokenTable(starts: [0], ends: []) }
        await #expect(processExitsWith: .failure) { _ = TokenTable(starts: [0, 2], ends: [3, 4]) }
        await #expect(processExitsWith: .failure) { _ = TokenTable(starts: [2], ends: [2]) }
    }

    @Test func findsTokensAsANaiveSearchDoes() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<200 {
            var ranges: [Range<Int>] = []
            var end = 0
            for _ in 0..<random.number(in: 0..<8) {
                let start = end + random.number(in: 0..<3)
                end = start + random.number(in: 1..<4)
                ranges.append(start..<end)
            }
            let table = table(ranges)
            for low in 0...end + 1 {
                for high in low...end + 1 {
                    let inside = ranges.indices.filter { ranges[$0].lowerBound >= low && ranges[$0].upperBound <= high }
                    let touching = ranges.indices.filter { ranges[$0].overlaps(low..<high) }
                    #expect(Array(table.indices(inside: low..<high)) == (low == high ? [] : inside))
                    #expect(Array(table.indices(touching: low..<high)) == touching)
                }
            }
        }
    }

    @Test func anEmptyRangeTouchesNoToken() {
        #expect(table([0..<4, 5..<9]).indices(touching: 2..<2).isEmpty)
        #expect(table([0..<4, 5..<9]).indices(touching: 7..<7).isEmpty)
    }

    @Test func assignsColumns() {
        var table = table([0..<1, 1..<2])
        var strings = StringTable()
        #expect(table[.lemma] == nil)
        #expect(table[1, .lemma].isNone)
        table.assign([strings.intern("a"), strings.intern("b")], to: .lemma)
        #expect(table[1, .lemma] == strings.intern("b"))
        table.assign(strings.intern("c"), to: .custom("mood"), at: 1)
        #expect(table[.custom("mood")] == [.none, strings.intern("c")])
        table.assign(strings.intern("d"), to: .custom("mood"), at: 0)
        #expect(table[.custom("mood")] == [strings.intern("d"), strings.intern("c")])
        #expect(table.assignedColumns == [.lemma, .custom("mood")])
    }

    @Test func takesColumnsAwayWhenTokensAreAdded() {
        var table = table([0..<1])
        table.assign([.none], to: .upos)
        table.append(1..<2)
        #expect(table[.upos] == nil)
        #expect(table.assignedColumns.isEmpty)
    }

    /// One value at a time must not cost a pass over all tokens.
    @Test func assignsManyValuesOneAtATime() {
        var table = TokenTable()
        table.reserveCapacity(200_000)
        for index in 0..<200_000 { table.append(index..<index + 1) }
        var strings = StringTable()
        let symbol = strings.intern("x")
        for index in 0..<200_000 { table.assign(symbol, to: .lemma, at: index) }
        #expect(table[.lemma]?.allSatisfy { $0 == symbol } == true)
    }

    @Test func namesColumns() {
        for name in ["norm", "lemma", "upos", "xpos", "feats", "mood"] { #expect(TokenColumn(name).name == name) }
        #expect(TokenColumn("lemma") == .lemma)
        #expect(TokenColumn("mood") == .custom("mood"))
        #expect(TokenColumn.standard.map(\.name) == ["norm", "lemma", "upos", "xpos", "feats"])
    }
}

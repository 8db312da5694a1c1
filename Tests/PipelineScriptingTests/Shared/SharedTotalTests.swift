import PipelineCore
import PipelineTestSupport
import Testing

@testable import PipelineScripting

/// Random additions, spread over documents, against a naive count of the whole list.
@Suite("Totals of shared values")
struct SharedTotalTests {
    private typealias Addition = (key: String, number: Int64)

    private static let keys = ["a", "b", "B", "é", "e\u{301}", "", "long key", "z"]

    private func additions(_ random: inout SeededRandom) -> [[Addition]] {
        (0..<random.number(in: 0..<30)).map { _ in
            (0..<random.number(in: 0..<6)).map { _ in
                (Self.keys[random.number(in: 0..<Self.keys.count)], Int64(random.number(in: 0..<9)) - 4)
            }
        }
    }

    /// What the documents come to when each is folded by itself.
    private func result(
        _ kind: SharedDeclaration.Kind, _ documents: [[Addition]], size: Int = 0,
        add: (inout SharedTotal, Addition) -> Void
    ) -> Value {
        let declaration = SharedDeclaration(name: "x", kind: kind, size: size)
        var total = SharedTotal(declaration)
        for document in documents {
            var part = SharedTotal(declaration)
            for addition in document { add(&part, addition) }
            total.fold(part.content)
        }
        // What has been folded can be stored and folded on.
        var copy = SharedTotal(declaration)
        copy.fold(total.content)
        #expect(copy.result == total.result)
        return total.result
    }

    private func bytes(_ string: String) -> [UInt8] { Array(string.utf8) }

    @Test(arguments: 0..<50) func countsLikeANaiveCount(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let documents = additions(&random)
        var counts: [[UInt8]: Int64] = [:]
        for addition in documents.joined() { counts[bytes(addition.key), default: 0] += addition.number }
        let expected = counts.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key.lexicographicallyPrecedes($1.key)
        }
        let counter = result(.counter, documents) { $0.add($1.key, count: $1.number) }.array ?? []
        #expect(counter.map { bytes($0.object?["key"]?.string ?? "?") } == expected.map(\.key))
        #expect(counter.map { $0.object?["count"]?.integer } == expected.map(\.value))

        let set = result(.set, documents) { $0.add($1.key, count: 0) }.array ?? []
        #expect(set.map { bytes($0.string ?? "?") } == counts.keys.sorted { $0.lexicographicallyPrecedes($1) })
    }

    @Test(arguments: 0..<50) func keepsTheGreatestLikeASort(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let documents = additions(&random)
        let size = random.number(in: 1..<8)
        let sorted = documents.joined().enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            if a.number != b.number { return a.number > b.number }
            if bytes(a.key) != bytes(b.key) { return bytes(a.key).lexicographicallyPrecedes(bytes(b.key)) }
            return left.offset < right.offset
        }
        let top = result(.top, documents, size: size) { $0.add(.integer($1.number), key: $1.key) }
        let expected: [Value] = sorted.prefix(size).map {
            ["key": .string($0.element.key), "number": .integer($0.element.number)]
        }
        #expect(top.json == Value.array(expected).json)
    }

    @Test(arguments: 0..<50) func addsUpLikeASum(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let documents = additions(&random)
        let numbers = documents.joined().map(\.number)
        func total(_ kind: SharedDeclaration.Kind) -> Value {
            result(kind, documents) { $0.add(.integer($1.number)) }
        }
        let sum = numbers.reduce(0, +)
        #expect(total(.sum) == .integer(sum))
        #expect(total(.mean) == (numbers.isEmpty ? .null : .number(Double(sum) / Double(numbers.count))))
        #expect(total(.min) == numbers.min().map { .integer($0) } ?? .null)
        #expect(total(.max) == numbers.max().map { .integer($0) } ?? .null)
    }

    @Test func integersBecomeNumbersWhereTheyMust() {
        var sum = SharedTotal(SharedDeclaration(name: "x", kind: .sum))
        sum.add(.integer(.max))
        #expect(sum.result == .integer(.max))
        sum.add(1)
        #expect(sum.result == .number(0x1p63))
        var counter = SharedTotal(SharedDeclaration(name: "x", kind: .counter))
        counter.add("a", count: .max)
        counter.add("a")
        #expect(counter.result == [["key": "a", "count": .integer(.max)]])
    }

    /// Of equal numbers the first one stays, so that 1 and 1.0 come out in the same way in every run.
    @Test func theFirstOfEqualNumbersStays() {
        var least = SharedTotal(SharedDeclaration(name: "x", kind: .min))
        least.add(1)
        least.add(1.0)
        #expect(least.result.json == "1")
        var top = SharedTotal(SharedDeclaration(name: "x", kind: .top, size: 2))
        for number in [1.0, 1, 0.5] as [Value] { top.add(number, key: "k") }
        #expect(top.result.json == #"[{"key":"k","number":1.0},{"key":"k","number":1}]"#)
    }
}

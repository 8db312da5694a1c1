import PipelineCore
import PipelineTestSupport
import Testing

struct ValueObjectTests {
    @Test func keepsTheOrderOfKeys() {
        var object: Value.Object = ["b": 1, "a": 2]
        object["c"] = 3
        object["b"] = 4
        #expect(object.keys == ["b", "a", "c"])
        #expect(object["b"] == 4)
        object["b"] = nil
        object["none"] = nil
        object["b"] = 5
        #expect(object.keys == ["a", "c", "b"])
        #expect(object.count == 3 && !object.isEmpty)
    }

    @Test func tellsNullFromNothing() {
        var object = Value.Object()
        object["a"] = .some(.null)
        #expect(object.count == 1)
        #expect(object["a"] == .some(.null))
        #expect(object["b"] == nil)
    }

    /// Crosses the number of keys from which an index is kept, up and down.
    @Test func agreesWithADictionary() {
        var random = SeededRandom(seed: 21)
        for _ in 0..<20 {
            var object = Value.Object()
            var oracle: [String: Int64] = [:]
            var order: [String] = []
            for step in 0..<400 {
                let key = "k\(random.number(in: 0..<30))"
                if random.number(in: 0..<3) == 0 {
                    object[key] = nil
                    oracle[key] = nil
                    order.removeAll { $0 == key }
                } else {
                    object[key] = .integer(Int64(step))
                    if oracle.updateValue(Int64(step), forKey: key) == nil { order.append(key) }
                }
                #expect(object.keys == order)
            }
            for (key, value) in oracle { #expect(object[key]?.integer == value) }
        }
    }

    @Test func holdsManyKeys() {
        var object = Value.Object()
        for index in 0..<50_000 { object["key-\(index)"] = .integer(Int64(index)) }
        #expect(object.count == 50_000)
        #expect(object["key-49999"] == 49_999)
        #expect(object["key-50000"] == nil)
    }

    @Test func equalityIgnoresTheOrder() {
        let one: Value.Object = ["a": 1, "b": [2]]
        let two: Value.Object = ["b": [2], "a": 1]
        #expect(one == two)
        #expect(one.hashValue == two.hashValue)
        #expect(one != ["a": 1])
        #expect(one != ["a": 1, "c": [2]])
        #expect(one != ["a": 1, "b": [3]])
    }

    /// "é" in one scalar and in two are two keys: a file that has both must come out with both.
    @Test(arguments: [0, 20]) func tellsKeysApartByTheirBytes(others: Int) {
        var object = Value.Object()
        for index in 0..<others { object["k\(index)"] = .null }
        object["\u{E9}"] = 1
        object["e\u{301}"] = 2
        #expect(object.count == others + 2)
        #expect(object["\u{E9}"] == 1)
        #expect(object["e\u{301}"] == 2)
        object["\u{E9}"] = nil
        #expect(object["e\u{301}"] == 2)
    }
}

import PipelineCore
import PipelineTestSupport
import Testing

struct StringTableTests {
    @Test func holdsTheEmptyStringAlone() {
        var table = StringTable()
        #expect(table.count == 1)
        #expect(table.intern("") == .none)
        #expect(table[.none].isEmpty)
        #expect(Symbol.none.isNone)
        #expect(table.count == 1)
    }

    @Test func storesEachStringOnce() {
        var table = StringTable()
        let first = table.intern("Wien")
        #expect(table.intern("Graz") != first)
        #expect(table.intern("Wien") == first)
        #expect(!first.isNone)
        #expect(table.count == 3)
    }

    @Test func keepsSymbolsWhileItGrows() {
        var table = StringTable()
        let strings = (0..<20_000).map { "string-\($0)-é😀" }
        let symbols = strings.map { table.intern($0) }
        #expect(Set(symbols).count == strings.count)
        #expect(symbols.map(\.index) == (1...20_000).map(UInt32.init))
        for (string, symbol) in zip(strings, symbols) {
            #expect(table[symbol] == string && table.intern(string) == symbol)
        }
        #expect(table.count == 20_001)
    }

    @Test func agreesWithADictionary() {
        var random = SeededRandom(seed: 3)
        var table = StringTable()
        var oracle: [[UInt8]: Symbol] = [[]: .none]
        for _ in 0..<5000 {
            let bytes = (0..<random.number(in: 0..<4)).map { _ in UInt8.random(in: 97...102, using: &random) }
            let symbol = bytes.withUnsafeBufferPointer { table.intern($0) }
            #expect(oracle[bytes, default: symbol] == symbol)
            oracle[bytes] = symbol
        }
        #expect(table.count == oracle.count)
    }

    @Test func comparesBytesAndNotLetters() {
        var table = StringTable()
        #expect(table.intern("\u{E9}") != table.intern("e\u{301}"))
    }

    @Test func lendsTheBytes() {
        var table = StringTable()
        let symbol = table.intern("né")
        _ = table.intern("other")
        #expect(table.withBytes(of: symbol) { Array($0) } == Array("né".utf8))
        #expect(table.withBytes(of: .none) { $0.count } == 0)
    }

    @Test func aCopyIsItsOwn() {
        var table = StringTable()
        _ = table.intern("one")
        var copy = table
        #expect(copy.intern("two").index == 2)
        #expect(table.intern("three").index == 2)
        #expect(table.count == 3)
    }
}
